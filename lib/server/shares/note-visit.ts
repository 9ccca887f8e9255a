import 'server-only'
import type { GuestPrincipal } from '#lib/access/principal.ts'
import type { VisitAction } from '#lib/api/shares.ts'
import { type Clock, DAY_MS } from '#lib/server/clock.ts'
import type { Database, Executor } from '#lib/server/database/database.ts'
import type { ShareRow } from '#lib/server/database/tables.ts'
import { recordAudit } from '#lib/server/audit/record-audit.ts'
import { addressOf } from './guest-address.ts'
import type { ShareSecrets } from './share-secrets.ts'
import { addVisit } from './visit-store.ts'

export interface VisitServices {
  database: Database
  clock: Clock
  shareSecrets: ShareSecrets
}

export interface Visit {
  share: ShareRow
  guest: GuestPrincipal
  headers: Headers
  action: VisitAction
  generationId?: string
}

/** Messengers and search engines say who they are. */
const ROBOT = /bot\b|crawl|spider|preview|externalhit|whatsapp|embed/i

/** Counts what a guest did; a robot that fetches a preview did nothing. Their address is kept as a hash that is another one tomorrow. The first of a day goes into the audit too. */
export async function noteVisit(services: VisitServices, visit: Visit): Promise<void> {
  if (visit.action === 'opened' && ROBOT.test(visit.headers.get('user-agent') ?? '')) return
  await services.database.transaction((transaction) => noteVisitIn(transaction, services, visit))
}

async function noteVisitIn(
  transaction: Executor,
  { clock, shareSecrets }: VisitServices,
  { share, guest, headers, action, generationId }: Visit,
): Promise<void> {
  const at = clock()
  const day = Math.floor(at / DAY_MS)
  const isFirst = await addVisit(transaction, {
    share_id: share.id,
    day,
    // Who has signed is somebody else than their neighbours behind one address.
    visitor: shareSecrets.visitorOf(share.id, day, guest.guest?.id ?? addressOf(headers)),
    action,
    generation_id: generationId ?? '',
    guest_name: guest.guest?.name ?? null,
    at,
  })
  if (!isFirst || (action !== 'opened' && action !== 'downloaded')) return
  await recordAudit(transaction, {
    teamId: share.team_id,
    actor: { kind: 'guest', id: guest.guest?.id ?? '', name: guest.guest?.name ?? '' },
    action: action === 'opened' ? 'share.opened' : 'clip.downloaded',
    at,
    projectId: share.project_id,
    targetId: generationId ?? share.id,
    details: { share: share.id, title: share.title },
  })
}
