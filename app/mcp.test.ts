import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MODELS } from '#lib/seedance/models.ts'
import { createProject } from '#lib/server/teams/projects.ts'
import { MEMBER } from '#lib/server/testing/generation-world.ts'
import { type ServedRoutes, serveRoutes } from '#lib/server/testing/serve-routes.ts'

/* The official client against /mcp over real HTTP, with real services and the sandbox. */

const SMALL = {
  model: 'doubao-seedance-1-0-pro-250528',
  prompt: 'A fox looks up',
  duration: 2,
  ratio: '16:9',
  resolution: '480p',
  return_last_frame: true,
}

let served: ServedRoutes
let makes: string
const open: Client[] = []

beforeAll(async () => {
  served = await serveRoutes((address) => address === '/mcp' || address.startsWith('/api/references/'))
  makes = await served.newToken({ role: 'editor', scopes: ['read', 'generate'] })
})

afterAll(async () => {
  await Promise.all(open.map((client) => client.close()))
  await served[Symbol.asyncDispose]()
})

/** `legacy`: a client of the revisions of 2025, which most of them are. */
async function connect(token: string, mode: 'legacy' | 'auto' = 'auto'): Promise<Client> {
  const client = new Client({ name: 'a test', version: '1' }, { versionNegotiation: { mode } })
  const requestInit = { headers: { authorization: `Bearer ${token}` } }
  await client.connect(new StreamableHTTPClientTransport(new URL(`${served.origin}/mcp`), { requestInit }))
  open.push(client)
  return client
}

async function use(client: Client, name: string, input: Record<string, unknown> = {}) {
  const { structuredContent, isError, content } = await client.callTool({ name, arguments: input })
  const [first] = content
  const text = first?.type === 'text' ? first.text : ''
  return { isError: isError ?? false, text, answer: Object(structuredContent) as Record<string, unknown> }
}

const generations = () => served.services.database.db.selectFrom('generations').selectAll().execute()

describe('the tools', () => {
  test.each(['legacy', 'auto'] as const)('say what they take, and take nothing else: %s', async (mode) => {
    const client = await connect(makes, mode)
    expect(client.getProtocolEra()).toBe(mode === 'legacy' ? 'legacy' : 'modern')
    const { tools } = await client.listTools()
    expect(tools.map(({ name }) => name)).toEqual([
      'list_models',
      'quote',
      'create_video',
      'get_video',
      'list_clips',
    ])
    for (const { inputSchema, outputSchema } of tools) {
      expect(inputSchema).toMatchObject({ type: 'object', additionalProperties: false })
      expect(outputSchema).toMatchObject({ type: 'object' })
    }
    expect(client.getInstructions()).toMatch(/idempotency_key/)
    const wrong = await use(client, 'quote', { ...SMALL, lenght: 3 }).catch((error: Error) => ({
      isError: true,
      text: error.message,
    }))
    expect(wrong).toMatchObject({ isError: true, text: expect.stringMatching(/lenght/) })
    const unstorable = await use(client, 'list_clips', { model: 'a\0b' })
    expect(unstorable).toMatchObject({
      isError: true,
      text: expect.stringMatching(/^InvalidParameter at model/),
    })
  })

  test('list_models tells the capability table', async () => {
    const { answer } = await use(await connect(makes), 'list_models')
    expect(answer['models']).toHaveLength(MODELS.length)
    expect(Object(answer['models'])[1]).toMatchObject({
      id: 'doubao-seedance-2-0-260128',
      duration: { min: 4, max: 15, usual: 5 },
      references: { images: 9, videos: 3, audios: 3 },
      price_per_second: [{ currency: 'CNY', min: expect.any(Number) }, { currency: 'USD' }],
    })
  })

  test('quote tells the price and what is wrong, and starts nothing', async () => {
    const client = await connect(makes)
    const picture = { kind: 'image', url: 'data:image/png;base64,eHg=' }
    const priced = await use(client, 'quote', { ...SMALL, references: [picture] })
    expect(priced.answer).toMatchObject({ ok: true, problems: [], is_charged: false })
    const { tokens, money } = Object((await use(client, 'quote', SMALL)).answer)
    expect([tokens.min, money[0].currency, money[0].max > 0]).toEqual([tokens.max, 'CNY', true])
    const refused = await use(client, 'quote', {
      ...SMALL,
      duration: 99,
      references: [{ kind: 'image', url: 'http://10.0.0.1/a.png' }],
    })
    expect(refused.answer['ok']).toBe(false)
    expect(
      Object(refused.answer['problems'])
        .map(({ field }: { field: string }) => field)
        .toSorted(),
    ).toEqual(['duration', 'references.0.url'])
    expect(await generations()).toEqual([])
    expect(await served.services.database.db.selectFrom('media').selectAll().execute()).toEqual([])
  })
})

test('a clip is made once for each key, watched, read, and gone on from', { timeout: 90_000 }, async () => {
  const client = await connect(makes)
  const wish = { ...SMALL, idempotency_key: 'a fox looks up' }
  const [one, two] = await Promise.all([use(client, 'create_video', wish), use(client, 'create_video', wish)])
  const id = String(one.answer['id'])
  expect([one.isError, two.answer['id']]).toEqual([false, id])
  expect((await use(client, 'create_video', wish)).answer['id']).toBe(id)
  const other = await use(client, 'create_video', { ...wish, prompt: 'A bear' })
  expect(other).toMatchObject({
    isError: true,
    text: expect.stringMatching(/key was used for another request/),
  })
  expect(await generations()).toHaveLength(1)
  await expect
    .poll(async () => (await use(client, 'get_video', { id })).answer['status'], {
      timeout: 60_000,
      interval: 200,
    })
    .toBe('succeeded')
  const { answer } = await use(client, 'get_video', { id })
  expect(answer).toMatchObject({ size: '864x480', seconds: 2, page: `${served.origin}/clips/${id}` })
  const clip = await fetch(String(answer['video_url']))
  expect([clip.status, clip.headers.get('content-type')]).toEqual([200, 'video/mp4'])
  await clip.body?.cancel()
  expect((await use(client, 'list_clips')).answer).toMatchObject({ clips: [{ id, status: 'succeeded' }] })

  const next = await use(client, 'create_video', {
    ...SMALL,
    prompt: '#fail:InternalServiceError',
    references: [{ kind: 'image', url: answer['last_frame_url'] }],
    idempotency_key: 'it goes on from there',
  })
  expect(next.isError).toBe(false)
  const rows = await generations()
  const { references } = JSON.parse(rows.find((row) => row.id === next.answer['id'])?.recipe ?? '')
  const frame = rows.find((row) => row.id === id)?.last_frame_media_id
  expect(references).toMatchObject([{ role: 'first_frame', mediaId: frame }])
})

describe('who asks', () => {
  test('a token that only reads creates nothing', async () => {
    const client = await connect(await served.newToken({ role: 'editor', scopes: ['read'] }))
    const before = (await generations()).length
    const refused = await use(client, 'create_video', { ...SMALL, idempotency_key: 'may I not' })
    expect(refused).toMatchObject({ isError: true, text: expect.stringMatching(/scopes read/) })
    const viewer = await connect(await served.newToken({ role: 'viewer', scopes: ['read', 'generate'] }))
    const also = await use(viewer, 'create_video', { ...SMALL, idempotency_key: 'may I not' })
    expect(also).toMatchObject({ isError: true, text: expect.stringMatching(/maker is viewer/) })
    expect(await generations()).toHaveLength(before)
  })

  test('a token of one project sees it alone', async () => {
    const { id: projectId } = await createProject(served.services, MEMBER, { name: 'Night train' })
    const scopes = ['read', 'generate'] as const
    const bound = await connect(await served.newToken({ role: 'owner', scopes: [...scopes], projectId }))
    const everywhere = await connect(makes)
    const wish = { ...SMALL, prompt: '#fail:InternalServiceError' }
    const there = await use(bound, 'create_video', { ...wish, idempotency_key: 'in the train' })
    const elsewhere = await use(everywhere, 'create_video', { ...wish, idempotency_key: 'not in it' })
    const row = (await generations()).find(({ id }) => id === there.answer['id'])
    expect(row?.project_id).toBe(projectId)
    const hidden = await use(bound, 'get_video', { id: elsewhere.answer['id'] })
    expect(hidden).toMatchObject({ isError: true, text: expect.stringMatching(/^NotFound/) })
    expect((await use(bound, 'list_clips')).answer).toEqual({ clips: [] })
    expect(Object((await use(everywhere, 'list_clips')).answer)['clips']).toHaveLength(1)
  })

  test('nobody without a token, no foreign page, no other name, nothing endless', async () => {
    const ask = (headers: Record<string, string>, body = '{}') =>
      fetch(`${served.origin}/mcp`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/json, text/event-stream',
          ...headers,
        },
        body,
      })
    const authorization = `Bearer ${makes}`
    const nobody = await ask({})
    expect([nobody.status, nobody.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="Seedreel"'])
    await expect(connect(`srl_${'A'.repeat(43)}`)).rejects.toThrow(/401|[Uu]nauthorized|negotiation/)
    expect((await ask({ authorization, origin: 'https://evil.example' })).status).toBe(403)
    expect((await ask({ authorization, 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    const large = JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'ping',
      params: { x: 'x'.repeat(5_000_000) },
    })
    expect((await ask({ authorization }, large)).status).toBe(413)
    expect((await ask({ authorization }, '{')).status).toBe(400)
    expect((await fetch(`${served.origin}/mcp`, { headers: { authorization } })).status).toBe(405)
  })
})
