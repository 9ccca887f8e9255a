import { expect, test } from 'vitest'
import { describeEachDatabase } from '#lib/server/testing/databases.ts'
import { MEMBER, openRunning, openWorld } from '#lib/server/testing/generation-world.ts'
import { readBudget } from './budget.ts'

/** 720p, 5 s: contract.md §3.6 */
const ESTIMATE = 108_900
/** START is in September 2026. */
const TO_OCTOBER = Date.UTC(2026, 9, 1)

describeEachDatabase('the budget of a month', (open) => {
  test('what is used counts by the provider’s own figure, what is in flight by its estimate', async () => {
    const world = await openWorld(await open())
    const { taskId } = await openRunning(world)
    await world.press()
    expect(await readBudget(world.services, MEMBER.teamId, 1_000_000)).toEqual({
      used: 0,
      inFlight: 2 * ESTIMATE,
      limit: 1_000_000,
    })
    world.provider.set(taskId, {
      status: 'succeeded',
      videoUrl: 'https://files.test/clip.mp4',
      usage: { totalTokens: 100_000 },
    })
    world.advance(2000)
    await world.settle()
    expect(await readBudget(world.services, MEMBER.teamId, undefined)).toEqual({
      used: 100_000,
      inFlight: ESTIMATE,
    })
  })

  test('a clip of unknown usage counts as expected, a failure does not', async () => {
    const world = await openWorld(await open())
    const { taskId } = await openRunning(world)
    const other = await openRunning(world).catch(() => undefined)
    world.provider.set(taskId, { status: 'succeeded', videoUrl: 'https://files.test/clip.mp4' })
    if (other !== undefined) world.provider.set(other.taskId, { status: 'failed' })
    world.advance(2000)
    await world.settle()
    expect(await readBudget(world.services, MEMBER.teamId, undefined)).toEqual({
      used: ESTIMATE,
      inFlight: 0,
    })
  })

  test('a new month begins with nothing but what is still in flight; other teams and the sandbox do not count', async () => {
    const world = await openWorld(await open())
    const { taskId } = await openRunning(world)
    world.provider.set(taskId, { status: 'succeeded', videoUrl: 'https://files.test/clip.mp4' })
    world.advance(2000)
    await world.settle()
    await world.press()
    const none = { used: 0, inFlight: 0 }
    expect(await readBudget(world.services, 'team_other', undefined)).toEqual(none)
    const provider = { name: 'sandbox' }
    expect(await readBudget({ ...world.services, provider }, MEMBER.teamId, undefined)).toEqual(none)
    world.advance(TO_OCTOBER - world.now() - 1)
    expect(await readBudget(world.services, MEMBER.teamId, undefined)).toMatchObject({ used: ESTIMATE })
    world.advance(1)
    expect(await readBudget(world.services, MEMBER.teamId, undefined)).toEqual({
      used: 0,
      inFlight: ESTIMATE,
    })
  })
})
