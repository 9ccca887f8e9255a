import { expect, test } from 'vitest'
import { sql } from 'kysely'
import type { Recipe, RecipeReference } from '#lib/generation/generation.ts'
import { lineage } from '#lib/server/database/migrations/0009-lineage.ts'
import type { MediaRow } from '#lib/server/database/tables.ts'
import { removeGeneration } from '#lib/server/generations/generation-actions.ts'
import { describeEachDatabase } from '#lib/server/testing/databases.ts'
import {
  MEMBER,
  mediaRow,
  openSaving,
  openWorld,
  RECIPE,
  type World,
} from '#lib/server/testing/generation-world.ts'
import { readClip } from './read-clip.ts'
import { readLineage } from './read-lineage.ts'
import { insertSources } from './source-store.ts'

const STRANGER = { ...MEMBER, teamId: 'team_other' }

describeEachDatabase('lineage', (open) => {
  test('three generations, the middle one made from a clip twice over: as itself and by a frame of a fix', async () => {
    const world = await openWorld(await open())
    const root = await makeClip(world)
    await keepFiles(world, [
      { ...file('med_fix'), origin: 'fix', made_from: clipOf(root) },
      { ...file('med_frame'), kind: 'image', format: 'png', origin: 'frame', made_from: 'med_fix' },
      { ...file('med_framefix'), kind: 'image', format: 'png', origin: 'fix', made_from: 'med_frame' },
    ])
    const middle = await makeClip(world, [video(clipOf(root)), image('med_framefix')])
    const leaf = await makeClip(world, [image(`${clipOf(middle)}_frame`)])
    const lineage = await lineageOf(world, middle)
    expect(lineage.edges).toEqual([
      { from: root, to: middle, kind: 'clip' },
      { from: root, to: middle, kind: 'frame' },
      { from: middle, to: leaf, kind: 'last_frame' },
    ])
    expect(placesIn(lineage)).toEqual([
      [root, -1],
      [middle, 0],
      [leaf, 1],
    ])
    expect(placesIn(await lineageOf(world, leaf))).toEqual([
      [root, -2],
      [middle, -1],
      [leaf, 0],
    ])
    expect(lineage.isCut).toBe(false)
  })

  test('a source in the bin is still shown, and so is one that is past it', async () => {
    const world = await openWorld(await open())
    const root = await makeClip(world)
    const child = await makeClip(world, [video(clipOf(root))])
    await removeGeneration(world.services, MEMBER, root)
    const nodeOf = async () => (await lineageOf(world, child)).nodes.find(({ id }) => id === root)
    expect(await nodeOf()).toMatchObject({ removed: 'bin', clip: { mediaId: clipOf(root) } })
    await world.database.db
      .updateTable('generations')
      .set({ clip_media_id: null, last_frame_media_id: null })
      .where('id', '=', root)
      .execute()
    expect(await nodeOf()).toMatchObject({ removed: 'gone', prompt: 'A fox runs through snow' })
    expect((await readClip(world.services, MEMBER, root)).binnedAt).toBe(world.now())
  })

  test('what was never a clip of ours is no source, and another team’s file neither', async () => {
    const world = await openWorld(await open())
    await world.database.db
      .insertInto('teams')
      .values({ id: 'team_other', name: 'Other', created_at: 1 })
      .execute()
    await keepFiles(world, [{ ...file('med_upload'), origin: 'upload' }])
    const plain = await makeClip(world, [video('med_upload')])
    expect((await lineageOf(world, plain)).edges).toEqual([])
    await expect(readClip(world.services, STRANGER, plain)).rejects.toMatchObject({ status: 404 })
  })

  test('rows from before learn their sources, whatever is written already', async () => {
    const world = await openWorld(await open())
    const root = await makeClip(world)
    await keepFiles(world, [
      { ...file('med_frame'), kind: 'image', format: 'png', origin: 'frame', made_from: clipOf(root) },
    ])
    const middle = await makeClip(world, [video(clipOf(root)), image('med_frame')])
    const leaf = await makeClip(world, [image(`${clipOf(middle)}_frame`)])
    const { db } = world.database
    const read = () => db.selectFrom('generation_sources').selectAll().orderBy('kind').execute()
    const before = await read()
    expect(before).toHaveLength(3)
    await db.deleteFrom('generation_sources').where('generation_id', '=', middle).execute()
    await sql`drop index generations_by_last_frame`.execute(db)
    await world.database.transaction((transaction) => lineage.up(transaction))
    expect(await read()).toEqual(before)
    expect((await lineageOf(world, leaf)).nodes).toHaveLength(3)
  })

  test('a ring, which nothing writes, is walked once; a crowd is cut and says so', async () => {
    const world = await openWorld(await open())
    const [one, two, ...crowd] = await Promise.all(Array.from({ length: 20 }, () => world.press())).then(
      (ids) => ids.flat(),
    )
    const ring = [
      { generation_id: one ?? '', source_id: two ?? '', kind: 'clip' as const },
      { generation_id: two ?? '', source_id: one ?? '', kind: 'clip' as const },
    ]
    await world.database.transaction((transaction) => insertSources(transaction, ring))
    expect((await lineageOf(world, one ?? '')).nodes).toHaveLength(2)
    const many = crowd.map((id) => ({ generation_id: id, source_id: two ?? '', kind: 'part' as const }))
    await world.database.transaction((transaction) => insertSources(transaction, many))
    const lineage = await lineageOf(world, two ?? '')
    expect(lineage.isCut).toBe(true)
    expect(lineage.nodes.length).toBeLessThan(16)
  })
})

describeEachDatabase('a clip’s page', (open) => {
  test('shows the takes of its shot, what is said of it, and what its references are', async () => {
    const world = await openWorld(await open())
    const root = await makeClip(world)
    const first = await makeClip(world, [video(clipOf(root))])
    const { shot_id: shotId } = await world.row(first)
    const [second = '', third = ''] = [
      ...(await world.press({ idempotencyKey: 'press_second', shotId })),
      ...(await world.press({ idempotencyKey: 'press_third', shotId })),
    ]
    const clip = await readClip(world.services, MEMBER, first)
    expect(clip.takes.map(({ id, take }) => [id, take])).toEqual([
      [first, 1],
      [second, 2],
      [third, 3],
    ])
    expect(clip.files.map(({ id }) => id)).toEqual([clipOf(root)])
    expect(clip.fileClips).toEqual({ [clipOf(root)]: root })
    expect(clip).toMatchObject({ projectName: 'First project', rating: 0, isFavourite: false, tags: [] })
    expect(clip.downloadName).toBe('First project - A fox runs through snow - take 1 - Seedance 2.0.mp4')
  })
})

/** A finished generation with these references; its clip and last frame are `med_<id>` and `med_<id>_frame`. */
async function makeClip(world: World, references: RecipeReference[] = []): Promise<string> {
  const recipe: Recipe = { ...RECIPE, references }
  const { id } = await openSaving(
    { ...world, press: () => world.press({ recipe }) },
    { lastFrameUrl: 'https://files.test/last.png' },
  )
  await world.settle()
  return id
}

const clipOf = (id: string) => `med_${id}`
const file = (id: string): MediaRow => mediaRow(id, 1)
const video = (mediaId: string): RecipeReference => ({
  id: mediaId,
  kind: 'video',
  role: 'reference_video',
  name: mediaId.slice(-12),
  mediaId,
})
const image = (mediaId: string): RecipeReference => ({
  ...video(mediaId),
  kind: 'image',
  role: 'reference_image',
})

async function keepFiles({ database }: World, files: readonly MediaRow[]): Promise<void> {
  await database.db.insertInto('media').values(files).execute()
}

const lineageOf = ({ database }: World, id: string) => readLineage(database.db, MEMBER, id)
const placesIn = ({ nodes }: Awaited<ReturnType<typeof lineageOf>>) =>
  nodes.map(({ id, generation }) => [id, generation])
