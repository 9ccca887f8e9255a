import 'server-only'
import type { Principal } from '#lib/access/principal.ts'
import type { AuditAction, AuditActorKind } from '#lib/api/audit.ts'
import type { Executor } from '#lib/server/database/database.ts'
import { newId } from '#lib/server/ids.ts'
import { insertAuditEvents } from './audit-store.ts'

export interface AuditActor {
  kind: AuditActorKind
  /** '' for nobody and for the studio itself. */
  id: string
  name: string
}

export interface AuditEntry {
  teamId: string
  actor: AuditActor
  action: AuditAction
  /** Epoch ms. */
  at: number
  projectId?: string | undefined
  /** The id of what it was done to. */
  targetId?: string | undefined
  /** What a reader needs to understand it later, when the target is gone. Never a secret. */
  details?: Readonly<Record<string, string | number | boolean | null>>
}

/** In the transaction of what is done, so that neither is there without the other. */
export async function recordAudit(executor: Executor, ...entries: readonly AuditEntry[]): Promise<void> {
  await insertAuditEvents(
    executor,
    entries.map(({ teamId, actor, action, at, projectId, targetId, details = {} }) => ({
      id: newId('aud', at),
      team_id: teamId,
      at,
      actor_kind: actor.kind,
      actor_id: actor.id,
      actor_name: actor.name,
      action,
      project_id: projectId ?? null,
      target_id: targetId ?? null,
      details: JSON.stringify(details),
    })),
  )
}

export function actorOf(principal: Principal): AuditActor {
  return principal.kind === 'token'
    ? { kind: 'token', id: principal.tokenId, name: principal.name }
    : { kind: 'member', id: principal.userId, name: principal.name }
}
