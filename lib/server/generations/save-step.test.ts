import { expect, test } from 'vitest'
import { describeEachDatabase } from '#lib/server/testing/databases.ts'
import { openRunning, openSaving, openWorld, shown } from '#lib/server/testing/generation-world.ts'
import { ResultError } from './media-access.ts'

const HOUR = 60 * 60_000

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
