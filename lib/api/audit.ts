/** /api/audit: who did what. Words of the list are shown, and exported as they are. */

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
