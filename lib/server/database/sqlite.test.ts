import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDatabase } from './database.ts'

let directory: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'seedreel-sqlite-'))
})
afterEach(() => rm(directory, { recursive: true, force: true }))

async function openTwice() {
  const path = join(directory, 'studio.sqlite')
  const [first, second] = [await openDatabase({ path }), await openDatabase({ path })]
  await first.migrate()
  for (const id of ['team_a', 'team_b'])
    await first.db.insertInto('teams').values({ id, name: id, created_at: 1 }).execute()
  return { first, second, close: () => Promise.all([first.close(), second.close()]) }
}

test('a kept statement sees the column that another process added', async () => {
  const { first, second, close } = await openTwice()
  const read = () => first.db.selectFrom('teams').selectAll().orderBy('id').execute()
  expect(await read()).toHaveLength(2)
  await sql`alter table teams add column motto text not null default 'slowly'`.execute(second.db)
  expect(await read()).toMatchObject([
    { id: 'team_a', motto: 'slowly' },
    { id: 'team_b', motto: 'slowly' },
  ])
  await close()
})

test('more different queries than are kept', async () => {
  const { first, close } = await openTwice()
  for (let count = 1; count <= 600; count += 1) {
    const ids = Array.from({ length: count }, (_, index) => `team_${index}`)
    await first.db.selectFrom('teams').select('id').where('id', 'in', ids).execute()
  }
  expect(await first.db.selectFrom('teams').select('id').where('id', 'in', ['team_a']).execute()).toEqual([
    { id: 'team_a' },
  ])
  await close()
})
