import { expect, test } from 'vitest'
import { ProviderError } from '#lib/server/providers/video-provider.ts'
import { describeEachDatabase } from '#lib/server/testing/databases.ts'
import { openRunning, openSaving, openWorld, shown } from '#lib/server/testing/generation-world.ts'

const HOUR = 60 * 60_000

describeEachDatabase('the way to a clip', (open) => {
  test('from the press to the saved clip, with every date and figure on the way', async () => {
    const world = await openWorld(await open())
    const { id, taskId } = await openRunning(world)
    expect(await shown(world, id)).toMatchObject({
      state: 'running',
      phase: 'queued',
      submittedAt: world.now(),
    })
    expect(world.provider.submissions[0]?.request).toMatchObject({
      prompt: 'A fox runs through snow',
      mode: 't2v',
      safetyIdentifier: id,
    })
    world.provider.set(taskId, { status: 'running', progress: 40.4 })
    world.advance(2000)
    await world.settle()
    expect(await shown(world, id)).toMatchObject({ phase: 'running', progress: 40, startedAt: world.now() })
    world.provider.set(taskId, {
      status: 'succeeded',
      videoUrl: 'https://files.test/clip.mp4',
      lastFrameUrl: 'https://files.test/last.png',
      seed: 77,
      usage: { totalTokens: 108_900 },
    })
    world.advance(2000)
    await world.settle()
    const done = await shown(world, id)
    expect(done).toMatchObject({
      state: 'succeeded',
      seed: 77,
      usage: { tokens: 108_900 },
      finishedAt: world.now(),
      clip: {
        videoUrl: `/api/media/med_${id}`,
        downloadUrl: `/api/generations/${id}/download?name=First%20project%20-%20A%20fox%20runs%20through%20snow%20-%20take%201%20-%20Seedance%202.0.mp4`,
        duration: 5.04,
        lastFrameMediaId: `med_${id}_frame`,
      },
    })
    expect(done).not.toHaveProperty('problem')
    expect(done).not.toHaveProperty('progress')
    expect(await world.row(id)).toMatchObject({ due_at: null, lease_owner: null })
  })

  test('nothing is asked of the provider after the end', async () => {
    const world = await openWorld(await open())
    await openSaving(world)
    await world.settle()
    const before = { ...world.provider.calls }
    world.advance(24 * HOUR)
    await world.settle()
    expect(world.provider.calls).toEqual(before)
  })

  test('the row says submitting, with the moment of sending, before the provider is called', async () => {
    const world = await openWorld(await open())
    const [id = ''] = await world.press()
    const gate = Promise.withResolvers<void>()
    world.provider.script = [gate.promise]
    const ticking = world.worker.tick()
    await expect.poll(() => world.provider.calls.submit).toBe(1)
    expect(await world.row(id)).toMatchObject({
      state: 'submitting',
      sent_at: world.now(),
      provider_task_id: null,
    })
    gate.resolve()
    await ticking
    expect(await world.row(id)).toMatchObject({ state: 'running' })
  })

  test.each([
    ['failed', { code: 'OutputVideoSensitiveContentDetected', message: 'no' }, 'failed', 'output_refused'],
    ['expired', undefined, 'expired', 'expired'],
    ['cancelled', undefined, 'cancelled', 'cancelled_at_provider'],
  ] as const)('a task that ends %s ends its generation by name', async (status, error, state, code) => {
    const world = await openWorld(await open())
    const { id, taskId } = await openRunning(world)
    world.provider.set(taskId, { status, ...(error === undefined ? {} : { error }) })
    world.advance(2000)
    await world.settle()
    const ended = await shown(world, id)
    expect(ended).toMatchObject({ state, problem: { code }, finishedAt: world.now() })
    expect(ended.problem?.providerCode).toBe(error?.code)
  })

  test('a status word that nobody knows is kept and looked at again', async () => {
    const world = await openWorld(await open())
    const { id, taskId } = await openRunning(world)
    world.provider.set(taskId, { status: 'unrecognised', rawStatus: 'polishing' })
    world.advance(2000)
    await world.settle()
    expect(await shown(world, id)).toMatchObject({ state: 'running', phase: 'polishing' })
    world.provider.set(taskId, { status: 'succeeded', videoUrl: 'https://files.test/clip.mp4' })
    world.advance(2000)
    await world.settle()
    expect(await shown(world, id)).toMatchObject({ state: 'succeeded' })
  })

  test('a task that the provider forgot ends failed, but not within its first minute', async () => {
    const world = await openWorld(await open())
    const { id, taskId } = await openRunning(world)
    world.provider.tasks.delete(taskId)
    world.advance(2000)
    await world.settle()
    expect(await shown(world, id)).toMatchObject({ state: 'running' })
    world.advance(60_000)
    await world.settle()
    expect(await shown(world, id)).toMatchObject({
      state: 'failed',
      problem: { code: 'provider_forgot_task' },
    })
  })

  test('while the provider does not answer, tasks are kept and asked about more slowly', async () => {
    const world = await openWorld(await open())
    const { id } = await openRunning(world)
    world.provider.trouble = new ProviderError('unavailable', 'bad gateway', { retryAfterMs: 60_000 })
    world.advance(2000)
    await world.settle()
    expect(await world.row(id)).toMatchObject({ state: 'running', due_at: world.now() + 60_000 })
  })

  test('many tasks are one list call, and their changes one number', async () => {
    const world = await openWorld(await open(), { maxInFlight: 40 })
    const ids = await Promise.all(Array.from({ length: 4 }, () => world.press({ takes: 8 })))
    await world.settle()
    for (const taskId of world.provider.tasks.keys()) world.provider.set(taskId, { status: 'running' })
    world.provider.calls.checkMany = 0
    world.advance(2000)
    await world.settle()
    expect(world.provider.calls).toMatchObject({ submit: 32, checkMany: 1, check: 0 })
    const versions = new Set(await Promise.all(ids.flat().map(async (id) => (await world.row(id)).version)))
    expect(versions.size).toBe(1)
  })

  test('a look that finds nothing new changes no number', async () => {
    const world = await openWorld(await open())
    const { id } = await openRunning(world)
    const { version } = await world.row(id)
    world.advance(2000)
    await world.settle()
    expect(world.provider.calls.checkMany).toBe(1)
    expect((await world.row(id)).version).toBe(version)
  })

  test('without a list call every task is looked at by itself', async () => {
    const world = await openWorld(await open(), { provider: { list: false } })
    const { id, taskId } = await openRunning(world)
    world.provider.set(taskId, { status: 'succeeded', videoUrl: 'https://files.test/clip.mp4' })
    world.advance(2000)
    await world.settle()
    expect(await shown(world, id)).toMatchObject({ state: 'succeeded' })
  })
})
