import { expect, test } from 'vitest'
import { describeEachDatabase } from '#lib/server/testing/databases.ts'
import { MEMBER, openRunning, openWorld, RECIPE, shown } from '#lib/server/testing/generation-world.ts'
import { resolveUncertain } from './generation-actions.ts'

const HOUR = 60 * 60_000

describeEachDatabase('a lost answer', (open) => {
  test('a task that was taken is adopted by its echo, never sent again', async () => {
    const world = await openWorld(await open())
    world.provider.script = ['lose after taking']
    const [id = ''] = await world.press()
    await world.settle()
    expect(await shown(world, id)).toMatchObject({
      state: 'uncertain',
      problem: { code: 'send_unconfirmed' },
    })
    world.advance(2000)
    await world.settle()
    expect(await world.row(id)).toMatchObject({ state: 'running', provider_task_id: 'task_1', problem: null })
    expect(world.provider.calls.submit).toBe(1)
  })

  test('a task that was never taken is sent again only after two complete listings 60 s apart, the first 120 s after sending', async () => {
    const world = await openWorld(await open())
    world.provider.script = ['lose before taking']
    const [id = ''] = await world.press()
    await world.settle()
    for (let second = 0; second < 179; second += 1) {
      world.advance(1000)
      await world.settle()
      expect((await world.row(id)).state).toBe('uncertain')
    }
    world.advance(1000)
    await world.settle()
    expect(await world.row(id)).toMatchObject({ state: 'running', provider_task_id: 'task_1' })
    expect(world.provider.calls.submit).toBe(2)
  })

  test('incomplete listings prove nothing', async () => {
    const world = await openWorld(await open())
    world.provider.script = ['lose before taking']
    world.provider.listIsComplete = false
    const [id = ''] = await world.press()
    for (let minute = 0; minute < 60; minute += 1) {
      world.advance(60_000)
      await world.settle()
    }
    expect(await world.row(id)).toMatchObject({ state: 'uncertain', absent_since: null })
    expect(world.provider.calls.submit).toBe(1)
  })

  test('a task that another generation owns is not adopted', async () => {
    const world = await openWorld(await open())
    const { id: owner, taskId } = await openRunning(world)
    world.provider.script = ['lose before taking']
    const [id = ''] = await world.press()
    await world.settle()
    world.provider.set(taskId, { safetyIdentifier: id })
    world.advance(30_000)
    await world.settle()
    expect(await world.row(id)).toMatchObject({ state: 'uncertain', provider_task_id: null })
    expect(await world.row(owner)).toMatchObject({ provider_task_id: taskId })
  })

  test.each([
    ['one task with our seed is ours', 1, 'running'],
    ['of two tasks with our seed nobody knows which', 2, 'uncertain'],
  ] as const)('where a seed is the echo: %s', async (_, count, state) => {
    const world = await openWorld(await open(), { provider: { identity: 'seed' } })
    world.provider.script = ['lose after taking']
    const recipe = { ...RECIPE, model: 'doubao-seedance-1-5-pro-251215' }
    const [id = ''] = await world.press({ recipe })
    await world.settle()
    const [task] = world.provider.tasks.values()
    expect(task?.seed).toBe(Number((await world.row(id)).identity))
    if (count === 2 && task !== undefined) world.provider.tasks.set('task_x', { ...task, id: 'task_x' })
    world.advance(5000)
    await world.settle()
    expect(await world.row(id)).toMatchObject({ state })
  })

  test('without a list or an echo a person decides, and nothing happens until then', async () => {
    const world = await openWorld(await open(), { provider: { identity: 'none', list: false } })
    world.provider.script = ['lose after taking', 'lose after taking']
    const [again = '', never = ''] = await world.press({ takes: 2 })
    await world.settle()
    world.advance(48 * HOUR)
    await world.settle()
    expect(world.provider.calls.submit).toBe(2)
    expect((await shown(world, again)).problem?.advice.en).toContain('press Send again')
    await resolveUncertain(world.services, MEMBER, again, { decision: 'send_again' })
    await resolveUncertain(world.services, MEMBER, never, { decision: 'give_up' })
    await world.settle()
    expect(await shown(world, again)).toMatchObject({ state: 'running' })
    expect(await shown(world, never)).toMatchObject({ state: 'failed', problem: { code: 'given_up' } })
    expect(world.provider.calls.submit).toBe(3)
  })

  test('past the provider’s seven days a person decides', async () => {
    const world = await openWorld(await open())
    world.provider.script = ['lose before taking']
    world.provider.listIsComplete = false
    const [id = ''] = await world.press()
    await world.settle()
    world.advance(7 * 24 * HOUR)
    await world.settle()
    expect(await world.row(id)).toMatchObject({ state: 'uncertain', due_at: null })
    expect((await shown(world, id)).problem?.advice.en).toContain('does not reach back')
  })

  test('a worker that dies while sending leaves doubt, not a second task', async () => {
    const world = await openWorld(await open())
    const [id = ''] = await world.press()
    world.provider.script = [new Promise(() => {})]
    void world.worker.tick()
    await expect.poll(async () => (await world.row(id)).state).toBe('submitting')
    const survivor = world.secondWorker()
    world.advance(14_000)
    expect(await survivor.tick()).toBe(0)
    world.advance(1000)
    expect(await survivor.tick()).toBe(1)
    expect(await world.row(id)).toMatchObject({ state: 'uncertain' })
    world.advance(5000)
    await survivor.tick()
    expect(await world.row(id)).toMatchObject({ state: 'running', provider_task_id: 'task_1' })
    expect(world.provider.calls.submit).toBe(1)
  })

  test('an answer that comes after its lease ran out still names the task', async () => {
    const world = await openWorld(await open(), { provider: { identity: 'none', list: false } })
    const [id = ''] = await world.press()
    const gate = Promise.withResolvers<void>()
    world.provider.script = [gate.promise]
    const sending = world.worker.tick()
    await expect.poll(async () => (await world.row(id)).state).toBe('submitting')
    world.advance(15_000)
    await world.secondWorker().tick()
    expect(await world.row(id)).toMatchObject({ state: 'uncertain' })
    gate.resolve()
    await sending
    expect(await world.row(id)).toMatchObject({ state: 'running', provider_task_id: 'task_1', problem: null })
  })
})
