import * as z from 'zod/mini'
import { describe, expect, test } from 'vitest'
import type { MemberPrincipal, Role } from '#lib/access/principal.ts'
import { AppError } from '#lib/api/app-error.ts'
import { errorBodySchema } from '#lib/api/error-body.ts'
import { readEnv } from '#lib/server/env.ts'
import type { Services } from '#lib/server/services.ts'
import { answerThroughDoor, type RouteSpec } from './route.ts'

const env = readEnv({ PUBLIC_URL: 'https://studio.example' }, { directory: '/tmp', hostNames: [] })

function door(options: { role?: Role; lines?: string[] } = {}): Services {
  const member: MemberPrincipal | undefined = options.role && {
    kind: 'member',
    userId: 'u1',
    name: 'Owner',
    teamId: 'team_1',
    projects: 'all',
    role: options.role,
  }
  const services: Pick<Services, 'env' | 'log' | 'authenticate'> = {
    env,
    log: (level, message, fields) => options.lines?.push(`${level} ${message} ${JSON.stringify(fields)}`),
    authenticate: async () => member,
  }
  return services as Services
}

const create = {
  permission: 'generation.create',
  params: z.strictObject({ id: z.string() }),
  body: z.strictObject({ takes: z.int().check(z.gte(1), z.lte(8)), name: z.string().check(z.maxLength(5)) }),
  run: ({ body, params, principal }) => ({ takes: body.takes, id: params.id, by: principal.userId }),
} satisfies RouteSpec<'generation.create', { id: string }, undefined, { takes: number; name: string }>

function post(body: string | undefined, headers: Record<string, string> = {}): Request {
  return new Request('http://localhost/api/things/7', {
    method: 'POST',
    headers: { host: 'localhost:3000', 'content-type': 'application/json', ...headers },
    ...(body !== undefined && { body }),
  })
}

async function ask(request: Request, services = door({ role: 'owner' })) {
  const response = await answerThroughDoor(services, create, request, {
    params: Promise.resolve({ id: '7' }),
  })
  return { status: response.status, body: await response.json() }
}

const GOOD = JSON.stringify({ takes: 2, name: 'x' })

test('a good request goes through, with what was parsed', async () => {
  expect(await ask(post(GOOD))).toEqual({ status: 200, body: { takes: 2, id: '7', by: 'u1' } })
})

describe('who may pass, in this order', () => {
  test.each([
    [
      'a foreign host before anything else',
      { host: 'evil.example', origin: 'https://evil.example' },
      undefined,
      421,
      'foreign_host',
    ],
    ['no host', { host: '' }, 'owner', 421, 'foreign_host'],
    ['a host that only starts like ours', { host: 'localhost.evil.example' }, 'owner', 421, 'foreign_host'],
    [
      'a foreign origin before the session',
      { origin: 'https://evil.example' },
      undefined,
      403,
      'foreign_origin',
    ],
    ['an opaque origin', { origin: 'null' }, 'owner', 403, 'foreign_origin'],
    ['another port of the same host', { origin: 'http://localhost:4000' }, 'owner', 403, 'foreign_origin'],
    [
      'a cross-site request without an origin',
      { 'sec-fetch-site': 'cross-site' },
      'owner',
      403,
      'foreign_origin',
    ],
    ['nobody', {}, undefined, 401, 'not_signed_in'],
    ['a role that may not', {}, 'viewer', 403, 'forbidden'],
    [
      'our public name without its TLS',
      { host: 'studio.example', origin: 'http://studio.example' },
      'owner',
      403,
      'foreign_origin',
    ],
    ['our own page', { origin: 'http://localhost:3000' }, 'owner', 200, undefined],
    ['our public address, behind a front', { origin: 'https://studio.example' }, 'owner', 200, undefined],
    ['a program without an origin', {}, 'editor', 200, undefined],
  ] as const)('%s', async (_, headers, role, status, code) => {
    const answer = await ask(post(GOOD, headers), door(role ? { role } : {}))
    expect(answer.status).toBe(status)
    if (code) expect(errorBodySchema.parse(answer.body).error.code).toBe(code)
  })

  test('reading needs no origin', async () => {
    const request = new Request('http://localhost/api/things', {
      headers: { host: 'localhost', origin: 'https://evil.example' },
    })
    const answer = await answerThroughDoor(
      door(),
      { permission: 'public', run: () => ({ ok: true }) },
      request,
      {
        params: Promise.resolve({}),
      },
    )
    expect(answer.status).toBe(200)
  })
})

describe('bad input', () => {
  test.each([
    ['broken JSON', '{', 400, undefined, undefined],
    ['nothing', undefined, 400, '', 'missing'],
    ['a list', '[]', 400, '', 'wrong_type'],
    ['a missing field', '{"takes":1}', 400, 'name', 'missing'],
    ['a wrong type', '{"takes":"1","name":"x"}', 400, 'takes', 'wrong_type'],
    ['out of range', '{"takes":9,"name":"x"}', 400, 'takes', 'out_of_range'],
    ['a fraction', '{"takes":1.5,"name":"x"}', 400, 'takes', 'wrong_type'],
    ['too long', '{"takes":1,"name":"xxxxxx"}', 400, 'name', 'too_long'],
    ['an unknown field', '{"takes":1,"name":"x","extra":1}', 400, 'extra', 'unknown_value'],
    ['a NUL, which no PostgreSQL keeps', '{"takes":1,"name":"x\\u0000"}', 400, 'name', 'wrong_format'],
    ['a field of the prototype', '{"takes":1,"name":"x","__proto__":{}}', 400, '__proto__', 'unknown_value'],
  ])('%s', async (_, body, status, field, code) => {
    const answer = await ask(post(body))
    expect(answer.status).toBe(status)
    const { error } = errorBodySchema.parse(answer.body)
    expect(error.code).toBe('invalid_request')
    expect(error.problems?.[0]?.field).toBe(field)
    expect(error.problems?.[0]?.code).toBe(code)
  })

  test('a body that is not declared as JSON', async () => {
    expect((await ask(post(GOOD, { 'content-type': 'text/plain' }))).status).toBe(415)
  })

  test('a body that is too large, declared or not', async () => {
    const huge = JSON.stringify({ takes: 1, name: 'x'.repeat(2_000_000) })
    expect((await ask(post(huge, { 'content-length': String(huge.length) }))).status).toBe(413)
    expect((await ask(post(huge))).status).toBe(413)
  })

  test('a query and a body where none is meant', async () => {
    const plain = { permission: 'studio.read', run: () => ({}) } satisfies RouteSpec<
      'studio.read',
      undefined,
      undefined,
      undefined
    >
    const none = { params: Promise.resolve({}) }
    const services = door({ role: 'viewer' })
    const url = 'http://localhost/api/studio'
    const headers = { host: 'localhost', 'content-type': 'application/json' }
    expect(
      (await answerThroughDoor(services, plain, new Request(`${url}?a=1`, { headers }), none)).status,
    ).toBe(400)
    const withBody = new Request(url, { method: 'POST', headers, body: '{"a":1}' })
    expect((await answerThroughDoor(services, plain, withBody, none)).status).toBe(400)
    const empty = new Request(url, { method: 'POST', headers, body: '{}' })
    expect((await answerThroughDoor(services, plain, empty, none)).status).toBe(200)
  })

  test('a NUL in the address', async () => {
    const spec = {
      permission: 'public' as const,
      params: z.strictObject({ id: z.string() }),
      run: () => ({}),
    }
    const request = new Request('http://localhost/api/x', { headers: { host: 'localhost' } })
    const params = Promise.resolve({ id: 'gen_\0' })
    expect((await answerThroughDoor(door(), spec, request, { params })).status).toBe(400)
  })

  test('a query key said twice', async () => {
    const spec = {
      permission: 'public' as const,
      query: z.strictObject({ a: z.optional(z.string()) }),
      run: () => ({}),
    }
    const request = new Request('http://localhost/api/x?a=1&a=2', { headers: { host: 'localhost' } })
    expect((await answerThroughDoor(door(), spec, request, { params: Promise.resolve({}) })).status).toBe(400)
  })
})

describe('failures', () => {
  const failing = (error: unknown) => ({
    permission: 'public' as const,
    run: () => {
      throw error
    },
  })
  const get = (headers: Record<string, string> = {}) =>
    new Request('http://localhost/api/x?token=hidden', { headers: { host: 'localhost', ...headers } })
  const none = { params: Promise.resolve({}) }

  test('an unexpected error says nothing of itself, and leaves one line', async () => {
    const lines: string[] = []
    const error = new Error('sk-12345 at /home/me/secret.ts')
    const spec = { ...failing(error), query: z.strictObject({ token: z.string() }) }
    const response = await answerThroughDoor(door({ lines }), spec, get(), none)
    expect(response.status).toBe(500)
    expect(await response.text()).not.toMatch(/sk-12345|secret|route\.ts/)
    expect(lines).toHaveLength(1)
    expect(lines[0]).toContain('GET /api/x failed')
    expect(lines[0]).not.toContain('hidden')
  })

  test('answers are stored by nobody, whoever made them', async () => {
    for (const run of [() => ({}), () => Response.json({}, { status: 201 }), () => undefined]) {
      const spec = { permission: 'public' as const, query: 'raw' as const, run }
      const response = await answerThroughDoor(door(), spec, get(), none)
      expect(response.headers.get('cache-control')).toBe('no-store')
    }
    const spec = {
      ...failing(new AppError('not_found', { en: 'Gone.', zh: '没有了。' })),
      query: 'raw' as const,
    }
    const refusal = await answerThroughDoor(door(), spec, get(), none)
    expect(refusal.headers.get('cache-control')).toBe('no-store')
  })

  test('an AppError is answered as it is', async () => {
    const spec = {
      ...failing(new AppError('not_found', { en: 'Gone.', zh: '没有了。' })),
      query: z.strictObject({ token: z.string() }),
    }
    const response = await answerThroughDoor(door(), spec, get(), none)
    expect(response.status).toBe(404)
    expect(await response.json()).toEqual({
      error: { code: 'not_found', message: 'Gone.', retryable: false },
    })
  })

  test.each([
    ['the browser’s', { 'accept-language': 'zh-CN,en;q=0.5' }, '没有了。'],
    ['the one chosen by hand', { 'accept-language': 'zh', cookie: 'a=b; seedreel-language=en' }, 'Gone.'],
    ['English for a program', {}, 'Gone.'],
  ])('in the language of whoever asks: %s', async (_, headers: Record<string, string>, message) => {
    const said = { en: 'Gone.', zh: '没有了。' }
    const problems = [{ field: 'x', code: 'missing', message: said } as const]
    const spec = { ...failing(new AppError('not_found', said, { problems })), query: 'raw' as const }
    const response = await answerThroughDoor(door(), spec, get(headers), none)
    expect(await response.json()).toMatchObject({ error: { message, problems: [{ field: 'x', message }] } })
  })
})

test('a stream reaches the handler untouched, a Response leaves untouched, nothing is 204', async () => {
  const none = { params: Promise.resolve({}) }
  const echo = {
    permission: 'media.create' as const,
    body: 'stream' as const,
    run: async ({ request }: { request: Request }) => new Response(await request.text(), { status: 201 }),
  }
  const request = new Request('http://localhost/api/media', {
    method: 'PUT',
    headers: { host: '127.0.0.1:3000', 'content-type': 'video/mp4' },
    body: 'bytes',
  })
  const answer = await answerThroughDoor(door({ role: 'editor' }), echo, request, none)
  expect([answer.status, await answer.text()]).toEqual([201, 'bytes'])
  const quiet = { permission: 'session.end' as const, run: () => undefined }
  const end = new Request('http://localhost/api/session', {
    method: 'DELETE',
    headers: { host: 'localhost' },
  })
  expect((await answerThroughDoor(door({ role: 'viewer' }), quiet, end, none)).status).toBe(204)
})
