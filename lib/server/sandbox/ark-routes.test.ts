import { describe, expect, test } from 'vitest'
import { openTestSandbox, PLAIN, TASKS } from './testing/open-test-sandbox.ts'

describe('a task by the Ark routes', () => {
  test('is created, asked for, listed and deleted', async () => {
    await using server = await openTestSandbox()
    const created = await server.call('POST', TASKS, { ...PLAIN, safety_identifier: 'gen_1', seed: 7 })
    expect(created.status).toBe(200)
    expect(created.body).toMatchObject({
      id: expect.stringMatching(/^task_/),
      created_at: server.clock.time / 1000,
    })
    const id = String(created.body['id'])
    await server.sandbox.rendered()
    const task = await server.get(id)
    expect(task).toMatchObject({
      id,
      model: PLAIN.model,
      status: 'succeeded',
      error: null,
      seed: 7,
      resolution: '720p',
      ratio: '16:9',
      duration: 5,
      framespersecond: 24,
      generate_audio: true,
      safety_identifier: 'gen_1',
      service_tier: 'default',
      usage: { completion_tokens: 108_900, total_tokens: 108_900 },
      items: [{ id, status: 'succeeded', progress: 100, error: null }],
    })
    expect(task['content']).toEqual({
      video_url: expect.stringContaining(`${server.origin}/sandbox/files/${id}/`),
    })
    const list = await server.call('GET', `${TASKS}?filter.task_ids=${id}`)
    expect(list.body).toMatchObject({ total: 1, items: [{ id, safety_identifier: 'gen_1' }] })
    expect((await server.call('DELETE', `${TASKS}/${id}`)).body).toEqual({})
    expect((await server.call('GET', `${TASKS}/${id}`)).status).toBe(404)
    expect(server.sandbox.countTasks()).toBe(1)
  })

  test('frames asked for by number are billed as they are', async () => {
    await using server = await openTestSandbox()
    const id = await server.create({
      model: 'doubao-seedance-1-0-pro-250528',
      frames: 57,
      resolution: '720p',
    })
    await server.sandbox.rendered()
    // 1248 × 704 × 57 / 1024
    expect(await server.get(id)).toMatchObject({ frames: 57, usage: { total_tokens: 48_906 } })
  })

  test('the same request twice makes two tasks, with seeds of their own', async () => {
    let next = 0
    await using server = await openTestSandbox({ random: () => (next += 0.01) })
    const ids = [await server.create(), await server.create()]
    expect(new Set(ids).size).toBe(2)
    const seeds = await Promise.all(ids.map(async (id) => (await server.get(id))['seed']))
    expect(new Set(seeds).size).toBe(2)
    expect(server.sandbox.countTasks()).toBe(2)
  })

  test('answers with the last frame when it is asked for', async () => {
    await using server = await openTestSandbox()
    const id = await server.create({ return_last_frame: true })
    await server.sandbox.rendered()
    const { content } = await server.get(id)
    const address = JSON.parse(JSON.stringify(content)).last_frame_url
    const picture = await fetch(address)
    expect(picture.headers.get('content-type')).toBe('image/png')
    expect(
      Buffer.from(await picture.arrayBuffer())
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG')
  })
})

describe('the list', () => {
  test('is read page by page, newest first', async () => {
    await using server = await openTestSandbox()
    const ids: string[] = []
    for (let index = 0; index < 5; index += 1) ids.unshift(await server.create())
    const page = async (number: number) => {
      const { body } = await server.call('GET', `${TASKS}?page_num=${number}&page_size=2`)
      expect(body['total']).toBe(5)
      return JSON.parse(JSON.stringify(body['items'])).map((task: { id: string }) => task.id)
    }
    expect([...(await page(1)), ...(await page(2)), ...(await page(3)), ...(await page(4))]).toEqual(ids)
  })

  test('is filtered by ids, status and model, and hides flex tasks unless they are asked for', async () => {
    await using server = await openTestSandbox({ speed: 1 })
    const usual = await server.create()
    const other = await server.create({ model: 'doubao-seedance-1-0-pro-250528' })
    const flex = await server.create({ model: 'doubao-seedance-1-0-pro-250528', service_tier: 'flex' })
    const find = async (query: string) => {
      const { body } = await server.call('GET', `${TASKS}?${query}`)
      return JSON.parse(JSON.stringify(body['items'])).map((task: { id: string }) => task.id)
    }
    expect(await find('')).toEqual([other, usual])
    expect(await find('filter.service_tier=flex')).toEqual([flex])
    expect(await find(`filter.task_ids=${usual}&filter.task_ids=${flex}&filter.task_ids=no`)).toEqual([usual])
    expect(await find('filter.model=seedance-1-0-pro-250528')).toEqual([other])
    expect(await find('filter.status=running')).toEqual([])
    expect(await find('filter.status=queued')).toEqual([other, usual])
  })

  test.each([
    ['page_num=0', 'page_num'],
    ['page_num=501', 'page_num'],
    ['page_size=x', 'page_size'],
    ['filter.status=done', 'filter.status'],
    ['filter.service_tier=fast', 'filter.service_tier'],
    ['status=queued', 'status'],
  ])('?%s is refused', async (query, param) => {
    await using server = await openTestSandbox()
    const { status, error } = await server.call('GET', `${TASKS}?${query}`)
    expect({ status, error }).toMatchObject({ status: 400, error: { code: 'InvalidParameter', param } })
  })
})

describe('deleting', () => {
  test('cancels what is queued, which then cannot be deleted', async () => {
    await using server = await openTestSandbox({ speed: 1 })
    const id = await server.create()
    expect((await server.call('DELETE', `${TASKS}/${id}`)).status).toBe(200)
    expect(await server.get(id)).toMatchObject({ status: 'cancelled' })
    const again = await server.call('DELETE', `${TASKS}/${id}`)
    expect(again).toMatchObject({ status: 403, error: { code: 'OperationDenied.InvalidState' } })
  })

  test('is refused while it runs', async () => {
    await using server = await openTestSandbox()
    const id = await server.create({ prompt: 'A lake #stall' })
    expect(await server.get(id)).toMatchObject({ status: 'running' })
    expect((await server.call('DELETE', `${TASKS}/${id}`)).status).toBe(403)
    expect(await server.get(id)).toMatchObject({ status: 'running' })
  })
})

describe('refusals', () => {
  test('without a key', async () => {
    await using server = await openTestSandbox({ key: 'right' })
    for (const authorization of ['', 'Bearer', 'Bearer wrong', 'Basic right', 'right']) {
      const { status, error } = await server.call('POST', TASKS, PLAIN, { authorization })
      expect({ status, error }).toMatchObject({
        status: 401,
        error: { code: 'AuthenticationError', type: 'Unauthorized' },
      })
    }
    expect((await server.call('POST', TASKS, PLAIN, { authorization: 'Bearer right' })).status).toBe(200)
    expect(server.sandbox.countTasks()).toBe(1)
  })

  test.each([
    ['no model', { prompt: 'x' }, 400, 'MissingParameter', 'model'],
    ['no text', { model: PLAIN.model }, 400, 'MissingParameter', 'prompt'],
    ['an unknown model', { ...PLAIN, model: 'ep-1' }, 404, 'InvalidEndpointOrModel.NotFound', 'model'],
    ['a length the model does not have', { ...PLAIN, duration: 16 }, 400, 'InvalidParameter', 'duration'],
    [
      'a field the model does not have',
      { ...PLAIN, camera_fixed: true },
      400,
      'InvalidParameter',
      'camera_fixed',
    ],
    ['a wrong type', { ...PLAIN, duration: {} }, 400, 'InvalidParameter', 'duration'],
    ['a callback', { ...PLAIN, callback_url: 'https://x.test/' }, 400, 'InvalidParameter', 'callback_url'],
    ['a directive without sense', { ...PLAIN, prompt: 'x #429:many' }, 400, 'InvalidParameter', 'prompt'],
    ['text that is no JSON', '{', 400, 'InvalidParameter', 'body'],
    ['a list', [], 400, 'InvalidParameter', 'body'],
  ])('%s', async (_, body, status, code, param) => {
    await using server = await openTestSandbox()
    const answer = await server.call('POST', TASKS, body)
    expect(answer).toMatchObject({ status, error: { code, param } })
    expect(answer.error.message).toContain(answer.headers.get('x-request-id'))
    expect(server.sandbox.countTasks()).toBe(0)
  })

  test('a body beyond 64 MB, announced or not', async () => {
    await using server = await openTestSandbox()
    const answer = await server.call('POST', TASKS, 'x'.repeat(65 * 1024 * 1024))
    expect(answer).toMatchObject({ status: 413, error: { code: 'InvalidParameter', param: 'body' } })
    const chunk = new Uint8Array(1024 * 1024)
    let sent = 0
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        if ((sent += 1) > 66) controller.close()
        else controller.enqueue(chunk)
      },
    })
    const init: RequestInit & { duplex: 'half' } = { method: 'POST', body, duplex: 'half' }
    const headers = { authorization: 'Bearer x' }
    const streamed = await fetch(`${server.origin}/sandbox${TASKS}`, { ...init, headers })
    expect(streamed.status).toBe(413)
  })

  test('methods and places that do not exist', async () => {
    await using server = await openTestSandbox()
    expect(await server.call('PUT', TASKS, PLAIN)).toMatchObject({ status: 405 })
    expect(await server.call('GET', `${TASKS}/nobody`)).toMatchObject({
      status: 404,
      error: { code: 'NotFound' },
    })
    expect(await server.call('GET', `${TASKS}/a/b`)).toMatchObject({ status: 404 })
    expect(await server.call('GET', '/elsewhere')).toMatchObject({ status: 404 })
  })
})
