import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { type StudioProcess, startStudio } from '#lib/server/testing/studio-process.ts'
import { callHttp, type HttpAnswer } from './http-call.ts'
import { signIn } from './member.ts'

/* How a session begins, what it is kept in, what ends it, and what every answer forbids a browser. */

let studio: StudioProcess
let home: string
let dataDir: string

test.beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'seedreel-session-'))
  // Not there yet: what makes it says who may look into it.
  dataDir = join(home, 'data')
  // Without a token of its own, as `npm start` runs it.
  studio = await startStudio({ dataDir, settings: { OWNER_TOKEN: '' } })
})
test.afterAll(async () => {
  await studio.stop()
  await rm(home, { recursive: true, force: true })
})

const ownerToken = async () => (await readFile(join(dataDir, 'owner-token'), 'utf8')).trim()
const ownerLink = async () => `${studio.origin}/enter?token=${await ownerToken()}`

async function enter(headers: Record<string, string> = {}): Promise<HttpAnswer> {
  return callHttp(studio.origin, { path: `/enter?token=${await ownerToken()}`, headers })
}

/** `name=value` of the session's cookie. */
function cookieOf({ headers }: HttpAnswer): string {
  return headers['set-cookie']?.split(';')[0] ?? ''
}

const statusWith = async (cookie: string) =>
  (await callHttp(studio.origin, { path: '/api/session', headers: { cookie } })).status

test('secrets are files of the owner alone, in a folder of the owner alone', async () => {
  expect((await stat(dataDir)).mode & 0o077).toBe(0)
  for (const name of ['owner-token', 'session-secret', 'media-secret']) {
    const path = join(dataDir, name)
    expect([name, (await stat(path)).mode & 0o777]).toEqual([name, 0o600])
    expect((await readFile(path, 'utf8')).length).toBeGreaterThanOrEqual(43)
  }
  expect((await stat(join(dataDir, 'sandbox/files/secret'))).mode & 0o777).toBe(0o600)
})

test('nothing of the data is served', async () => {
  const { cookie } = await signIn(await ownerLink())
  const names = (await readdir(dataDir, { recursive: true })).filter((name) => !name.includes('\n'))
  expect(names.length).toBeGreaterThan(5)
  for (const name of names) {
    for (const path of [
      `/${name}`,
      `/data/${name}`,
      `/_next/static/..%2f..%2fdata%2f${name}`,
      `/api/media/..%2f..%2f${name}`,
    ]) {
      const { status } = await callHttp(studio.origin, {
        path: path.replaceAll(' ', '%20'),
        headers: { cookie },
      })
      // 401: the sandbox asks for its key before it looks.
      expect([400, 401, 404], `${path}: ${status}`).toContain(status)
    }
  }
})

test('the session is a cookie that no script reads and no other site sends', async () => {
  const answer = await enter()
  expect(answer.status).toBe(303)
  expect(answer.headers['location']).toBe('/')
  const attributes =
    answer.headers['set-cookie']
      ?.split('; ')
      .slice(1)
      .map((part) => part.toLowerCase()) ?? []
  expect(attributes).toEqual(expect.arrayContaining(['httponly', 'samesite=lax', 'path=/']))
  expect(attributes.filter((part) => part.startsWith('domain'))).toEqual([])
  expect(answer.headers['cache-control']).toBe('no-store')
  // The address with the token goes to nobody as a Referer.
  expect(answer.headers['referrer-policy']).toBe('no-referrer')
})

test('behind https the cookie is Secure and bound to this host', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'seedreel-https-'))
  const other = await startStudio({ dataDir: directory, settings: { PUBLIC_URL: 'https://studio.example' } })
  try {
    const path = new URL(other.ownerLink).pathname + new URL(other.ownerLink).search
    const { headers } = await callHttp(other.origin, { path, headers: { host: 'studio.example' } })
    expect(headers['set-cookie']).toMatch(/^__Secure-.*; Secure/)
    const change = (origin: string) =>
      callHttp(other.origin, {
        method: 'POST',
        path: '/api/provider/check',
        headers: { host: 'studio.example', origin, cookie: headers['set-cookie']?.split(';')[0] ?? '' },
      })
    expect((await change('http://studio.example')).status).toBe(403)
    expect((await change('https://studio.example')).status).toBe(200)
  } finally {
    await other.stop()
    await rm(directory, { recursive: true, force: true })
  }
})

test('a session that somebody planted is never taken over', async () => {
  const planted = 'seedreel.session_token=planted.planted'
  const answer = await enter({ cookie: planted })
  expect(cookieOf(answer)).not.toBe(planted)
  expect(await statusWith(planted)).toBe(401)
  expect(await statusWith(cookieOf(answer))).toBe(200)
  expect(cookieOf(await enter({ cookie: cookieOf(answer) }))).not.toBe(cookieOf(answer))
})

test('signing out ends the session on the server, not only in the browser', async () => {
  const cookie = cookieOf(await enter())
  expect(await statusWith(cookie)).toBe(200)
  const answer = await callHttp(studio.origin, {
    method: 'DELETE',
    path: '/api/session',
    headers: { cookie, origin: studio.origin },
  })
  expect(answer.status).toBe(204)
  expect(answer.headers['set-cookie']).toMatch(/Max-Age=0/)
  expect(await statusWith(cookie)).toBe(401)
})

test('in a browser the token stays neither in the address, nor in the history, nor in a Referer', async ({
  browser,
}) => {
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } })
  const page = await context.newPage()
  const token = await ownerToken()
  const referers: string[] = []
  page.on('request', (request) => referers.push(request.headers()['referer'] ?? ''))
  await page.goto('about:blank')
  await page.goto(await ownerLink())
  await expect(page).toHaveURL(`${studio.origin}/`)
  await page.waitForLoadState('networkidle')
  expect(referers.join('\n')).not.toContain(token)
  expect(await page.evaluate(() => document.cookie)).not.toMatch(/session/)
  expect(await page.evaluate(() => document.referrer)).not.toContain(token)
  const session = await context.newCDPSession(page)
  const { entries } = await session.send('Page.getNavigationHistory')
  expect(entries.map(({ url }) => url)).not.toContainEqual(expect.stringContaining(token))
  await context.close()
  expect(studio.output()).not.toContain(token)
})

test('wrong links close the door for a minute, and nobody who is in is put out', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'seedreel-guess-'))
  const other = await startStudio({ dataDir: directory })
  try {
    const { get } = await signIn(other.ownerLink)
    const statuses: number[] = []
    // Two windows of 20 at most, should the minute turn meanwhile.
    for (let guess = 0; guess < 45; guess += 1)
      statuses.push((await callHttp(other.origin, { path: `/enter?token=guess-${guess}` })).status)
    expect(new Set(statuses)).toEqual(new Set([401, 429]))
    expect((await get('/api/session')).status).toBe(200)
  } finally {
    await other.stop()
    await rm(directory, { recursive: true, force: true })
  }
})

test('every answer says what a browser may not do with it', async () => {
  const cookie = cookieOf(await enter())
  const head = async (path: string) => (await callHttp(studio.origin, { path, headers: { cookie } })).headers
  for (const path of [
    '/',
    '/enter?token=x',
    '/api/studio',
    '/api/nothing',
    '/api/health',
    '/icon.svg',
    '/nothing',
    '/sandbox/x',
  ]) {
    expect(await head(path), path).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': expect.stringMatching(/^(same-origin|no-referrer)$/),
    })
    expect(await head(path), path).not.toHaveProperty('x-powered-by')
    expect(await head(path), path).not.toHaveProperty('access-control-allow-origin')
  }
  for (const path of [
    '/api/studio',
    '/api/session',
    '/api/generations',
    '/api/health',
    '/api/nothing',
    '/sandbox/x',
  ])
    expect((await head(path))['cache-control'], path).toBe('no-store')
})

test('a page runs no script but its own, and stands in no frame', async () => {
  const cookie = cookieOf(await enter())
  const policies = new Set<string>()
  for (const path of ['/', '/nothing', '/']) {
    const { headers, text } = await callHttp(studio.origin, { path, headers: { cookie } })
    const policy = headers['content-security-policy'] ?? ''
    policies.add(policy)
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? ''
    expect(nonce.length).toBeGreaterThanOrEqual(22)
    for (const part of [
      "default-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "form-action 'self'",
    ])
      expect(policy, path).toContain(part)
    expect(/script-src ([^;]*)/.exec(policy)?.[1], path).not.toMatch(/unsafe|\*|https?:/)
    for (const [tag] of text.matchAll(/<script\b[^>]*>/g)) expect(tag, path).toContain(nonce)
    expect(headers['cache-control'], path).toMatch(/no-store/)
  }
  expect(policies.size).toBe(3)
})

test('a file of somebody’s runs nothing, whoever opens it', async () => {
  const member = await signIn(await ownerLink())
  const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')
  const body = new Uint8Array(Buffer.concat([gif, Buffer.from('<script>alert(1)</script>')]))
  const upload = await member.fetch('/api/media?fileName=a.html', { method: 'PUT', body })
  const { id } = Object(await upload.json())
  for (const path of [`/api/media/${id}`, `/api/media/${id}/preview`]) {
    const { headers } = await callHttp(studio.origin, { path, headers: { cookie: member.cookie } })
    expect(headers, path).toMatchObject({
      'content-type': expect.stringMatching(/^image\//),
      'content-security-policy': expect.stringMatching(/sandbox.*default-src 'none'/),
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'private, max-age=31536000, immutable',
    })
  }
  expect((await callHttp(studio.origin, { path: `/api/media/${id}` })).status).toBe(401)
})
