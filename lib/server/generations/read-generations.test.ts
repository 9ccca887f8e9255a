import { expect, test } from 'vitest'
import type { Generation } from '#lib/generation/generation.ts'
import { nextChange } from '#lib/server/database/change-counter.ts'
import { describeEachDatabase } from '#lib/server/testing/databases.ts'
import { MEMBER, openWorld, RECIPE, type World } from '#lib/server/testing/generation-world.ts'
import { insertManyClips } from '#lib/server/testing/many-clips.ts'
import { createProject } from '#lib/server/teams/projects.ts'
import { cancelGeneration, removeGeneration } from './generation-actions.ts'
import { changesAfter, readGeneration, readGenerations } from './read-generations.ts'

const STRANGER = { ...MEMBER, teamId: 'team_other' }
const ids = (generations: readonly Generation[]) => generations.map(({ id }) => id)
const changes = (world: World, after: number) => changesAfter(world.services, MEMBER, after)

describeEachDatabase('reading generations', (open) => {
  test('pages go from the newest to the oldest, each generation once', async () => {
    const world = await openWorld(await open())
    const made: string[] = []
    for (let press = 0; press < 4; press += 1) {
      made.push(...(await world.press({ takes: 5 })))
      world.advance(1000)
    }
    const read: string[] = []
    let before: string | undefined
    do {
      const page = await readGenerations(world.services, MEMBER, { limit: 7, ...(before && { before }) })
      read.push(...ids(page.generations))
      before = page.nextBefore
    } while (before !== undefined)
    expect(read).toEqual(made.toReversed())
  })

  test('a page mark that we never gave is refused', async () => {
    const world = await openWorld(await open())
    const reading = readGenerations(world.services, MEMBER, { before: "1' or 1=1" })
    await expect(reading).rejects.toMatchObject({ status: 400 })
  })

  test('another team sees nothing of it', async () => {
    const world = await openWorld(await open())
    const [id = ''] = await world.press()
    await expect(readGeneration(world.services, STRANGER, id)).rejects.toMatchObject({ status: 404 })
    await expect(cancelGeneration(world.services, STRANGER, id)).rejects.toMatchObject({ status: 404 })
    await expect(removeGeneration(world.services, STRANGER, id)).rejects.toMatchObject({ status: 404 })
    expect((await readGenerations(world.services, STRANGER)).generations).toEqual([])
    expect(await changesAfter(world.services, STRANGER, 0)).toBeUndefined()
  })

  test('what is shown holds neither the task nor an address of the provider', async () => {
    const world = await openWorld(await open())
    const [id = ''] = await world.press()
    await world.settle()
    world.provider.set('task_1', { status: 'succeeded', videoUrl: 'https://files.test/secret.mp4' })
    world.advance(2000)
    await world.settle()
    const text = JSON.stringify(await readGeneration(world.services, MEMBER, id))
    expect(text).not.toMatch(/task_1|files\.test/)
  })
})

describeEachDatabase('changes', (open) => {
  test('from the list’s cursor on, each change once, then nothing', async () => {
    const world = await openWorld(await open())
    const [first = ''] = await world.press()
    const { cursor } = await readGenerations(world.services, MEMBER)
    expect(await changes(world, cursor)).toBeUndefined()
    const [second = ''] = await world.press()
    await cancelGeneration(world.services, MEMBER, first)
    const after = await changes(world, cursor)
    expect(after?.generations.map(({ id, state }) => [id, state])).toEqual([
      [second, 'queued'],
      [first, 'cancelled'],
    ])
    expect(await changes(world, after?.cursor ?? 0)).toBeUndefined()
  })

  test('a number that was never given, as after putting back a backup, reads everything', async () => {
    const world = await openWorld(await open())
    const [id = ''] = await world.press()
    const page = await changes(world, 1_000_000)
    expect(ids(page?.generations ?? [])).toEqual([id])
    expect(page?.cursor).toBeLessThan(1_000_000)
  })

  test('what is removed leaves its id behind, and its key', async () => {
    const world = await openWorld(await open())
    const [id = ''] = await world.press()
    await expect(removeGeneration(world.services, MEMBER, id)).rejects.toMatchObject({ status: 409 })
    await cancelGeneration(world.services, MEMBER, id)
    const { cursor } = await readGenerations(world.services, MEMBER)
    await removeGeneration(world.services, MEMBER, id)
    expect(await changes(world, cursor)).toMatchObject({ generations: [], removed: [id] })
    expect((await readGenerations(world.services, MEMBER)).generations).toEqual([])
    await expect(readGeneration(world.services, MEMBER, id)).rejects.toMatchObject({ status: 404 })
    await expect(removeGeneration(world.services, MEMBER, id)).rejects.toMatchObject({ status: 404 })
  })

  test('claims and looks that find nothing are no changes', async () => {
    const world = await openWorld(await open())
    await world.press()
    await world.settle()
    const { cursor } = await readGenerations(world.services, MEMBER)
    world.advance(2000)
    await world.settle()
    expect(world.provider.calls.checkMany).toBe(1)
    expect(await changes(world, cursor)).toBeUndefined()
  })

  test('a page never ends in the middle of a number', async () => {
    const world = await openWorld(await open())
    await world.press({ takes: 8 })
    const [template] = await world.database.db.selectFrom('generations').selectAll().execute()
    // 99 rows to a number, as a batch of the worker makes them: the 500th row is in the middle of one.
    const copies = Array.from({ length: 99 * 7 }, (_, index) => ({
      ...template!,
      id: `gen_copy${String(index).padStart(4, '0')}`,
      idempotency_key: `copy-${index}`,
      take: 100 + index,
      version: 10 + Math.floor(index / 99),
    }))
    for (let start = 0; start < copies.length; start += 99)
      await world.database.db
        .insertInto('generations')
        .values(copies.slice(start, start + 99))
        .execute()
    await world.database.db.updateTable('change_counter').set({ value: 30 }).execute()
    const seen: string[] = []
    let cursor = 0
    for (let page = await changes(world, cursor); page !== undefined; page = await changes(world, cursor)) {
      seen.push(...ids(page.generations))
      cursor = page.cursor
    }
    expect(seen).toHaveLength(8 + copies.length)
    expect(new Set(seen).size).toBe(seen.length)
    expect(cursor).toBe(30)
  })

  test('a number under which more was changed than a page holds is got past', async () => {
    const world = await openWorld(await open())
    const { cursor } = await readGenerations(world.services, MEMBER)
    await insertManyClips(world.database, {
      count: 1200,
      newestAt: world.now(),
      authorId: MEMBER.userId,
      files: [],
    })
    const version = cursor + 100
    await world.database.db.updateTable('generations').set({ version }).execute()
    await world.database.db.updateTable('change_counter').set({ value: version }).execute()
    const [late = ''] = await world.press()
    const page = await changes(world, cursor)
    expect(page).toMatchObject({ cursor: version, generations: { length: 1200 } })
    expect(ids((await changes(world, version))?.generations ?? [])).toEqual([late])
  })

  test('of one project: news of it, and what left it as gone', async () => {
    const world = await openWorld(await open())
    const { projectId } = await readGeneration(world.services, MEMBER, (await world.press())[0] ?? '')
    world.advance(1000)
    const other = await createProject(world.services, MEMBER, { name: 'Harbour' })
    const news = (after: number, project: string) => changesAfter(world.services, MEMBER, after, project)
    const { cursor } = await readGenerations(world.services, MEMBER, { projectId })
    const [stays = '', leaves = ''] = await world.press({ takes: 2 })
    await world.database.db
      .updateTable('generations')
      .set({ project_id: other.id })
      .where('id', '=', leaves)
      .execute()
    expect(await news(cursor, projectId)).toMatchObject({ generations: [{ id: stays }], removed: [leaves] })
    expect(await news(cursor, other.id)).toMatchObject({ generations: [{ id: leaves }], removed: [stays] })
    expect(ids((await changes(world, cursor))?.generations ?? [])).toHaveLength(2)
    const list = await readGenerations(world.services, MEMBER, { projectId: other.id })
    expect(ids(list.generations)).toEqual([leaves])
    for (const read of [
      changesAfter(world.services, STRANGER, 0, projectId),
      readGenerations(world.services, MEMBER, { projectId: 'prj_nobody' }),
    ])
      await expect(read).rejects.toMatchObject({ status: 404 })
  })

  test('a reader that polls while eight writers write misses nothing', async () => {
    const world = await openWorld(await open())
    const writing = Promise.all(Array.from({ length: 8 }, () => pressTenTimes(world)))
    let isWriting = true
    void writing.finally(() => {
      isWriting = false
    })
    const seen = new Map<string, number>()
    let cursor = 0
    for (let last = false; !last;) {
      last = !isWriting
      const page = await changes(world, cursor)
      for (const { id, version } of page?.generations ?? []) seen.set(id, version)
      cursor = page?.cursor ?? cursor
    }
    expect(new Set((await writing).flat())).toEqual(new Set(seen.keys()))
  })

  test('a change that commits late is not stepped over', async () => {
    const database = await open()
    const world = await openWorld(database)
    const [early = ''] = await world.press()
    const [late = ''] = await world.press()
    const { cursor } = await readGenerations(world.services, MEMBER)
    const gate = Promise.withResolvers<void>()
    const isOpen = Promise.withResolvers<void>()
    // Begun first, with the lower number; its commit waits.
    const slow = database.transaction(async (transaction) => {
      const version = await nextChange(transaction)
      await transaction.updateTable('generations').set({ version }).where('id', '=', late).execute()
      isOpen.resolve()
      await gate.promise
    })
    await isOpen.promise
    const fast = cancelGeneration(world.services, MEMBER, early)
    // On PostgreSQL a second connection reads meanwhile; SQLite's one connection reads afterwards.
    const during = database.dialect === 'postgres' ? await changes(world, cursor) : undefined
    gate.resolve()
    await Promise.all([slow, fast])
    const after = await changes(world, during?.cursor ?? cursor)
    const seen = [...(during?.generations ?? []), ...(after?.generations ?? [])]
    expect(ids(seen).toSorted()).toEqual([early, late].toSorted())
  })
})

async function pressTenTimes(world: World): Promise<string[]> {
  const made: string[] = []
  for (let press = 0; press < 10; press += 1) made.push(...(await world.press({ recipe: RECIPE })))
  return made
}
