import { expect, test } from 'vitest'
import { ProviderError } from '#lib/server/providers/video-provider.ts'
import { describeEachDatabase } from '#lib/server/testing/databases.ts'
import { MEMBER, openWorld, RECIPE, type World } from '#lib/server/testing/generation-world.ts'
import { cancelGeneration, resolveUncertain, retryGeneration } from './generation-actions.ts'
import { claim } from './generation-lease-store.ts'
import { ResultError } from './media-access.ts'
import { readGeneration } from './read-generations.ts'

const HOUR = 60 * 60_000

/** One generation whose task the provider has. */
async function openRunning(world: World): Promise<{ id: string; taskId: string }> {
  const [id = ''] = await world.press()
  await world.settle()
  return { id, taskId: (await world.row(id)).provider_task_id ?? '' }
}

/** One generation whose clip the provider has ready. */
async function openSaving(world: World, change: { lastFrameUrl?: string; expiresAt?: number } = {}) {
  const { id, taskId } = await openRunning(world)
  world.provider.set(taskId, { status: 'succeeded', videoUrl: 'https://files.test/clip.mp4', ...change })
  world.advance(2000)
  return { id, taskId }
}

const shown = (world: World, id: string) => readGeneration(world.services, MEMBER, id)

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
        downloadUrl: `/api/media/med_${id}?download=First%20project%20-%20A%20fox%20runs%20through%20snow%20-%20take%201%20-%20Seedance%202.0.mp4`,
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

describeEachDatabase('sending', (open) => {
  test('no more than the limit are in flight, and the oldest go first', async () => {
    const world = await openWorld(await open(), { maxInFlight: 3 })
    const early = await world.press({ takes: 4 })
    world.advance(100)
    await world.press({ takes: 2 })
    const sent = () => world.provider.submissions.map(({ request }) => request.safetyIdentifier).toSorted()
    await world.settle()
    expect(sent()).toEqual(early.slice(0, 3))
    world.provider.set('task_2', { status: 'failed' })
    world.advance(2000)
    await world.settle()
    expect(sent()).toEqual(early)
  })

  test('a refusal ends it with the provider’s own code, and is not sent again', async () => {
    const world = await openWorld(await open())
    world.provider.script = [
      new ProviderError('refused', 'the text may be sensitive', {
        code: 'InputTextSensitiveContentDetected',
        status: 400,
      }),
    ]
    const [id = ''] = await world.press()
    await world.settle()
    world.advance(HOUR)
    await world.settle()
    expect(await shown(world, id)).toMatchObject({
      state: 'failed',
      problem: {
        code: 'prompt_refused',
        providerCode: 'InputTextSensitiveContentDetected',
        retryable: false,
      },
    })
    expect(world.provider.calls.submit).toBe(1)
  })

  test('"not now" waits exactly as long as the provider says, then is sent', async () => {
    const world = await openWorld(await open())
    world.provider.script = [
      new ProviderError('deferred', 'slow down', { status: 429, retryAfterMs: 17_000 }),
    ]
    const [id = ''] = await world.press()
    await world.settle()
    expect(await shown(world, id)).toMatchObject({
      state: 'queued',
      attempts: 1,
      nextTryAt: world.now() + 17_000,
      problem: { code: 'rate_limited' },
    })
    world.advance(16_999)
    await world.settle()
    expect(world.provider.calls.submit).toBe(1)
    world.advance(1)
    await world.settle()
    const taken = await shown(world, id)
    expect(taken).toMatchObject({ state: 'running' })
    expect(taken).not.toHaveProperty('problem')
  })

  test('a provider that is not reachable is tried again with growing delays', async () => {
    const world = await openWorld(await open())
    world.provider.script = [1, 2, 3].map(() => new ProviderError('unreachable', 'refused'))
    const [id = ''] = await world.press()
    const delays: number[] = []
    for (let failure = 0; failure < 3; failure += 1) {
      await world.settle()
      const delay = ((await world.row(id)).due_at ?? 0) - world.now()
      delays.push(delay)
      world.advance(delay)
    }
    // Three quarters of 2, 4 and 8 seconds: chance is at its middle.
    expect(delays).toEqual([1500, 3000, 6000])
    await world.settle()
    expect(await shown(world, id)).toMatchObject({ state: 'running' })
  })

  test('a reference that cannot be handed over fails before anything is sent', async () => {
    const world = await openWorld(await open())
    const references = [
      { id: 'r1', kind: 'image', role: 'reference_image', name: 'fox', url: 'https://example.com/fox.png' },
    ] as const
    const [id = ''] = await world.press({ recipe: { ...RECIPE, references: [...references] } })
    world.delivery.address = async () => ({ ok: false, reason: 'PUBLIC_URL is not set.' })
    await world.settle()
    const ended = await shown(world, id)
    expect(ended).toMatchObject({
      state: 'failed',
      problem: { code: 'reference_unreachable', field: 'references.0' },
    })
    expect(ended.problem?.message).toContain('PUBLIC_URL is not set.')
    expect(world.provider.calls.submit).toBe(0)
  })
})

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
    expect((await shown(world, again)).problem?.advice).toContain('press Send again')
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
    expect((await shown(world, id)).problem?.advice).toContain('does not reach back')
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

describeEachDatabase('saving', (open) => {
  test.each([
    ['dead', 'result_unreachable'],
    ['temporary', 'result_unreachable'],
    ['truncated', 'bad_result'],
    ['undecodable', 'bad_result'],
    ['storage', 'storage_failed'],
  ] as const)('a result that is %s keeps saving, says so, and recovers', async (kind, code) => {
    const world = await openWorld(await open())
    world.saves = Object.assign(world.saves, [new ResultError(kind, 'it did not work')])
    const { id } = await openSaving(world)
    await world.settle()
    expect(await shown(world, id)).toMatchObject({
      state: 'saving',
      problem: { code },
      nextTryAt: world.now() + 1500,
    })
    world.advance(1500)
    await world.settle()
    const done = await shown(world, id)
    expect(done).toMatchObject({ state: 'succeeded' })
    expect(done).not.toHaveProperty('problem')
    expect(world.provider.calls.submit).toBe(1)
  })

  test('a fresh address from the provider replaces a dead one', async () => {
    const world = await openWorld(await open())
    world.saves.push(new ResultError('dead', '403'))
    const { id, taskId } = await openSaving(world)
    await world.settle()
    world.provider.set(taskId, { videoUrl: 'https://files.test/fresh.mp4' })
    world.advance(1500)
    await world.settle()
    expect(world.saved.map(({ url }) => url)).toEqual([
      'https://files.test/clip.mp4',
      'https://files.test/fresh.mp4',
    ])
    expect(await world.row(id)).toMatchObject({ state: 'succeeded' })
  })

  test('a success without an address waits for one', async () => {
    const world = await openWorld(await open())
    const { id, taskId } = await openRunning(world)
    world.provider.set(taskId, { status: 'succeeded' })
    world.advance(2000)
    await world.settle()
    expect(await shown(world, id)).toMatchObject({ state: 'saving', problem: { code: 'result_unreachable' } })
    world.provider.set(taskId, { videoUrl: 'https://files.test/late.mp4' })
    world.advance(1500)
    await world.settle()
    expect(await world.row(id)).toMatchObject({
      state: 'succeeded',
      result_url: 'https://files.test/late.mp4',
    })
  })

  test('it ends lost when the address dies, after a last try at that moment', async () => {
    const world = await openWorld(await open())
    for (let index = 0; index < 1000; index += 1) world.saves.push(new ResultError('dead', '403'))
    const { id } = await openSaving(world)
    await world.settle()
    const dies = (await world.row(id)).result_expires_at ?? 0
    expect(dies - world.now()).toBe(24 * HOUR)
    let tries = 0
    for (; tries < 1000 && (await world.row(id)).state === 'saving'; tries += 1) {
      world.advance(((await world.row(id)).due_at ?? 0) - world.now())
      await world.settle()
    }
    expect(await shown(world, id)).toMatchObject({
      state: 'failed',
      problem: { code: 'result_lost' },
      finishedAt: dies,
    })
    // Five minutes at most between two tries.
    expect(tries).toBeGreaterThan(288)
    expect(world.provider.calls.submit).toBe(1)
  })

  test('the provider’s own date for the address counts', async () => {
    const world = await openWorld(await open())
    world.saves.push(new ResultError('dead', '403'), new ResultError('dead', '403'))
    const { id } = await openSaving(world, { expiresAt: world.now() + 3000 })
    await world.settle()
    world.advance(1000)
    await world.settle()
    expect(await world.row(id)).toMatchObject({ state: 'failed' })
    expect((await shown(world, id)).problem?.code).toBe('result_lost')
  })
})

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
