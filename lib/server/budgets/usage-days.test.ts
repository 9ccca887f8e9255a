import { type Kysely, sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Database } from '#lib/server/database/database.ts'
import type { GenerationRow, Tables } from '#lib/server/database/tables.ts'
import { seededRandom } from '#lib/server/sandbox/render/seeded-random.ts'
import { describeEachDatabase } from '#lib/server/testing/databases.ts'
import { insertManyClips } from '#lib/server/testing/many-clips.ts'
import { groupUsage } from './usage-store.ts'

/* The sums by day against the rows themselves, counted anew in another language. */

const NEWEST = Date.UTC(2026, 10, 20)
const COUNTED = { teamId: 'team_first', provider: { is: 'sandbox' } } as const
const ALL = { from: 0, to: NEWEST * 2 }

describeEachDatabase('the sums by day', (open) => {
  test('are those of the rows, whatever is written to them', async () => {
    const database = await open()
    await insertManyClips(database, { count: 300, newestAt: NEWEST, authorId: 'user_1', files: [] })
    expect(await sums(database)).toEqual(await recount(database))
    const random = seededRandom(7)
    const ids = (await rowsOf(database)).map(({ id }) => id)
    for (const id of ids.slice(0, 150))
      await database.db.updateTable('generations').set(strange(random)).where('id', '=', id).execute()
    await database.db
      .updateTable('generations')
      .set({ author_id: 'user_3', version: 1, rating: 3 })
      .where('id', 'in', ids.slice(100, 200))
      .execute()
    await database.db.deleteFrom('generations').where('id', 'in', ids.slice(140, 160)).execute()
    expect(await sums(database)).toEqual(await recount(database))
  })

  test('a write that is undone leaves nothing in them', async () => {
    const database = await open()
    await insertManyClips(database, { count: 20, newestAt: NEWEST, authorId: 'user_1', files: [] })
    const before = await sums(database)
    const undone = database.transaction(async (transaction) => {
      await transaction.updateTable('generations').set({ used_tokens: 5_000_000 }).execute()
      throw new Error('undone')
    })
    await expect(undone).rejects.toThrow('undone')
    expect(await sums(database)).toEqual(before)
  })
})

function strange(random: () => number): Partial<GenerationRow> {
  const pick = <Item>(first: Item, ...others: readonly Item[]): Item =>
    others[Math.floor(random() * (others.length + 1)) - 1] ?? first
  return {
    finished_at: pick(null, NEWEST - Math.floor(random() * 40 * 86_400_000)),
    state: pick('succeeded', 'failed', 'expired', 'cancelled'),
    used_tokens: pick(null, 0, 123_457),
    estimated_tokens: pick(null, 90_001),
    token_price: pick(null, 46_000, 37_000),
    currency: pick(null, 'CNY', 'USD'),
    may_be_charged: pick(0, 1),
    provider: pick('sandbox', 'sandbox', 'ark', 'import'),
    author_id: pick('user_1', 'user_2'),
    api_token_id: pick(null, 'tok_1'),
    budget_project_id: pick(null, 'prj_1'),
  }
}

interface Sums {
  tokens: number
  money: number
  clips: number
  failures: number
}

/** By day and whom; what came to nothing is left out. */
async function sums(database: Database): Promise<Record<string, Sums>> {
  const groups = await groupUsage(database.db, COUNTED, ALL)
  return only(
    groups.map(({ day, project, person, model, token, currency, ...figures }) => [
      [day, project, person, model, token, currency].join(' '),
      { ...figures, money: Math.round(figures.money * 1e9) },
    ]),
  )
}

async function recount(database: Database): Promise<Record<string, Sums>> {
  const found = new Map<string, Sums>()
  for (const row of await rowsOf(database)) {
    if (row.finished_at === null || row.provider !== 'sandbox') continue
    const key = [
      Math.floor(row.finished_at / 86_400_000),
      row.budget_project_id ?? '',
      row.author_id,
      row.model,
      row.api_token_id ?? '',
      row.currency ?? '',
    ].join(' ')
    const sum = found.get(key) ?? { tokens: 0, money: 0, clips: 0, failures: 0 }
    const isPaid = row.state === 'succeeded' || row.may_be_charged === 1
    const tokens = row.used_tokens ?? (isPaid ? (row.estimated_tokens ?? 0) : 0)
    sum.tokens += tokens
    sum.money += tokens * (row.token_price ?? 0)
    sum.clips += row.state === 'succeeded' ? 1 : 0
    sum.failures += row.state === 'failed' || row.state === 'expired' ? 1 : 0
    found.set(key, sum)
  }
  return only([...found])
}

function only(entries: readonly (readonly [string, Sums])[]): Record<string, Sums> {
  return Object.fromEntries(entries.filter(([, sum]) => Object.values(sum).some((figure) => figure !== 0)))
}

async function rowsOf({ db }: { db: Kysely<Tables> }): Promise<GenerationRow[]> {
  return db
    .selectFrom('generations')
    .selectAll()
    .orderBy(sql`id`)
    .execute()
}
