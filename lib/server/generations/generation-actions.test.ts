import { expect, test } from 'vitest'
import { describeEachDatabase } from '#lib/server/testing/databases.ts'
import { MEMBER, openRunning, openWorld, RECIPE, shown } from '#lib/server/testing/generation-world.ts'
import { cancelGeneration, retryGeneration } from './generation-actions.ts'

describeEachDatabase('cancelling and retrying', (open) => {
  test('before sending: over at once', async () => {
    const world = await openWorld(await open())
    const [id = ''] = await world.press()
    expect(await cancelGeneration(world.services, MEMBER, id)).toMatchObject({
      state: 'cancelled',
      problem: { code: 'cancelled_before_sending' },
    })
    await world.settle()
    expect(world.provider.calls.submit).toBe(0)
  })

  test('in the provider’s queue: the provider is asked, at once, and only once', async () => {
    const world = await openWorld(await open())
    const { id, taskId } = await openRunning(world)
    await cancelGeneration(world.services, MEMBER, id)
    expect(await cancelGeneration(world.services, MEMBER, id)).toMatchObject({
      state: 'running',
      cancelRequested: true,
    })
    await world.settle()
    expect(await shown(world, id)).toMatchObject({
      state: 'cancelled',
      problem: { code: 'cancelled_at_provider' },
    })
    expect(world.provider.tasks.get(taskId)?.status).toBe('cancelled')
    expect(world.provider.calls.cancel).toBe(1)
  })

  test('too late: it goes on and says so', async () => {
    const world = await openWorld(await open())
    const { id, taskId } = await openRunning(world)
    world.provider.set(taskId, { status: 'running' })
    await cancelGeneration(world.services, MEMBER, id)
    await world.settle()
    expect(await shown(world, id)).toMatchObject({
      state: 'running',
      cancelRequested: false,
      problem: { code: 'operation_not_possible' },
    })
    await expect(cancelGeneration(world.services, MEMBER, id)).rejects.toMatchObject({ status: 409 })
  })

  test('a provider that cannot cancel: said at once', async () => {
    const world = await openWorld(await open(), { provider: { cancel: false } })
    const { id } = await openRunning(world)
    await expect(cancelGeneration(world.services, MEMBER, id)).rejects.toMatchObject({ status: 409 })
    expect(await world.row(id)).toMatchObject({ cancel_requested: 0 })
  })

  test('while it is being sent: cancelled as soon as the provider has it', async () => {
    const world = await openWorld(await open())
    const [id = ''] = await world.press()
    const gate = Promise.withResolvers<void>()
    world.provider.script = [gate.promise]
    const sending = world.worker.tick()
    await expect.poll(async () => (await world.row(id)).state).toBe('submitting')
    await cancelGeneration(world.services, MEMBER, id)
    gate.resolve()
    await sending
    await world.settle()
    expect(await world.row(id)).toMatchObject({ state: 'cancelled' })
    expect(world.provider.tasks.get('task_1')?.status).toBe('cancelled')
  })

  test('retry is the next take of the same shot, once per press, and stands by itself', async () => {
    const world = await openWorld(await open())
    const [id = ''] = await world.press()
    await cancelGeneration(world.services, MEMBER, id)
    const press = { idempotencyKey: 'retry-press' }
    const [one, two] = await Promise.all([
      retryGeneration(world.services, MEMBER, id, press),
      retryGeneration(world.services, MEMBER, id, press),
    ])
    expect(one).toMatchObject({ state: 'queued', take: 2, recipe: RECIPE })
    expect(two.id).toBe(one.id)
    expect(await world.row(id)).toMatchObject({ state: 'cancelled' })
    await expect(retryGeneration(world.services, MEMBER, one.id, press)).rejects.toMatchObject({
      status: 409,
    })
  })
})
