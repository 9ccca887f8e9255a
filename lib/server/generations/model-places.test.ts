import { expect, test } from 'vitest'
import { findModel } from '#lib/seedance/models.ts'
import { describeEachDatabase } from '#lib/server/testing/databases.ts'
import { openWorld, RECIPE, type World } from '#lib/server/testing/generation-world.ts'

const PRO = 'doubao-seedance-2-0-260128'
const LITE = 'doubao-seedance-1-0-lite-t2v-250428'
const UNKNOWN = 'ep-of-somebody'

async function pressMany(world: World, model: string, count: number): Promise<void> {
  const recipe = { ...RECIPE, model }
  for (let pressed = 0; pressed < count; pressed += 8)
    await world.press({ recipe, takes: Math.min(8, count - pressed) })
}

const sentByModel = ({ provider }: World) => {
  const models = provider.submissions.map(({ request }) => request.model)
  return Object.fromEntries(
    [...new Set(models)].map((model) => [model, models.filter((sent) => sent === model).length]),
  )
}

describeEachDatabase('places of a model', (open) => {
  test('each model has its own limit, and a full one holds up no other', async () => {
    const world = await openWorld(await open(), { maxInFlight: 100, maxPerModel: 'table' })
    await pressMany(world, PRO, 16)
    await pressMany(world, LITE, 16)
    await pressMany(world, UNKNOWN, 8)
    await world.settle()
    const limits = [PRO, LITE].map((model) => [model, findModel(model)?.concurrency])
    expect(sentByModel(world)).toEqual({ ...Object.fromEntries(limits), [UNKNOWN]: 3 })
  })

  test('they hold for several workers together, beside the limit of all', async () => {
    const world = await openWorld(await open(), { maxInFlight: 5, maxPerModel: 2 })
    await pressMany(world, PRO, 8)
    await pressMany(world, LITE, 8)
    await pressMany(world, UNKNOWN, 8)
    const workers = Array.from({ length: 4 }, () => world.secondWorker())
    for (let round = 0; round < 3; round += 1) await Promise.all(workers.map((worker) => worker.tick()))
    const sent = sentByModel(world)
    expect(Object.values(sent).every((count) => count <= 2)).toBe(true)
    expect(world.provider.submissions).toHaveLength(5)
  })

  test('a place that becomes free is taken by the oldest of its model', async () => {
    const world = await openWorld(await open(), { maxInFlight: 10, maxPerModel: 2 })
    await pressMany(world, PRO, 4)
    await world.settle()
    const queued = await world.database.db
      .selectFrom('generations')
      .select('id')
      .where('state', '=', 'queued')
      .orderBy('created_at')
      .execute()
    expect(queued).toHaveLength(2)
    world.provider.set('task_1', { status: 'failed' })
    world.advance(2000)
    await world.settle()
    const [next = { id: '' }] = queued
    expect((await world.row(next.id)).state).toBe('running')
    expect(world.provider.submissions).toHaveLength(3)
  })
})
