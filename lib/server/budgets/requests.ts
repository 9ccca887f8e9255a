import 'server-only'
import * as z from 'zod/mini'
import { isAllowed } from '#lib/access/permissions.ts'
import type { MemberPrincipal, Principal } from '#lib/access/principal.ts'
import { AppError } from '#lib/api/app-error.ts'
import type { BudgetRequest, BudgetRequestList, Decision } from '#lib/api/budget-limits.ts'
import { actorOf } from '#lib/server/audit/record-audit.ts'
import { nextChange } from '#lib/server/database/change-counter.ts'
import type { BudgetRequestRow } from '#lib/server/database/budget-tables.ts'
import type { Executor } from '#lib/server/database/database.ts'
import { retryBatch } from '#lib/server/generations/batch-actions.ts'
import type { ActionServices } from '#lib/server/generations/generation-actions.ts'
import { writePress } from '#lib/server/generations/write-press.ts'
import { findProject } from '#lib/server/teams/team-store.ts'
import { principalOfToken } from '#lib/server/tokens/authenticate-token.ts'
import { findLiveToken } from '#lib/server/tokens/token-store.ts'
import { endRequest, findRequest, listWaiting } from './budget-store.ts'
import { type Approval, DECIDED, tellDecision } from './keep-request.ts'
import { promptOf, readStoredPress } from './stored-press.ts'

export interface RequestServices extends ActionServices {
  /** Somebody as they are now; undefined: gone from the team. */
  findMember(userId: string): Promise<MemberPrincipal | undefined>
}

const SHOWN = 100

/** What waits for an admin: everything for those who may decide, else one's own. */
export async function readRequests(
  { database }: Pick<RequestServices, 'database'>,
  principal: Principal,
): Promise<BudgetRequestList> {
  const canDecide = isAllowed(principal, 'budget.change')
  const { teamId, userId } = principal
  const rows = await listWaiting(database.db, {
    teamId,
    limit: SHOWN,
    ...(!canDecide && { authorId: userId }),
  })
  return { canDecide, requests: await Promise.all(rows.map((row) => show(database.db, principal, row))) }
}

async function show(executor: Executor, principal: Principal, row: BudgetRequestRow): Promise<BudgetRequest> {
  const { currency } = row
  return {
    id: row.id,
    author: row.author_name,
    project: (await findProject(executor, principal, row.project_id))?.name ?? '',
    prompt: promptOf(readStoredPress(row.press).items),
    takes: row.takes,
    ...(row.tokens !== null && { tokens: Number(row.tokens) }),
    ...(row.money !== null &&
      (currency === 'CNY' || currency === 'USD') && {
        money: { amount: Number(row.money) / 100, currency },
      }),
    reason: z.parse(sentenceSchema, JSON.parse(row.reason)),
    createdAt: Number(row.created_at),
  }
}

const sentenceSchema = z.object({ en: z.string(), zh: z.string() })

/**
 * Approved: the press is made, with its own key and as whoever pressed it, once, however often this is asked. Declined: it never will be.
 * Throws AppError `not_found`, `conflict` where it was decided otherwise or whoever pressed it may not any more, and what writePress throws.
 */
export async function decideRequest(
  services: RequestServices,
  principal: Principal,
  id: string,
  decision: Decision,
): Promise<BudgetRequestList> {
  const row = await findRequest(services.database.db, principal.teamId, { id })
  if (row === undefined) throw new AppError('not_found', GONE)
  const wanted = decision === 'approve' ? 'approved' : 'declined'
  if (row.state !== 'waiting' && row.state !== wanted) throw new AppError('conflict', DECIDED)
  if (row.state === 'waiting') {
    if (decision === 'approve') await make(services, row, approvalOf(principal))
    else await decline(services, principal, row)
  }
  return readRequests(services, principal)
}

function approvalOf(principal: Principal): Approval {
  return { by: actorOf(principal), name: principal.name }
}

async function make(services: RequestServices, row: BudgetRequestRow, approval: Approval): Promise<void> {
  const author = await authorOf(services, row)
  const { items, projectId, batchId, retriesBatch, callback } = readStoredPress(row.press)
  const key = row.idempotency_key
  if (retriesBatch !== undefined)
    return void (await retryBatch(services, author, retriesBatch, { idempotencyKey: key, approval }))
  await writePress(services, author, {
    key,
    digest: row.idempotency_digest,
    approval,
    items,
    ...(projectId !== undefined && { projectId }),
    ...(batchId !== undefined && { batchId }),
    ...(callback !== undefined && { callback }),
  })
}

/** As they are now: with a role that makes clips, and with the token, if it was one that asked, still open. */
async function authorOf(services: RequestServices, row: BudgetRequestRow): Promise<Principal> {
  const member = await services.findMember(row.author_id)
  const author = member?.teamId === row.team_id ? await withToken(services, row, member) : undefined
  if (author === undefined || !isAllowed(author, 'generation.create'))
    throw new AppError('conflict', NO_AUTHOR)
  return author
}

async function withToken(
  { database, clock }: RequestServices,
  row: BudgetRequestRow,
  member: MemberPrincipal,
): Promise<Principal | undefined> {
  if (row.api_token_id === null) return member
  const token = await findLiveToken(database.db, row.team_id, row.api_token_id, clock())
  return token && principalOfToken(token, member)
}

async function decline(
  { database, clock }: RequestServices,
  principal: Principal,
  row: BudgetRequestRow,
): Promise<void> {
  const now = clock()
  await database.transaction(async (transaction) => {
    await nextChange(transaction)
    const by = { teamId: row.team_id, key: row.idempotency_key }
    const ended = await endRequest(transaction, by, {
      state: 'declined',
      at: now,
      decidedBy: principal.userId,
    })
    if (ended === undefined) throw new AppError('conflict', DECIDED)
    await tellDecision(transaction, row, approvalOf(principal), { at: now, isApproved: false })
  })
}

const GONE = {
  en: 'This request does not exist. Reload the page to see what still waits.',
  zh: '这个请求不存在。请刷新页面，查看仍在等待的请求。',
}
const NO_AUTHOR = {
  en: 'Whoever asked for this may not generate any more, or their API token is over. Nothing was started; decline the request.',
  zh: '提出请求的人已不能生成，或其 API 令牌已失效。没有开始生成；请拒绝这个请求。',
}
