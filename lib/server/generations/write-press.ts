import 'server-only'
import type { Transaction } from 'kysely'
import type { Principal, Sight } from '#lib/access/principal.ts'
import { AppError } from '#lib/api/app-error.ts'
import { MAX_BATCH } from '#lib/api/take-limit.ts'
import type { Recipe } from '#lib/generation/generation.ts'
import type { Sentence } from '#lib/language/language.ts'
import type { Problem } from '#lib/seedance/problem.ts'
import type { Random } from '#lib/server/clock.ts'
import { actorOf, recordAudit } from '#lib/server/audit/record-audit.ts'
import { nextChange } from '#lib/server/database/change-counter.ts'
import type { Database } from '#lib/server/database/database.ts'
import { keepSources } from '#lib/server/clips/trace-sources.ts'
import type { GenerationRow, Tables } from '#lib/server/database/tables.ts'
import { checkBudget, OverBudget } from '#lib/server/budgets/check-budget.ts'
import {
  type Approval,
  keepRefusal,
  type KeepServices,
  settleRequest,
} from '#lib/server/budgets/keep-request.ts'
import type { GenerationCallbackRow } from '#lib/server/database/webhook-tables.ts'
import { newId } from '#lib/server/ids.ts'
import { linkComment } from '#lib/server/review/link-comment.ts'
import type { VideoProvider } from '#lib/server/providers/video-provider.ts'
import { insertCallbacks } from '#lib/server/webhooks/callback-store.ts'
import { insertBatch } from './batch-store.ts'
import { findByKeys, insertGenerations } from './generation-store.ts'
import { newRow } from './new-row.ts'
import { placeItems, placeOf, type Places, type ToPlace } from './place-takes.ts'
import { readRecipe, recipeOfTake } from './recipe.ts'
import { type CheckedRecipe, checkRecipe, type RequestContext } from './recipe-request.ts'

export interface CreateServices extends RequestContext, KeepServices {
  database: Database
  random: Random
  provider: Pick<VideoProvider, 'name' | 'identity' | 'mentionStyle'>
  /** Tells the worker that there is something to send. */
  wake(): void
}

/** One recipe of a press, made `takes` times. */
export interface PressItem extends ToPlace {
  recipe: Recipe
  /** Where its problems are said: `recipes.2.`; '' for a press of one recipe. */
  field: string
  /** The generation that it makes again. */
  retryOf?: string
}

export interface Press {
  key: string
  /** Of what was asked with the key; another one under the same key is refused. */
  digest: string
  projectId?: string | undefined
  /** An admin has approved it: limits that ask let it through. */
  approval?: Approval
  /** The batch whose failures it makes again. */
  retriesBatch?: string | undefined
  /** Joins this batch; without it more than one take make a new one. */
  batchId?: string | undefined
  items: readonly PressItem[]
  /** The comment that it is made from, which then leads to its first take. */
  commentId?: string | undefined
  /** Who is told what becomes of it. */
  callback?: PressCallback | undefined
  /** Looks once more, inside the transaction, at which items are still to be made. Throws where none is. */
  narrow?(transaction: Transaction<Tables>, items: readonly CheckedItem[]): Promise<readonly CheckedItem[]>
}

/** The `callback_url` of a program's create. */
export interface PressCallback {
  tokenId: string
  url: string
  /** In whose words. */
  format: 'ark' | 'openai'
}

export interface CheckedItem extends PressItem {
  checked: CheckedRecipe
}

/**
 * Writes down one generation for each take of each item, all in one transaction, before anything is sent. The same key with the same digest
 * answers with what the first press made (`isRepeat`). Throws AppError `conflict` for the same key with another digest, `not_found` for a
 * project or shot that is not the team's, `unprocessable` with every problem at its field, `budget_exceeded` where a limit stops it and
 * `approval_needed` where an admin was asked; nothing is written then but that request.
 */
export async function writePress(
  services: CreateServices,
  principal: Principal,
  press: Press,
): Promise<{ rows: GenerationRow[]; isRepeat: boolean }> {
  const earlier = await findRepeat(services.database.db, principal, press)
  if (earlier !== undefined) return { rows: earlier, isRepeat: true }
  const checked = await checkItems(services, principal, press.items)
  const outcome = await write(services, principal, press, checked).catch(async (error: unknown) => {
    throw error instanceof OverBudget ? await keepRefusal(services, principal, press, error) : error
  })
  services.wake()
  return outcome
}

/** All in one transaction, which the budget's own question is part of: presses come one after the other, so none is overrun. */
function write(
  services: CreateServices,
  principal: Principal,
  press: Press,
  checked: readonly CheckedItem[],
): Promise<{ rows: GenerationRow[]; isRepeat: boolean }> {
  return services.database.transaction(async (transaction) => {
    // The counter's lock lets one press at a time through here, so that two with the same key can't both miss the other.
    const version = await nextChange(transaction)
    const repeat = await findRepeat(transaction, principal, press)
    if (repeat !== undefined) return { rows: repeat, isRepeat: true }
    const items = press.narrow === undefined ? checked : await press.narrow(transaction, checked)
    const rows = await rowsOf(services, transaction, principal, { ...press, items, version })
    await checkBudget(services, transaction, principal, rows, press.approval !== undefined)
    await insertGenerations(transaction, rows)
    await auditPress(transaction, principal, rows, services.clock())
    await settleRequest(transaction, principal, press, { now: services.clock(), firstId: rows[0]?.id })
    await keepSources(
      transaction,
      principal,
      rows.map(({ id, project_id, recipe }) => ({
        id,
        projectId: project_id,
        recipe: readRecipe(recipe),
      })),
    )
    if (press.callback !== undefined)
      await insertCallbacks(transaction, callbacksOf(rows, press.callback, services.clock()))
    const [first] = rows
    if (press.commentId !== undefined && first !== undefined)
      await linkComment(transaction, principal, {
        commentId: press.commentId,
        madeInto: first.id,
        version,
        now: services.clock(),
      })
    return { rows, isRepeat: false }
  })
}

async function checkItems(
  services: CreateServices,
  sight: Sight,
  items: readonly PressItem[],
): Promise<CheckedItem[]> {
  const checked: CheckedItem[] = []
  const problems: Problem[] = [...checkFinals(items)]
  for (const item of items) {
    const result = await checkRecipe(services, sight, item.recipe)
    checked.push({ ...item, checked: result })
    problems.push(...result.problems.map((problem) => ({ ...problem, field: item.field + problem.field })))
  }
  const [first] = problems
  if (first !== undefined) throw new AppError('unprocessable', first.message, { problems })
  return checked
}

const ONE_FINAL: Sentence = {
  en: 'A draft has one full render; ask for one take',
  zh: '一条样片只有一条正片，请只生成 1 条',
}

/** Every final of one draft is the same clip, and each would be paid. */
function checkFinals(items: readonly PressItem[]): Problem[] {
  const asked = new Map<string, number>()
  for (const { recipe, takes } of items)
    if (recipe.draftOf !== undefined) asked.set(recipe.draftOf, (asked.get(recipe.draftOf) ?? 0) + takes)
  if (![...asked.values()].some((takes) => takes > 1)) return []
  return [{ field: 'takes', code: 'too_many', message: ONE_FINAL }]
}

async function findRepeat(
  executor: Database['db'],
  principal: Principal,
  { key, digest }: Press,
): Promise<GenerationRow[] | undefined> {
  // The first take is always there, however many takes the other press asked for.
  const keys = Array.from({ length: MAX_BATCH }, (_, index) => keyOfTake(key, index))
  const rows = await findByKeys(executor, principal.teamId, keys)
  if (rows.length === 0) return undefined
  const { projects } = principal
  const isHidden = (row: GenerationRow) => projects !== 'all' && !projects.includes(row.project_id)
  if (rows.some((row) => row.idempotency_digest !== digest || isHidden(row)))
    throw new AppError('conflict', KEY_IS_TAKEN)
  return rows
}

const KEY_IS_TAKEN: Sentence = {
  en: 'This key was used for another request. Nothing was started; generate again with a new key.',
  zh: '这个键已用于另一个请求。没有开始生成；请换一个键重新生成。',
}

function keyOfTake(key: string, index: number): string {
  return `${key}:${index + 1}`
}

/** One entry a press: who looks for a take finds it by its shot. */
async function auditPress(
  transaction: Transaction<Tables>,
  principal: Principal,
  rows: readonly GenerationRow[],
  at: number,
): Promise<void> {
  const [first] = rows
  if (first === undefined) return
  const tokens = rows.reduce((sum, { estimated_tokens: tokens }) => sum + (tokens ?? 0), 0)
  await recordAudit(transaction, {
    teamId: principal.teamId,
    actor: actorOf(principal),
    action: 'generation.created',
    at,
    projectId: first.project_id,
    targetId: first.id,
    details: { takes: rows.length, model: first.model, tokens },
  })
}

function callbacksOf(
  rows: readonly GenerationRow[],
  { tokenId: token_id, url, format }: PressCallback,
  created_at: number,
): GenerationCallbackRow[] {
  return rows.map(({ id: generation_id, team_id }) => ({
    generation_id,
    team_id,
    token_id,
    url,
    format,
    created_at,
  }))
}

type CheckedPress = Omit<Press, 'items'> & { items: readonly CheckedItem[]; version: number }

async function rowsOf(
  services: CreateServices,
  transaction: Transaction<Tables>,
  principal: Principal,
  press: CheckedPress,
): Promise<GenerationRow[]> {
  const now = services.clock()
  const places = await placeItems(transaction, principal, press, now)
  const takes = press.items.flatMap((item) =>
    Array.from({ length: item.takes }, (_, index) => ({ item, recipe: recipeOfTake(item.recipe, index) })),
  )
  const batchId = press.batchId ?? (await newBatch(transaction, principal, places, takes.length, now))
  return takes.map(({ item, recipe }, index) => {
    const place = placeOf(places, item)
    return newRow(services, principal, {
      recipe,
      checked: item.checked,
      shot: place.shot,
      take: place.nextTake++,
      batchId,
      retryOf: item.retryOf ?? null,
      key: keyOfTake(press.key, index),
      digest: press.digest,
      version: press.version,
      // One millisecond apart, so that takes of one press are sent and listed in their order.
      createdAt: now + index,
      now,
    })
  })
}

async function newBatch(
  transaction: Transaction<Tables>,
  principal: Principal,
  places: Places,
  takes: number,
  now: number,
): Promise<string | null> {
  const [first] = places.values()
  if (takes < 2 || first === undefined) return null
  const id = newId('bat', now)
  const { teamId: team_id, userId: author_id } = principal
  await insertBatch(transaction, {
    id,
    team_id,
    project_id: first.shot.project_id,
    author_id,
    created_at: now,
  })
  return id
}
