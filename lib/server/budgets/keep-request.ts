import 'server-only'
import type { Transaction } from 'kysely'
import { roleMay } from '#lib/access/permissions.ts'
import type { Principal, Role } from '#lib/access/principal.ts'
import { AppError } from '#lib/api/app-error.ts'
import { ASKED, DECLINED, overLimit, STOPPED } from '#lib/generation/budget-sentences.ts'
import { inSequence, type Sentence } from '#lib/language/language.ts'
import { type AuditActor, actorOf, recordAudit } from '#lib/server/audit/record-audit.ts'
import type { Clock } from '#lib/server/clock.ts'
import type { BudgetRequestRow } from '#lib/server/database/budget-tables.ts'
import type { Database } from '#lib/server/database/database.ts'
import type { Tables } from '#lib/server/database/tables.ts'
import { newId } from '#lib/server/ids.ts'
import { notify } from '#lib/server/notifications/notify.ts'
import { endRequest, findRequest, insertRequest } from './budget-store.ts'
import { costOf, type OverBudget } from './check-budget.ts'
import type { BudgetSettings } from './standings.ts'
import { promptOf, readStoredPress, type StoredPress } from './stored-press.ts'

export interface Approval {
  by: AuditActor
  /** As they are called. */
  name: string
}

/** Of a press, as much as is kept. */
export interface PressToKeep {
  key: string
  digest: string
  batchId?: string | undefined
  retriesBatch?: string | undefined
  callback?: StoredPress['callback'] | undefined
  items: readonly (Omit<StoredPress['items'][number], 'shotId'> & { shotId?: string | undefined })[]
}

export interface KeepServices {
  database: Database
  clock: Clock
  budget: BudgetSettings
  /** Who is in the team. */
  people(teamId: string): Promise<readonly { id: string; role: Role }[]>
}

/**
 * The answer to a press that goes over a limit, written down: where the limit asks, as a request that waits for an admin, one for each
 * key. Nothing is made or paid.
 */
export async function keepRefusal(
  services: KeepServices,
  principal: Principal,
  press: PressToKeep,
  over: OverBudget,
): Promise<AppError> {
  const { database, budget } = services
  const now = services.clock()
  const { finding, rows, fitting } = over
  const { standing } = finding
  const reason = overLimit(finding, rows.length, fitting)
  const isAsked = standing.atLimit === 'ask'
  const projectId = rows[0]?.budget_project_id ?? ''
  const deciding = isAsked ? await whoDecides(services, principal) : []
  return database.transaction(async (transaction) => {
    const cost = costOf(rows)
    const money = cost[budget.currency]
    const isNew =
      !isAsked ||
      (await insertRequest(transaction, {
        id: newId('brq', now),
        team_id: principal.teamId,
        project_id: projectId,
        author_id: principal.userId,
        author_name: principal.name,
        api_token_id: principal.kind === 'token' ? principal.tokenId : null,
        idempotency_key: press.key,
        idempotency_digest: press.digest,
        press: JSON.stringify(storedOf(press, projectId)),
        takes: rows.length,
        tokens: cost.tokens ?? null,
        money: money === undefined ? null : Math.ceil(money * 100),
        currency: money === undefined ? null : budget.currency,
        reason: JSON.stringify(reason),
        state: 'waiting',
        created_at: now,
        decided_at: null,
        decided_by: null,
      }))
    if (isNew)
      await recordAudit(transaction, {
        teamId: principal.teamId,
        actor: actorOf(principal),
        action: 'generation.refused_by_budget',
        at: now,
        projectId,
        details: {
          limit: standing.scope,
          unit: standing.unit,
          of: standing.limit,
          press: finding.press ?? null,
          takes: rows.length,
          asked: isAsked,
        },
      })
    if (isNew && isAsked)
      await notify(
        transaction,
        ...deciding.map((userId) => ({
          teamId: principal.teamId,
          userId,
          kind: 'budget_requested' as const,
          actorName: principal.name,
          path: '/settings/usage',
          excerpt: promptOf(press.items),
          at: now,
        })),
      )
    if (!isAsked) return new AppError('budget_exceeded', inSequence(reason, STOPPED))
    return answerOf(
      await findRequest(transaction, principal.teamId, { key: press.key }),
      press.digest,
      reason,
    )
  })
}

async function whoDecides({ people }: KeepServices, { teamId, userId }: Principal): Promise<string[]> {
  const deciding = (await people(teamId)).filter(({ role }) => roleMay(role, 'budget.change'))
  return deciding.map(({ id }) => id).filter((id) => id !== userId)
}

function answerOf(row: BudgetRequestRow | undefined, digest: string, reason: Sentence): AppError {
  if (row !== undefined && row.idempotency_digest !== digest)
    return new AppError('conflict', {
      en: 'This key was used for another request. Nothing was started; generate again with a new key.',
      zh: '这个键已用于另一个请求。没有开始生成；请换一个键重新生成。',
    })
  return row?.state === 'declined'
    ? new AppError('budget_exceeded', DECLINED)
    : new AppError('approval_needed', inSequence(reason, ASKED))
}

function storedOf({ batchId, retriesBatch, callback, items }: PressToKeep, projectId: string): StoredPress {
  return {
    projectId,
    ...(batchId !== undefined && { batchId }),
    ...(retriesBatch !== undefined && { retriesBatch }),
    ...(callback !== undefined && { callback }),
    items: items.map(({ recipe, takes, shotId, stack, field, retryOf }) => ({
      recipe,
      takes,
      stack,
      field,
      ...(shotId !== undefined && { shotId }),
      ...(retryOf !== undefined && { retryOf }),
    })),
  }
}

/**
 * In the transaction that writes a press: the request of the same key, if there is one, is over with it. Throws AppError `conflict` for an
 * approval whose request does not wait any more.
 */
export async function settleRequest(
  transaction: Transaction<Tables>,
  { teamId }: Principal,
  { key, approval }: { key: string; approval?: Approval },
  { now, firstId }: { now: number; firstId: string | undefined },
): Promise<void> {
  const ended = await endRequest(
    transaction,
    { teamId, key },
    {
      state: approval === undefined ? 'made' : 'approved',
      at: now,
      decidedBy: approval?.by.id ?? null,
    },
  )
  if (approval === undefined) return
  // Declined, or made, between the look at it and here.
  if (ended === undefined) throw new AppError('conflict', DECIDED)
  await tellDecision(transaction, ended, approval, {
    at: now,
    isApproved: true,
    ...(firstId !== undefined && { clipId: firstId }),
  })
}

export const DECIDED: Sentence = {
  en: 'This request was decided already, or was made meanwhile. Nothing was changed; reload the page.',
  zh: '这个请求已经处理过，或已在此期间生成。没有任何改动；请刷新页面。',
}

/** Written down, and told to whoever asked. */
export async function tellDecision(
  transaction: Transaction<Tables>,
  row: BudgetRequestRow,
  { by, name }: Approval,
  { at, isApproved, clipId }: { at: number; isApproved: boolean; clipId?: string },
): Promise<void> {
  await recordAudit(transaction, {
    teamId: row.team_id,
    actor: by,
    action: 'budget.request_decided',
    at,
    projectId: row.project_id,
    targetId: row.id,
    details: { approved: isApproved, takes: row.takes, tokens: row.tokens, for: row.author_name },
  })
  if (row.author_id === by.id) return
  await notify(transaction, {
    teamId: row.team_id,
    userId: row.author_id,
    kind: isApproved ? 'budget_approved' : 'budget_declined',
    actorName: name,
    ...(clipId === undefined ? { path: `/?project=${row.project_id}` } : { clipId }),
    excerpt: promptOf(readStoredPress(row.press).items),
    at,
  })
}
