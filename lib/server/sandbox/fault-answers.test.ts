import { describe, expect, test } from 'vitest'
import { DroppedConnection } from './dropped-connection.ts'
import { openTestSandbox, PLAIN, TASKS, type TestSandbox } from './testing/open-test-sandbox.ts'

async function clipOf(server: TestSandbox, prompt: string): Promise<string> {
  const id = await server.create({ prompt })
  await server.sandbox.rendered()
  return JSON.parse(JSON.stringify((await server.get(id))['content'])).video_url
}

const create = (server: TestSandbox, prompt: string, fields = {}) =>
  server.call('POST', TASKS, { ...PLAIN, prompt, ...fields })

describe('at the create', () => {
  test('#refuse', async () => {
    await using server = await openTestSandbox()
    expect(await create(server, 'x #refuse')).toMatchObject({
      status: 400,
      error: { code: 'InputTextSensitiveContentDetected', type: 'BadRequest' },
    })
    expect(server.sandbox.countTasks()).toBe(0)
  })

  test('#429:2 puts the first two tries of one identity off', async () => {
    await using server = await openTestSandbox()
    const statuses = async (identity: string) => {
      const answer = await create(server, 'x #429:2', { safety_identifier: identity })
      return [answer.status, answer.headers.get('retry-after')]
    }
    expect(await statuses('gen_a')).toEqual([429, '1'])
    expect(await statuses('gen_b')).toEqual([429, '1'])
    expect(await statuses('gen_a')).toEqual([429, '1'])
    expect(await statuses('gen_a')).toEqual([200, null])
    expect(server.sandbox.countTasks()).toBe(1)
  })

  test('#500 without a count goes on', async () => {
    await using server = await openTestSandbox()
    for (let attempt = 0; attempt < 3; attempt += 1) {
      expect(await create(server, 'x #500')).toMatchObject({
        status: 500,
        error: { code: 'InternalServiceError' },
      })
    }
    expect(server.sandbox.countTasks()).toBe(0)
  })

  test('#drop makes the task and hangs up; the list knows it by its identity', async () => {
    await using server = await openTestSandbox()
    await expect(create(server, 'x #drop:1', { safety_identifier: 'gen_7' })).rejects.toThrow('fetch failed')
    expect(server.sandbox.countTasks()).toBe(1)
    await server.sandbox.rendered()
    const { body } = await server.call('GET', TASKS)
    expect(body).toMatchObject({ items: [{ safety_identifier: 'gen_7', status: 'succeeded' }] })
    expect((await create(server, 'x #drop:1', { safety_identifier: 'gen_7' })).status).toBe(200)
  })

  test('#drop-before hangs up without a task, in process as a failed fetch', async () => {
    await using server = await openTestSandbox()
    await expect(create(server, 'x #drop-before')).rejects.toThrow('fetch failed')
    const request = new Request(`${server.origin}/sandbox${TASKS}`, {
      method: 'POST',
      headers: { authorization: 'Bearer x', 'content-type': 'application/json' },
      body: JSON.stringify({ ...PLAIN, prompt: 'x #drop-before' }),
    })
    await expect(server.sandbox.handle(request)).rejects.toBeInstanceOf(DroppedConnection)
    expect(server.sandbox.countTasks()).toBe(0)
  })
})

describe('while it runs', () => {
  test.each([
    ['x #fail', 'InternalServiceError'],
    ['x #fail:OutputVideoSensitiveContentDetected', 'OutputVideoSensitiveContentDetected'],
    ['x #fail:Something.New', 'Something.New'],
  ])('%s', async (prompt, code) => {
    await using server = await openTestSandbox()
    const task = await server.get(await server.create({ prompt }))
    expect(task).toMatchObject({ status: 'failed', error: { code, message: expect.stringMatching(/\w/) } })
    expect(task['usage']).toBeUndefined()
    expect(task['content']).toEqual({})
  })

  test('#expire', async () => {
    await using server = await openTestSandbox()
    expect(await server.get(await server.create({ prompt: 'x #expire' }))).toMatchObject({
      status: 'expired',
      error: null,
    })
  })

  test('#slow:5 takes five seconds longer, whatever the speed', async () => {
    await using server = await openTestSandbox()
    const id = await server.create({ prompt: 'x #slow:5' })
    await server.sandbox.rendered()
    server.clock.time += 4999
    expect(await server.get(id)).toMatchObject({ status: 'running' })
    server.clock.time += 1
    expect(await server.get(id)).toMatchObject({ status: 'succeeded' })
  })

  test('a clip that cannot be rendered fails with the provider’s own code', async () => {
    await using server = await openTestSandbox({ render: () => Promise.reject(new Error('no codec')) })
    const id = await server.create()
    await server.sandbox.rendered()
    expect(await server.get(id)).toMatchObject({ status: 'failed', error: { code: 'InternalServiceError' } })
  })
})

describe('at the download', () => {
  test('#truncated:1 sends half with a length that agrees, then the whole', async () => {
    await using server = await openTestSandbox()
    const address = await clipOf(server, 'x #truncated:1')
    const [half, whole] = [await fetch(address), await fetch(address)]
    const [halfBytes, wholeBytes] = [await half.arrayBuffer(), await whole.arrayBuffer()]
    expect(Number(half.headers.get('content-length'))).toBe(halfBytes.byteLength)
    expect(halfBytes.byteLength).toBe(Math.floor(wholeBytes.byteLength / 2))
  })

  test('#cut-off:1 breaks the first download off', async () => {
    await using server = await openTestSandbox()
    const address = await clipOf(server, 'x #cut-off:1')
    await expect(fetch(address).then((answer) => answer.arrayBuffer())).rejects.toThrow('terminated')
    expect((await fetch(address)).ok).toBe(true)
  })

  test('#wrong-type:1 sends a page', async () => {
    await using server = await openTestSandbox()
    const address = await clipOf(server, 'x #wrong-type:1')
    const page = await fetch(address)
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
    expect((await fetch(address)).headers.get('content-type')).toBe('video/mp4')
  })

  test('#dead-address:2 answers 404 twice; looking with HEAD does not count', async () => {
    await using server = await openTestSandbox()
    const address = await clipOf(server, 'x #dead-address:2')
    await fetch(address, { method: 'HEAD' })
    const statuses = []
    for (let attempt = 0; attempt < 3; attempt += 1) statuses.push((await fetch(address)).status)
    expect(statuses).toEqual([404, 404, 200])
  })
})

test('the directives reach neither the captions nor the answers', async () => {
  const prompts: string[] = []
  await using server = await openTestSandbox({
    render: (job) => {
      prompts.push(job.prompt, JSON.stringify(job.captions))
      return Promise.reject(new Error('enough'))
    },
  })
  const { body } = await server.call('POST', '/v1/videos', { ...PLAIN, prompt: 'A cat #truncated:1 sleeps' })
  await server.sandbox.rendered()
  expect(prompts).toEqual(['A cat sleeps', JSON.stringify([{ text: 'A cat sleeps' }])])
  expect(body['prompt']).toBe('A cat sleeps')
})
