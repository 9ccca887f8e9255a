import 'server-only'
import type { Transaction } from 'kysely'
import type { Principal } from '#lib/access/principal.ts'
import { AppError } from '#lib/api/app-error.ts'
import { ASKED, DECLINED, overLimit, STOPPED } from '#lib/generation/budget-sentences.ts'
import { inSequence, type Sentence } from '#lib/language/language.ts'
import { type AuditActor, actorOf, recordAudit } from '#lib/server/audit/record-audit.ts'
import type { Clock } from '#lib/server/clock.ts'
import type { BudgetRequestRow } from '#lib/server/database/budget-tables.ts'
import type { Database } from '#lib/server/database/database.ts'
import type { Tables } from '#lib/server/database/tables.ts'
import { newId } from '#lib/server/ids.ts'
import { endRequest, findRequest, insertRequest } from './budget-store.ts'
import { costOf, type OverBudget } from './check-budget.ts'
import type { BudgetSettings } from './standings.ts'
import type { StoredPress } from './stored-press.ts'

export interface Approval {
  by: AuditActor
}

/** Of a press, as much as is kept. */
export interface PressToKeep {
  key: string
  digest: string
  batchId?: string | undefined
  retriesBatch?: string | undefined
  items: readonly (Omit<StoredPress['items'][number], 'shotId'> & { shotId?: string | undefined })[]
}

export interface KeepServices {
  database: Database
  clock: Clock
  budget: BudgetSettings
}

/**
 * The answer to a press that goes over a limit, written down: where the limit asks, as a request that waits for an admin, one for each
 * key. Nothing is made or paid.
 */
export async function keepRefusal(
  { database, clock, budget }: KeepServices,
  principal: Principal,
  press: PressToKeep,
  over: OverBudget,
): Promise<AppError> {
  const now = clock()
  const { finding, rows, fitting } = over
  const { standing } = finding
  const reason = overLimit(finding, rows.length, fitting)
  const isAsked = standing.atLimit === 'ask'
  const projectId = rows[0]?.budget_project_id ?? ''
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
    if (!isAsked) return new AppError('budget_exceeded', inSequence(reason, STOPPED))
    return answerOf(
      await findRequest(transaction, principal.teamId, { key: press.key }),
      press.digest,
      reason,
    )
  })
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

function storedOf({ batchId, retriesBatch, items }: PressToKeep, projectId: string): StoredPress {
  return {
    projectId,
    ...(batchId !== undefined && { batchId }),
    ...(retriesBatch !== undefined && { retriesBatch }),
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

/** In the transaction that writes a press: the request of the same key, if there is one, is over with it. */
export async function settleRequest(
  transaction: Transaction<Tables>,
  { teamId }: Principal,
  { key, approval }: { key: string; approval?: Approval },
  now: number,
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
  if (ended !== undefined && approval !== undefined)
    await recordAudit(transaction, decided(ended, approval.by, now, true))
}

export function decided(row: BudgetRequestRow, actor: AuditActor, at: number, isApproved: boolean) {
  return {
    teamId: row.team_id,
    actor,
    action: 'budget.request_decided' as const,
    at,
    projectId: row.project_id,
    targetId: row.id,
    details: { approved: isApproved, takes: row.takes, tokens: row.tokens, for: row.author_name },
  }
}
