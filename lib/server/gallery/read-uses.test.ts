import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SourceKind } from '#lib/generation/lineage.ts'
import { insertSources } from '#lib/server/clips/source-store.ts'
import { type Database, openDatabase } from '#lib/server/database/database.ts'
import { MEMBER, mediaRow, START } from '#lib/server/testing/generation-world.ts'
import { insertManyClips } from '#lib/server/testing/many-clips.ts'
import { createSequence } from '#lib/server/sequences/sequences.ts'
import { changeClips } from './change-clips.ts'
import { readUses } from './read-uses.ts'

let database: Database
let ids: string[]
beforeEach(async () => {
  database = await openDatabase({ path: ':memory:' })
  await database.migrate()
  const files = [mediaRow('med_file', START)]
  await insertManyClips(database, { count: 8, newestAt: START, authorId: MEMBER.userId, files })
  const rows = await database.db.selectFrom('generations').select('id').orderBy('id').execute()
  ids = rows.map(({ id }) => id)
})
afterEach(() => database.close())

const services = () => ({ database, clock: () => START })
const made = (user: number, source: number, kind: SourceKind) =>
  database.transaction((transaction) =>
    insertSources(transaction, [{ generation_id: ids[user] ?? '', source_id: ids[source] ?? '', kind }]),
  )
const uses = (...places: number[]) =>
  readUses(
    services(),
    MEMBER,
    places.map((place) => ids[place] ?? ''),
  )

test('names what was made from a clip, the newest first, and how', async () => {
  await made(3, 0, 'clip')
  await made(5, 0, 'last_frame')
  await made(5, 1, 'part')
  const row = await database.db
    .selectFrom('generations')
    .selectAll()
    .where('id', '=', ids[5] ?? '')
    .executeTakeFirstOrThrow()
  const answer = await uses(0, 1, 2)
  expect(answer).toMatchObject({ clips: 2, total: 3 })
  expect(answer.uses.map(({ userId, as }) => [userId, as])).toEqual([
    [ids[5], 'last_frame'],
    [ids[5], 'part'],
    [ids[3], 'clip'],
  ])
  expect(answer.uses[0]).toMatchObject({ clipId: ids[0], take: row.take })
  expect(row.prompt_text.startsWith(answer.uses[0]?.title ?? '-')).toBe(true)
})

test('names the sequences that a clip stands in', async () => {
  const [clipId = ''] = ids
  const { id } = await createSequence(services(), MEMBER, { title: 'Opening', clipIds: [clipId, clipId] })
  expect(await uses(0, 1)).toEqual({
    clips: 1,
    total: 1,
    uses: [{ clipId, as: 'sequence', userId: id, title: 'Opening' }],
  })
})

test('what goes together, what is in the bin and what is another team’s does not count', async () => {
  await made(3, 0, 'clip')
  expect(await uses(0, 3)).toEqual({ clips: 0, total: 0, uses: [] })
  await changeClips(services(), MEMBER, [{ id: ids[3] ?? '', removed: true }])
  expect(await uses(0)).toEqual({ clips: 0, total: 0, uses: [] })
  const answer = await readUses(services(), { ...MEMBER, teamId: 'team_other' }, ids)
  expect(answer).toEqual({ clips: 0, total: 0, uses: [] })
})
