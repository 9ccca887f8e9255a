import { expect, test } from 'vitest'
import { describeEachDatabase } from '#lib/server/testing/databases.ts'
import { openRunning, openWorld, shown } from '#lib/server/testing/generation-world.ts'
import { claim } from './generation-lease-store.ts'

describeEachDatabase('leases', (open) => {
  test('eight workers on one database send and save everything exactly once', async () => {
    const database = await open()
    const world = await openWorld(database, { maxInFlight: 1000 })
    const ids = (await Promise.all(Array.from({ length: 25 }, () => world.press({ takes: 8 })))).flat()
    const workers = Array.from({ length: 8 }, () => world.secondWorker())
    const run = async () => {
      while ((await Promise.all(workers.map((worker) => worker.tick()))).some((moved) => moved > 0));
    }
    await run()
    const sent = world.provider.submissions.map(({ request }) => request.safetyIdentifier)
    expect(sent.toSorted()).toEqual(ids.toSorted())
    for (const taskId of world.provider.tasks.keys())
      world.provider.set(taskId, { status: 'succeeded', videoUrl: `https://files.test/${taskId}.mp4` })
    world.advance(2000)
    await run()
    expect(world.saved.map(({ generation }) => generation.id).toSorted()).toEqual(ids.toSorted())
    const states = await database.db.selectFrom('generations').select('state').distinct().execute()
    expect(states).toEqual([{ state: 'succeeded' }])
  })

  test('the limit holds for all of them together', async () => {
    const database = await open()
    const world = await openWorld(database, { maxInFlight: 5 })
    await Promise.all(Array.from({ length: 5 }, () => world.press({ takes: 8 })))
    const workers = Array.from({ length: 8 }, () => world.secondWorker())
    await Promise.all(workers.map((worker) => worker.tick()))
    await Promise.all(workers.map((worker) => worker.tick()))
    expect(world.provider.calls.submit).toBe(5)
  })

  test('a holder whose lease ran out writes nothing', async () => {
    const database = await open()
    const world = await openWorld(database)
    const { id, taskId } = await openRunning(world)
    world.provider.set(taskId, { status: 'failed' })
    world.advance(2000)
    const now = world.now()
    const gate = Promise.withResolvers<void>()
    const checkMany = world.provider.checkMany
    world.provider.checkMany = async (ids) => {
      await gate.promise
      return (await checkMany?.(ids)) ?? new Map()
    }
    const slow = world.worker.tick()
    await expect.poll(async () => (await world.row(id)).lease_owner).not.toBeNull()
    world.advance(15_000)
    const other = { owner: 'other', until: now + 60_000 }
    const wanted = { provider: 'scripted', state: 'running', limit: 10, lease: other } as const
    expect(await claim(database, { ...wanted, now: world.now(), dueBy: world.now() })).toHaveLength(1)
    gate.resolve()
    await slow
    expect(await world.row(id)).toMatchObject({ state: 'running', lease_owner: 'other' })
  })

  test('a worker that is stopped gives back what it holds', async () => {
    const world = await openWorld(await open())
    const { id } = await openRunning(world)
    world.advance(2000)
    world.provider.checkMany = () => new Promise(() => {})
    void world.worker.tick()
    await expect.poll(async () => (await world.row(id)).lease_owner).not.toBeNull()
    await world.worker.stop(0)
    expect(await world.row(id)).toMatchObject({ lease_owner: null, due_at: world.now() })
  })

  test('work of a provider that is not set up any more says so, and goes on when it is again', async () => {
    const database = await open()
    const old = await openWorld(database, { provider: { name: 'old' } })
    const { id } = await openRunning(old)
    const now = await openWorld(database, { provider: { name: 'new' } })
    now.worker.start()
    await expect.poll(async () => (await shown(now, id)).problem?.code).toBe('another_provider')
    await now.worker.stop()
    expect(now.provider.calls.checkMany + now.provider.calls.check).toBe(0)
    old.worker.start()
    await expect.poll(async () => (await shown(old, id)).problem).toBeUndefined()
    await old.worker.stop()
    expect(await shown(old, id)).toMatchObject({ state: 'running' })
  })

  test('a started worker does it all by itself, woken by the press', async () => {
    const world = await openWorld(await open())
    world.worker.start()
    const services = { ...world.services, wake: () => world.worker.wake() }
    const [id = ''] = await world.press()
    services.wake()
    await expect.poll(async () => (await world.row(id)).state, { timeout: 5000 }).toBe('running')
    world.provider.set('task_1', { status: 'succeeded', videoUrl: 'https://files.test/clip.mp4' })
    world.advance(2000)
    world.worker.wake()
    await expect.poll(async () => (await world.row(id)).state, { timeout: 5000 }).toBe('succeeded')
    await world.worker.stop()
  })
})
