import { expect, test } from 'vitest'
import { openDatabase } from '#lib/server/database/database.ts'
import { removeGeneration } from '#lib/server/generations/generation-actions.ts'
import { keepVerdict } from '#lib/server/review/verdict-store.ts'
import { MEMBER, mediaRow, openWorld } from '#lib/server/testing/generation-world.ts'
import { readComparison } from './read-comparison.ts'

test('clips in the order asked for, and why the others can’t be compared', async () => {
  const database = await openDatabase({ path: ':memory:' })
  await database.migrate()
  const world = await openWorld(database)
  const { db } = world.database
  const finished = async (clip: string) => {
    const [id = ''] = await world.press()
    await db.insertInto('media').values(mediaRow(clip, 1)).execute()
    await db
      .updateTable('generations')
      .set({ state: 'succeeded', clip_media_id: clip, pick: 'picked' })
      .where('id', '=', id)
      .execute()
    return id
  }
  const [a, b, binned] = [await finished('med_a'), await finished('med_b'), await finished('med_c')]
  const [queued = ''] = await world.press()
  await removeGeneration(world.services, MEMBER, binned)
  await database.transaction((transaction) =>
    keepVerdict(transaction, {
      clip_id: b,
      team_id: MEMBER.teamId,
      author_kind: 'member',
      author_id: MEMBER.userId,
      author_name: 'Mia',
      verdict: 'approved',
      given_at: 1,
    }),
  )
  const ids = [b, queued, 'gen_nowhere', a, binned]
  const { takes, missing } = await readComparison(world.services, MEMBER, ids)
  const shown = takes.map(({ generation, pick, standing }) => [
    generation.id,
    generation.clip?.mediaId,
    pick,
    standing,
  ])
  expect(shown).toEqual([
    [b, 'med_b', 'picked', 'approved'],
    [a, 'med_a', 'picked', undefined],
  ])
  expect(missing).toEqual([
    { id: queued, why: 'no_clip' },
    { id: 'gen_nowhere', why: 'unknown' },
    { id: binned, why: 'in_bin' },
  ])
  const stranger = await readComparison(world.services, { ...MEMBER, teamId: 'team_other' }, [a])
  expect(stranger).toEqual({ takes: [], missing: [{ id: a, why: 'unknown' }] })
})
