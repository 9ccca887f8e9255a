import { expect, test } from 'vitest'
import { asSaid } from '#lib/language/language.ts'
import { ProviderError } from '#lib/server/providers/video-provider.ts'
import { describeEachDatabase } from '#lib/server/testing/databases.ts'
import { openWorld, RECIPE, shown } from '#lib/server/testing/generation-world.ts'

const HOUR = 60 * 60_000

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
    world.delivery.address = async () => ({ ok: false, reason: asSaid('PUBLIC_URL is not set.') })
    await world.settle()
    const ended = await shown(world, id)
    expect(ended).toMatchObject({
      state: 'failed',
      problem: { code: 'reference_unreachable', field: 'references.0' },
    })
    expect(ended.problem?.message.en).toContain('PUBLIC_URL is not set.')
    expect(world.provider.calls.submit).toBe(0)
  })
})
