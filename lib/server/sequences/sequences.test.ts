import { beforeEach, expect, test } from 'vitest'
import type { ShownPart } from '#lib/api/sequences.ts'
import type { Database } from '#lib/server/database/database.ts'
import { describeEachDatabase } from '#lib/server/testing/databases.ts'
import { mediaRow } from '#lib/server/testing/generation-world.ts'
import { insertManyClips } from '#lib/server/testing/many-clips.ts'
import { MEMBER } from '#lib/server/testing/media-rooms.ts'
import { findManyMedia } from '#lib/server/media/media-store.ts'
import { joinSequence } from './join-sequence.ts'
import { createSequence, readSequence, readSequences, removeSequence, saveSequence } from './sequences.ts'

const NOW = 1_790_000_000_000
const bare = ({ id, clipId, in: first, out }: ShownPart) => ({ id, clipId, in: first, out })
const STRANGER = { ...MEMBER, teamId: 'team_other' }

describeEachDatabase('sequences', (openDatabase) => {
  let database: Database
  let clips: string[]
  let services: Parameters<typeof joinSequence>[0]

  beforeEach(async () => {
    database = await openDatabase()
    await insertManyClips(database, {
      count: 20,
      newestAt: NOW,
      authorId: MEMBER.userId,
      files: [mediaRow('med_file', NOW)],
    })
    const rows = await database.db
      .selectFrom('generations')
      .select('id')
      .where('state', '=', 'succeeded')
      .orderBy('id')
      .execute()
    clips = rows.map(({ id }) => id)
    services = {
      database,
      clock: () => NOW,
      wake: () => {},
      media: { find: (ids, teamId) => findManyMedia(database.db, teamId, ids) },
    }
  })

  const make = (clipIds = clips.slice(0, 3)) => createSequence(services, MEMBER, { clipIds })

  test('made of whole clips, in this order, and found again', async () => {
    const made = await make([clips[1] ?? '', clips[0] ?? '', clips[1] ?? ''])
    expect(made.parts.map(({ clipId }) => clipId)).toEqual([clips[1], clips[0], clips[1]])
    for (const { in: first, out, clip } of made.parts)
      expect([first, out]).toEqual([0, (clip?.frames ?? 0) - 1])
    expect(made.version).toBe(1)
    expect(await readSequence(services, MEMBER, made.id)).toEqual(made)
    expect((await readSequences(services, MEMBER, undefined)).sequences).toMatchObject([
      { id: made.id, title: made.title, parts: 3 },
    ])
  })

  test('two tabs don’t write over each other', async () => {
    const { id, parts } = await make()
    const wish = { id, version: 1, title: 'Mine', parts: parts.slice(1).map(bare) }
    const mine = await saveSequence(services, MEMBER, wish)
    expect(mine).toMatchObject({ isSaved: true, sequence: { version: 2, title: 'Mine' } })
    const theirs = await saveSequence(services, MEMBER, { ...wish, title: 'Theirs', parts: [] })
    expect(theirs).toEqual({ isSaved: false, sequence: mine.sequence })
    expect(await readSequence(services, MEMBER, id)).toEqual(mine.sequence)
  })

  test('what is no clip, or lies behind its end, is refused, and nothing is changed', async () => {
    const made = await make()
    const [part] = made.parts.map(bare)
    if (!part) throw new Error('no part')
    const save = (parts: (typeof part)[]) =>
      saveSequence(services, MEMBER, { id: made.id, version: 1, title: 'Cut', parts })
    await expect(save([{ ...part, out: 100_000 }])).rejects.toMatchObject({
      status: 422,
      problems: [{ field: 'parts.0.out', code: 'out_of_range' }],
    })
    await expect(save([part, { ...part, id: 'b', clipId: 'gen_nobody' }])).rejects.toMatchObject({
      problems: [{ field: 'parts.1.clipId' }],
    })
    await expect(save([part, part])).rejects.toMatchObject({ problems: [{ field: 'parts.1.id' }] })
    expect(await readSequence(services, MEMBER, made.id)).toEqual(made)
    await expect(make(['gen_nobody'])).rejects.toMatchObject({ problems: [{ field: 'clipIds.0' }] })
  })

  test('a clip in the bin keeps its place and can’t be joined', async () => {
    const { id, parts } = await make()
    const gone = parts[1]?.clipId ?? ''
    await database.db.updateTable('generations').set({ deleted_at: NOW }).where('id', '=', gone).execute()
    const now = await readSequence(services, MEMBER, id)
    expect(now.parts.map(({ clip }) => clip !== undefined)).toEqual([true, false, true])
    const wish = { id, version: 1, idempotencyKey: 'key-of-a-join' }
    await expect(joinSequence(services, MEMBER, wish)).rejects.toMatchObject({
      status: 422,
      problems: [{ field: 'parts.1', code: 'missing' }],
    })
    const saved = await saveSequence(services, MEMBER, {
      id,
      version: 1,
      title: 'Cut',
      parts: now.parts.map(bare),
    })
    expect(saved.isSaved).toBe(true)
  })

  test('one press joins once; later joins are takes of the same shot', async () => {
    const { id } = await make()
    const wish = { id, version: 1, idempotencyKey: 'key-of-a-join' }
    const first = await joinSequence(services, MEMBER, wish)
    const again = await joinSequence(services, MEMBER, wish)
    expect(again).toMatchObject({ isRepeat: true, generation: { id: first.generation.id } })
    const second = await joinSequence(services, MEMBER, { ...wish, idempotencyKey: 'another-key' })
    expect(second.generation).toMatchObject({ take: 2, shotId: first.generation.shotId, state: 'queued' })
    await expect(
      joinSequence(services, MEMBER, { ...wish, version: 2, idempotencyKey: 'third-key-of' }),
    ).rejects.toMatchObject({ status: 409 })
  })

  test('another team’s is not there; a deleted one is gone, and its clips stay', async () => {
    const { id } = await make()
    await expect(readSequence(services, STRANGER, id)).rejects.toMatchObject({ status: 404 })
    await expect(removeSequence(services, STRANGER, id)).rejects.toMatchObject({ status: 404 })
    await removeSequence(services, MEMBER, id)
    await expect(readSequence(services, MEMBER, id)).rejects.toMatchObject({ status: 404 })
    expect(await database.db.selectFrom('sequence_parts').selectAll().execute()).toEqual([])
  })
})
