import { describe, expect, test } from 'vitest'
import { MODELS } from '#lib/seedance/models.ts'
import { openTestSandbox, PLAIN, renderTiny, TASKS, type TestSandbox } from './testing/open-test-sandbox.ts'

async function statusOf(server: TestSandbox, id: string): Promise<string> {
  return String((await server.get(id))['status'])
}

async function progressOf(server: TestSandbox, id: string): Promise<number> {
  const { items } = await server.get(id)
  return JSON.parse(JSON.stringify(items))[0].progress
}

const LIFELIKE = { speed: 1, random: () => 0.5 }

describe('the pace', () => {
  test('is lifelike at speed 1: six seconds in the queue, thirty of running, progress in step', async () => {
    await using server = await openTestSandbox(LIFELIKE)
    const id = await server.create()
    expect(await statusOf(server, id)).toBe('queued')
    server.clock.time += 5999
    expect([await statusOf(server, id), await progressOf(server, id)]).toEqual(['queued', 0])
    server.clock.time += 1
    expect(await statusOf(server, id)).toBe('running')
    await server.sandbox.rendered()
    expect(await progressOf(server, id)).toBe(0)
    server.clock.time += 15_000
    expect(await progressOf(server, id)).toBe(50)
    server.clock.time += 14_999
    expect([await statusOf(server, id), await progressOf(server, id)]).toEqual(['running', 99])
    server.clock.time += 1
    expect([await statusOf(server, id), await progressOf(server, id)]).toEqual(['succeeded', 100])
  })

  test('is divided by the speed', async () => {
    await using server = await openTestSandbox({ ...LIFELIKE, speed: 10 })
    const id = await server.create()
    server.clock.time += 600
    expect(await statusOf(server, id)).toBe('running')
    await server.sandbox.rendered()
    server.clock.time += 3000
    expect(await statusOf(server, id)).toBe('succeeded')
  })

  test('never claims more than the renderer has done', async () => {
    const begun = Promise.withResolvers<(part: number) => void>()
    const finish = Promise.withResolvers<void>()
    await using server = await openTestSandbox({
      render: async (job, options) => {
        begun.resolve(options.onProgress)
        await finish.promise
        return renderTiny(job, options)
      },
    })
    const id = await server.create()
    const report = await begun.promise
    expect(await progressOf(server, id)).toBe(0)
    report(0.4)
    expect(await progressOf(server, id)).toBe(40)
    finish.resolve()
    await server.sandbox.rendered()
    expect(await statusOf(server, id)).toBe('succeeded')
  })
})

describe('limits', () => {
  test('beyond the parallel limit of a model tasks wait in the queue; other models do not', async () => {
    await using server = await openTestSandbox(LIFELIKE)
    const concurrency = MODELS.find((model) => model.id === PLAIN.model)?.concurrency ?? 0
    const ids: string[] = []
    for (let index = 0; index < concurrency + 2; index += 1) ids.push(await server.create())
    const other = await server.create({ model: 'doubao-seedance-2-0-fast-260128' })
    server.clock.time += 6000
    const count = async (status: string) =>
      (await server.call('GET', `${TASKS}?filter.status=${status}&filter.model=${PLAIN.model}`)).body['total']
    expect([await count('running'), await count('queued')]).toEqual([concurrency, 2])
    expect(await statusOf(server, other)).toBe('running')
    await server.sandbox.rendered()
    server.clock.time += 30_000
    expect([await count('succeeded'), await count('running')]).toEqual([concurrency, 2])
  })

  test('without limits all tasks run at once, and none is put off', async () => {
    await using server = await openTestSandbox({ ...LIFELIKE, unlimited: true })
    const [strictest] = MODELS.filter(({ modes }) => modes.includes('t2v')).toSorted(
      (a, b) => a.requestsPerMinute - b.requestsPerMinute,
    )
    const count = (strictest?.requestsPerMinute ?? 0) + 1
    for (let index = 0; index < count; index += 1) await server.create({ model: strictest?.id })
    server.clock.time += 10_000
    const { body } = await server.call('GET', `${TASKS}?filter.status=running`)
    expect(body['total']).toBe(count)
  })

  test('priority goes first', async () => {
    await using server = await openTestSandbox(LIFELIKE)
    const usual: string[] = []
    for (let index = 0; index < 10; index += 1) usual.push(await server.create())
    const urgent = await server.create({ priority: 9 })
    server.clock.time += 6000
    expect(await statusOf(server, urgent)).toBe('running')
    expect(await statusOf(server, usual[9] ?? '')).toBe('queued')
  })

  test('more creates in a minute than the model takes are put off', async () => {
    await using server = await openTestSandbox(LIFELIKE)
    const model = 'doubao-seedance-1-0-lite-t2v-250428'
    const refused: number[] = []
    for (let index = 0; index < 301; index += 1) {
      const { status, headers } = await server.call('POST', TASKS, { ...PLAIN, model })
      if (status !== 200) refused.push(status, Number(headers.get('retry-after')))
    }
    expect(refused).toEqual([429, 5])
    server.clock.time += 60_000
    expect((await server.call('POST', TASKS, { ...PLAIN, model })).status).toBe(200)
  })

  test('only one clip is rendered at a time', async () => {
    let current = 0
    let most = 0
    await using server = await openTestSandbox({
      render: async (job, options) => {
        most = Math.max(most, (current += 1))
        const result = await renderTiny(job, options)
        current -= 1
        return result
      },
    })
    const ids = [await server.create(), await server.create(), await server.create()]
    await server.sandbox.rendered()
    expect(await Promise.all(ids.map((id) => statusOf(server, id)))).toEqual([
      'succeeded',
      'succeeded',
      'succeeded',
    ])
    expect(most).toBe(1)
  })
})

describe('ages', () => {
  const HOUR = 3_600_000

  test('a task that is not done in time expires', async () => {
    await using server = await openTestSandbox()
    const id = await server.create({ prompt: 'A lake #stall', execution_expires_after: 3600 })
    server.clock.time += HOUR - 1
    expect(await statusOf(server, id)).toBe('running')
    server.clock.time += 1
    expect(await statusOf(server, id)).toBe('expired')
  })

  test('a clip can be had for 24 hours, its record for 7 days', async () => {
    await using server = await openTestSandbox()
    const id = await server.create()
    await server.sandbox.rendered()
    const { content } = await server.get(id)
    const address: string = JSON.parse(JSON.stringify(content)).video_url
    expect((await fetch(address, { method: 'HEAD' })).status).toBe(200)
    server.clock.time += 24 * HOUR - 1
    expect((await fetch(address)).status).toBe(200)
    server.clock.time += 1
    expect((await fetch(address)).status).toBe(403)
    expect((await server.call('GET', `/v1/videos/${id}/content`)).status).toBe(404)
    server.clock.time += 6 * 24 * HOUR
    expect(await statusOf(server, id)).toBe('succeeded')
    server.clock.time += 60_000
    expect((await server.call('GET', `${TASKS}/${id}`)).status).toBe(404)
  })

  test('a cancelled task is forgotten after 24 hours', async () => {
    await using server = await openTestSandbox(LIFELIKE)
    const id = await server.create()
    await server.call('DELETE', `${TASKS}/${id}`)
    server.clock.time += 24 * HOUR
    expect(await statusOf(server, id)).toBe('cancelled')
    server.clock.time += 60_001
    expect((await server.call('GET', `${TASKS}/${id}`)).status).toBe(404)
  })

  test('an address that was changed is refused', async () => {
    await using server = await openTestSandbox()
    const id = await server.create()
    await server.sandbox.rendered()
    const address = new URL(JSON.parse(JSON.stringify((await server.get(id))['content'])).video_url)
    for (const change of [
      (url: URL) => url.searchParams.set('expires', '9999999999'),
      (url: URL) => url.searchParams.delete('signature'),
      (url: URL) => (url.pathname = url.pathname.replace('clip.mp4', 'last-frame.png')),
      (url: URL) => (url.pathname = url.pathname.replace('clip.mp4', 'reference-0')),
    ]) {
      const other = new URL(address)
      change(other)
      expect((await fetch(other)).status).toBe(403)
    }
  })
})
