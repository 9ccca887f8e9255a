import { afterAll, beforeEach, expect, test } from 'vitest'
import type { MediaRow } from '#lib/server/database/tables.ts'
import { describeEachDatabase } from '#lib/server/testing/databases.ts'
import { MEMBER, openMediaRooms, type MediaRooms } from '#lib/server/testing/media-rooms.ts'
import { FINISHED_GENERATION } from '#lib/server/testing/result-provider.ts'
import { createInspector } from './inspector.ts'
import { readLibrary } from './list-media.ts'
import { keepMedia } from './media-store.ts'

const inspector = createInspector()
afterAll(() => inspector.close())

describeEachDatabase('the library', (openDatabase) => {
  let rooms: MediaRooms
  beforeEach(async () => {
    rooms = await openMediaRooms(await openDatabase(), { inspector })
    return () => rooms.close()
  })

  const add = (name: string, more: Partial<MediaRow> = {}) =>
    keepMedia(rooms.database.db, {
      id: `med_${name.toLowerCase().replaceAll(/[^a-z0-9]/g, '')}`,
      team_id: MEMBER.teamId,
      project_id: 'prj_first',
      author_id: MEMBER.userId,
      kind: 'image',
      origin: 'upload',
      file_name: name,
      format: 'png',
      mime: 'image/png',
      bytes: 1,
      sha256: name,
      blob_key: `media/${name}`,
      width: 1,
      height: 1,
      duration_ms: null,
      fps: null,
      has_audio: 0,
      poster_key: null,
      sprite_key: null,
      sprite_layout: null,
      thumbhash: null,
      made_from: null,
      created_at: rooms.now,
      ...more,
    })
  const names = async (page: Parameters<typeof readLibrary>[2]) =>
    (await readLibrary(rooms, MEMBER, page)).media.map(({ fileName }) => fileName)

  test('lists newest first, page by page, also where two came at the same moment', async () => {
    for (const [index, name] of ['a.png', 'b.png', 'c.png', 'd.png', 'e.png'].entries())
      await add(name, { created_at: rooms.now + Math.floor(index / 2) })
    const seen: string[][] = []
    let before: string | undefined
    do {
      const page = await readLibrary(rooms, MEMBER, { limit: 2, before })
      seen.push(page.media.map(({ fileName }) => fileName))
      before = page.nextBefore
    } while (before !== undefined)
    expect(seen).toEqual([['e.png', 'd.png'], ['c.png', 'b.png'], ['a.png']])
  })

  test('finds a part of a name in any case, and takes no sign for another', async () => {
    for (const name of ['Harbour 100%.png', 'harbour_1.png', 'beach.png', 'back\\slash.png']) await add(name)
    expect((await names({ search: 'HARBOUR' })).toSorted()).toEqual(['Harbour 100%.png', 'harbour_1.png'])
    expect(await names({ search: '0%' })).toEqual(['Harbour 100%.png'])
    expect(await names({ search: 'r_1' })).toEqual(['harbour_1.png'])
    expect(await names({ search: 'k\\s' })).toEqual(['back\\slash.png'])
    expect(await names({ search: "' or 1=1 --" })).toEqual([])
    expect(await names({ search: '  ' })).toHaveLength(4)
  })

  test('shows one kind where asked, and never another team’s or a clip’s own last frame', async () => {
    await add('a.png')
    await add('b.mp4', { kind: 'video' })
    await add('c.png', { origin: 'last_frame' })
    await rooms.database.db.insertInto('teams').values({ id: 'team_2', name: 'Two', created_at: 1 }).execute()
    await add('d.png', { team_id: 'team_2' })
    expect((await names({})).toSorted()).toEqual(['a.png', 'b.mp4'])
    expect(await names({ kind: 'video' })).toEqual(['b.mp4'])
    expect(await names({ kind: 'audio' })).toEqual([])
  })

  test('leaves out the clips of removed takes', async () => {
    const { db } = rooms.database
    await db
      .insertInto('shots')
      .values({
        id: 'sht_1',
        team_id: MEMBER.teamId,
        project_id: 'prj_first',
        author_id: MEMBER.userId,
        next_take: 3,
        created_at: 1,
      })
      .execute()
    for (const [take, deletedAt] of [
      [1, null],
      [2, 5],
    ] as const) {
      await add(`clip ${take}.mp4`, { kind: 'video', origin: 'clip' })
      await db
        .insertInto('generations')
        .values({
          ...FINISHED_GENERATION,
          id: `gen_${take}`,
          shot_id: 'sht_1',
          take,
          idempotency_digest: 'x',
          provider: 'sandbox',
          state: 'succeeded',
          model: 'x',
          mode: 't2v',
          recipe: '{}',
          identity: 'x',
          created_at: 1,
          updated_at: 1,
          attempts: 1,
          cancel_requested: 0,
          version: take,
          idempotency_key: `key_${take}`,
          provider_task_id: `task_${take}`,
          clip_media_id: `med_clip${take}mp4`,
          deleted_at: deletedAt,
        })
        .execute()
    }
    expect(await names({})).toEqual(['clip 1.mp4'])
  })

  test('refuses a page that was never given', async () => {
    await expect(readLibrary(rooms, MEMBER, { before: 'x' })).rejects.toMatchObject({
      status: 400,
      problems: [{ field: 'before' }],
    })
  })
})
