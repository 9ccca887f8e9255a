/** /api/audit: who did what. */
import * as z from 'zod/mini'
import { daySchema, idSchema, wholeNumberSchema } from './values.ts'

/** Everything that is written down. `subject.verb`, the verb in the past. */
export const AUDIT_ACTIONS = [
  'session.started',
  'session.refused',
  'session.ended_everywhere',
  'password.changed',
  'invite.created',
  'invite.revoked',
  'invite.accepted',
  'member.role_changed',
  'member.removed',
  'project.created',
  'project.renamed',
  'project.visibility_changed',
  'project.member_added',
  'project.member_removed',
  'token.created',
  'token.revoked',
  'budget.changed',
  'budget.request_decided',
  'usage.exported',
  'generation.created',
  'generation.refused_by_budget',
  'generation.removed',
  'generation.restored',
  'clip.downloaded',
  'clips.zipped',
  'shot.moved',
  'verdict.given',
  'share.created',
  'share.changed',
  'share.revoked',
  'share.opened',
  'share.refused',
  'webhook.created',
  'webhook.changed',
  'webhook.removed',
  'audit.exported',
] as const
export type AuditAction = (typeof AUDIT_ACTIONS)[number]

export const AUDIT_ACTORS = ['member', 'token', 'guest', 'nobody', 'studio'] as const
export type AuditActorKind = (typeof AUDIT_ACTORS)[number]

/** What stands before the dot of an action, in the order of the list. */
export const AUDIT_SUBJECTS = [...new Set(AUDIT_ACTIONS.map((action) => action.split('.')[0] ?? ''))]

/** Days that an event is kept. */
export const DAYS_OF_AUDIT = 365

const filterSchema = {
  subject: z.optional(z.enum(AUDIT_SUBJECTS)),
  actor: z.optional(z.string().check(z.maxLength(64))),
  project: z.optional(idSchema),
  /** Days in UTC, both included. */
  from: z.optional(daySchema),
  to: z.optional(daySchema),
}

/** GET /api/audit */
export const auditQuerySchema = z.strictObject({
  ...filterSchema,
  /** `nextBefore` of the page before. */
  before: z.optional(z.string().check(z.maxLength(100))),
  limit: z.optional(wholeNumberSchema(1, 200)),
})
export type AuditQuery = z.output<typeof auditQuerySchema>

/** GET /api/audit/export: all of it, as the filter says, newest first. */
export const auditExportSchema = z.strictObject({ ...filterSchema, format: z.enum(['csv', 'json']) })
export type AuditExport = z.output<typeof auditExportSchema>

export interface AuditEvent {
  id: string
  /** Epoch ms. */
  at: number
  /** `name`: as they were called then. */
  actor: { kind: AuditActorKind; id: string; name: string }
  /** Of AUDIT_ACTIONS, or one that an earlier version wrote. */
  action: string
  projectId?: string
  /** As it is called now; absent where it is gone. */
  projectName?: string
  targetId?: string
  details: Readonly<Record<string, string | number | boolean | null>>
}

export interface AuditList {
  events: AuditEvent[]
  nextBefore?: string
  /** Who can be filtered by; with the first page alone. */
  actors?: { id: string; kind: string; name: string }[]
}
