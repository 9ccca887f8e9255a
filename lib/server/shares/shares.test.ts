import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MemberPrincipal } from '#lib/access/principal.ts'
import { createShareSchema, type CreateShareInput } from '#lib/api/shares.ts'
import { importUpload } from '#lib/server/clips/import-clip.ts'
import { readEnv } from '#lib/server/env.ts'
import { parseInput } from '#lib/server/http/parse-input.ts'
import { openServices, type Services } from '#lib/server/services.ts'
import { FIRST_PROJECT_ID, FIRST_TEAM_ID } from '#lib/server/teams/team-store.ts'
import { readZip as filesOfZip } from '#lib/server/testing/read-zip.ts'
import { makeVideo } from '#lib/server/testing/sample-media.ts'
import { createProject } from '#lib/server/teams/projects.ts'
import { GET as readDownload } from '../../../app/api/s/[token]/clips/[clip]/download/route.ts'
import { GET as readFileOfLink } from '../../../app/api/s/[token]/clips/[clip]/[file]/route.ts'
import { PUT as sign } from '../../../app/api/s/[token]/guest/route.ts'
import { POST as givePassword } from '../../../app/api/s/[token]/password/route.ts'
import { POST as say } from '../../../app/api/s/[token]/clips/[clip]/comments/route.ts'
import {
  DELETE as unsay,
  PUT as reword,
} from '../../../app/api/s/[token]/clips/[clip]/comments/[comment]/route.ts'
import { GET as readReview } from '../../../app/api/s/[token]/clips/[clip]/review/route.ts'
import { PUT as judge } from '../../../app/api/s/[token]/clips/[clip]/verdict/route.ts'
import { GET as readLink } from '../../../app/api/s/[token]/route.ts'
import { GET as readZip } from '../../../app/api/s/[token]/zip/route.ts'
import { createShareAttempts } from './share-attempts.ts'
import { changeShare, createShare, readShareActivity, readShares, renewShare, revokeShare } from './shares.ts'

/*
 * Every address of a link × every way in which it can be wrong, against the routes themselves and real files. The faults are those that users
 * of Immich reported: bytes without the password (29599), names of files that tell (27495), people's names in JSON (12835), a proof in the
 * address (immich-public-proxy 59), downloads by another door (196).
 */

const OWNER: MemberPrincipal = {
  kind: 'member',
  userId: 'user_1',
  name: 'Ada Lovelace',
  teamId: FIRST_TEAM_ID,
  projects: 'all',
  role: 'owner',
}

let directory: string
let services: Services
let now = Date.now()
const clips: string[] = []

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'seedreel-shares-'))
  const opened = await openServices(
    readEnv({ DATA_DIR: directory, PORT: '3998' }, { directory, hostNames: [] }),
  )
  services = { ...opened, clock: () => now, shareAttempts: createShareAttempts(() => now) }
  globalThis.seedreelServices = Promise.resolve(services)
  await makeVideo(join(directory, 'v.mp4'), { width: 320, height: 180, seconds: 1, audio: true })
  for (const key of ['share-one', 'share-two', 'share-three']) {
    // A box of nothing makes it another file: the same one again would be the same clip.
    const bytes = Buffer.concat([await readFile(join(directory, 'v.mp4')), freeBox(key)])
    const { generation } = await importUpload(services, OWNER, {
      fileName: `secret prompt ${key}.mp4`,
      body: new Blob([bytes]).stream(),
      contentLength: String(bytes.byteLength),
      project: FIRST_PROJECT_ID,
    })
    clips.push(generation.id)
  }
})

afterAll(async () => {
  globalThis.seedreelServices = undefined
  await services.stop()
  await rm(directory, { recursive: true, force: true })
})

function freeBox(text: string): Buffer {
  const box = Buffer.from(`\0\0\0\0free${text}`, 'latin1')
  box.writeUInt32BE(box.length)
  return box
}

type Answer = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>

interface Call {
  method?: string
  cookie?: string
  headers?: Record<string, string>
  body?: unknown
  query?: string
}

async function ask(handler: Answer, params: Record<string, string>, call: Call = {}): Promise<Response> {
  const { method = 'GET', cookie, headers = {}, body, query = '' } = call
  return handler(
    new Request(`http://localhost/api/s/x${query}`, {
      method,
      headers: {
        host: '127.0.0.1:3998',
        'sec-fetch-site': 'same-origin',
        ...(cookie !== undefined && { cookie }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }),
    { params: Promise.resolve(params) },
  )
}

async function share(input: Partial<CreateShareInput> = {}) {
  const wish = parseInput(
    createShareSchema,
    { kind: 'clip', ids: [clips[0]], title: 'Spring', ...input },
    'body',
  )
  const { share: made, path } = await createShare(services, OWNER, wish)
  return { id: made.id, token: path.slice(3) }
}

const OPTIONS = {
  download: true,
  comments: true,
  allComments: false,
  verdict: true,
  showPrompt: true,
  linkPreview: false,
  watermark: null,
}

async function firstKey(token: string, cookie?: string): Promise<string> {
  const answer = await ask(readLink, { token }, cookie === undefined ? {} : { cookie })
  return Object(await answer.json()).clips[0].key
}

async function unlock(token: string, password: string): Promise<string> {
  const answer = await ask(givePassword, { token }, { method: 'POST', body: { password } })
  expect(answer.status).toBe(204)
  return cookieOf(answer)
}

function cookieOf(answer: Response): string {
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
}

const FILES = ['video', 'poster', 'sprite', 'playable'] as const
const LOOKS: [string, (token: string, clip: string, call?: Call) => Promise<Response>][] = [
  ['the page', (token, _, call) => ask(readLink, { token }, call)],
  ...FILES.map((file): [string, (token: string, clip: string, call?: Call) => Promise<Response>] => [
    file,
    (token, clip, call) => ask(readFileOfLink, { token, clip, file }, call),
  ]),
  [
    'a range',
    (token, clip, call) =>
      ask(readFileOfLink, { token, clip, file: 'video' }, { ...call, headers: { range: 'bytes=100-199' } }),
  ],
  ['the download', (token, clip, call) => ask(readDownload, { token, clip }, call)],
  ['the zip', (token, _, call) => ask(readZip, { token }, call)],
  ['what is said', (token, clip, call) => ask(readReview, { token, clip }, call)],
  ['signing', (token, _, call) => ask(sign, { token }, { ...call, method: 'PUT', body: { name: 'Grace' } })],
]

describe.each(LOOKS)('%s', (what, look) => {
  test('is there when all is well, and stored nowhere', async () => {
    const { token } = await share({ options: OPTIONS })
    const answer = await look(token, await firstKey(token))
    expect(answer.status).toBeLessThan(300)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
    expect(answer.headers.get('x-robots-tag')).toContain('noindex')
    await answer.arrayBuffer()
  })

  test('answers an unknown, a revoked, an expired and a renewed link in the same words', async () => {
    const revoked = await share({ options: OPTIONS })
    const expired = await share({ options: OPTIONS, expiresInDays: 1 })
    const renewed = await share({ options: OPTIONS })
    const keys = [await firstKey(revoked.token), await firstKey(expired.token), await firstKey(renewed.token)]
    await revokeShare(services, OWNER, revoked.id)
    await renewShare(services, OWNER, renewed.id)
    now += 86_400_000
    const answers = await Promise.all([
      look('x'.repeat(43), keys[0] ?? ''),
      look('../etc', keys[0] ?? ''),
      look(revoked.token, keys[0] ?? ''),
      look(expired.token, keys[1] ?? ''),
      look(renewed.token, keys[2] ?? ''),
    ])
    // The other tests go on where they were.
    now -= 86_400_000
    const shown = await Promise.all(
      answers.map(async (one) => [one.status, [...one.headers], await one.text()]),
    )
    expect(shown[0]?.[0]).toBe(404)
    for (const one of shown) expect(one).toEqual(shown[0])
  })

  test('asks for the password, and a cookie of another link or a forged one is none', async () => {
    const { token, key, cookie, foreign } = await (lockedLink ??= lock())
    const later = String(now + 1e10)
    for (const wrong of [
      undefined,
      foreign,
      `seedreel.share=${later}.${cookie.split('.').at(-1)}`,
      'seedreel.share=',
      'seedreel.session_token=abc.def',
    ]) {
      const answer = await look(token, key, wrong === undefined ? {} : { cookie: wrong })
      expect([what, answer.status]).toEqual([what, 401])
      expect(await answer.text()).not.toMatch(/Spring|Ada/)
    }
    expect((await look(token, key, { cookie })).status).toBeLessThan(300)
  })
})

type Talk = (params: { token: string; clip: string }, call?: Call) => Promise<Response>
const TALKS: [string, Talk][] = [
  ['saying', (params, call) => ask(say, params, { ...call, method: 'POST', body: { text: 'Hi' } })],
  [
    'rewording',
    (params, call) =>
      ask(reword, { ...params, comment: 'cmt_1' }, { ...call, method: 'PUT', body: { text: 'Hi' } }),
  ],
  [
    'taking back',
    (params, call) => ask(unsay, { ...params, comment: 'cmt_1' }, { ...call, method: 'DELETE' }),
  ],
  [
    'judging',
    (params, call) => ask(judge, params, { ...call, method: 'PUT', body: { verdict: 'approved' } }),
  ],
]

test.each(TALKS)('%s asks for link, password, leave, clip and name, in this order', async (_, talk) => {
  const { token, clip, cookie } = await (lockedLink ??= lock()).then(({ key, ...rest }) => ({
    ...rest,
    clip: key,
  }))
  expect((await talk({ token: 'x'.repeat(43), clip })).status).toBe(404)
  expect((await talk({ token, clip })).status).toBe(401)
  expect((await talk({ token, clip: 'x'.repeat(60) }, { cookie })).status).toBe(404)
  const nameless = await talk({ token, clip }, { cookie })
  expect(nameless.status).toBe(422)
  expect(Object(await nameless.json()).error.problems).toMatchObject([{ field: 'name' }])
  const closed = await share({ options: { ...OPTIONS, comments: false, verdict: false } })
  expect((await talk({ token: closed.token, clip: await firstKey(closed.token) })).status).toBe(403)
  await revokeShare(services, OWNER, closed.id)
  expect((await talk({ token: closed.token, clip })).status).toBe(404)
})

/** One for all of them: a password takes a tenth of a second by its nature. */
let lockedLink: ReturnType<typeof lock> | undefined

async function lock() {
  const wish = { options: OPTIONS, password: 'open sesame', expiresInDays: null }
  const [{ id, token }, other] = [await share(wish), await share(wish)]
  const cookie = await unlock(token, 'open sesame')
  const foreign = await unlock(other.token, 'open sesame')
  return { id, token, cookie, foreign, key: await firstKey(token, cookie) }
}

test('a changed password ends what came of the one before, everywhere', async () => {
  const { id, token, cookie, key } = await lock()
  await changeShare(services, OWNER, id, { password: 'something else' })
  for (const [what, look] of LOOKS)
    expect([what, (await look(token, key, { cookie })).status]).toEqual([what, 401])
})

describe.each([...FILES, 'download' as const])('a clip outside the link: %s', (file) => {
  const look = (token: string, clip: string) =>
    file === 'download' ? ask(readDownload, { token, clip }) : ask(readFileOfLink, { token, clip, file })

  test('by its id, by its name in another link, binned, and moved away', async () => {
    const one = await share({ options: OPTIONS })
    const two = await share({ options: OPTIONS, ids: [clips[1] ?? ''] })
    expect((await look(one.token, await firstKey(two.token))).status).toBe(404)
    expect([400, 404]).toContain((await look(one.token, clips[0] ?? '')).status)
    const { db } = services.database
    const key = await firstKey(two.token)
    const set = (patch: object) =>
      db
        .updateTable('generations')
        .set(patch)
        .where('id', '=', clips[1] ?? '')
        .execute()
    await set({ deleted_at: now })
    expect((await look(two.token, key)).status).toBe(404)
    const other = await createProject(services, OWNER, { name: `Away ${file}` })
    await set({ deleted_at: null, project_id: other.id })
    expect((await look(two.token, key)).status).toBe(404)
    await set({ project_id: FIRST_PROJECT_ID })
    // 202: a copy that is being made.
    expect([200, 202]).toContain((await look(two.token, key)).status)
  })
})

test('a link that is revoked while a video plays gives no further range', async () => {
  const { id, token } = await share()
  const clip = await firstKey(token)
  const range = (bytes: string) =>
    ask(readFileOfLink, { token, clip, file: 'video' }, { headers: { range: bytes } })
  expect((await range('bytes=0-99')).status).toBe(206)
  await revokeShare(services, OWNER, id)
  expect((await range('bytes=100-199')).status).toBe(404)
})

test('a zip holds the clips as they are shared, and breaks off where the link is revoked meanwhile', async () => {
  const wish = { kind: 'selection' as const, ids: [clips[2] ?? '', clips[0] ?? ''], options: OPTIONS }
  const { token } = await share(wish)
  const answer = await ask(readZip, { token })
  const bytes = Buffer.from(await answer.arrayBuffer())
  expect(String(bytes.byteLength)).toBe(answer.headers.get('content-length'))
  expect(answer.headers.get('content-disposition')).toContain('Spring.zip')
  expect([...filesOfZip(bytes).keys()]).toEqual(['Spring - 1.mp4', 'Spring - 2.mp4'])
  const cut = await share(wish)
  const reader = (await ask(readZip, { token: cut.token })).body?.getReader()
  await reader?.read()
  await revokeShare(services, OWNER, cut.id)
  const rest = async () => {
    while (!(await reader?.read())?.done);
  }
  await expect(rest()).rejects.toMatchObject({ code: 'not_found' })
})

test('what is off is refused by its address too, and at once', async () => {
  const { id, token } = await share({ options: OPTIONS })
  const clip = await firstKey(token)
  expect((await ask(readDownload, { token, clip })).status).toBe(200)
  await changeShare(services, OWNER, id, { options: { ...OPTIONS, download: false, showPrompt: false } })
  expect((await ask(readDownload, { token, clip })).status).toBe(403)
  await changeShare(services, OWNER, id, { options: { ...OPTIONS, watermark: 'Draft' } })
  expect((await ask(readDownload, { token, clip })).status).toBe(403)
})

test('nothing tells the prompt, the people or the ids of the studio', async () => {
  const { token } = await share({
    kind: 'project',
    ids: [FIRST_PROJECT_ID],
    options: { ...OPTIONS, showPrompt: false },
  })
  await services.database.db
    .updateTable('generations')
    .set({ prompt_text: 'a secret fox' })
    .where('id', 'in', clips)
    .execute()
  const answer = await ask(readLink, { token })
  const text = await answer.text()
  const clip = JSON.parse(text).clips[0].key
  const download = await ask(readDownload, { token, clip }, { query: '?place=1' })
  const said = `${text}${JSON.stringify([...download.headers])}`
  expect(said).not.toMatch(/secret|Ada|user_|gen_|med_|prj_|blob/)
  expect(download.headers.get('content-disposition')).toContain('Spring - 1.mp4')
  const shown = await share({ options: OPTIONS })
  expect(await (await ask(readLink, { token: shown.token })).text()).toContain('a secret fox')
})

test('ten wrong passwords of one address, and no more; the right one afterwards neither', async () => {
  const { token } = await share({ password: 'open sesame' })
  const headers = { 'x-forwarded-for': '203.0.113.7' }
  const attempt = (password: string, from = headers) =>
    ask(givePassword, { token }, { method: 'POST', body: { password }, headers: from })
  const tried = await Promise.all(Array.from({ length: 14 }, () => attempt('wrong')))
  expect(tried.map(({ status }) => status).toSorted()).toEqual([
    ...Array.from({ length: 10 }, () => 401),
    ...Array.from({ length: 4 }, () => 429),
  ])
  expect((await attempt('open sesame')).status).toBe(429)
  expect((await attempt('open sesame', { 'x-forwarded-for': '203.0.113.8' })).status).toBe(204)
  now += 10 * 60_000
  expect((await attempt('open sesame')).status).toBe(204)
})

test('a hundred wrong links of one address close the door for it alone', async () => {
  const { token } = await share()
  const headers = { 'x-forwarded-for': '203.0.113.9' }
  for (let count = 0; count < 100; count += 1)
    await ask(readLink, { token: `${count}`.padEnd(43, 'x') }, { headers })
  expect((await ask(readLink, { token }, { headers })).status).toBe(429)
  expect((await ask(readLink, { token })).status).toBe(200)
})

test('who signs is known by the signature alone, of this link alone', async () => {
  const { token } = await share()
  const other = await share()
  const name = '<img src=x onerror=alert(1)>'
  const cookie = cookieOf(await ask(sign, { token }, { method: 'PUT', body: { name } }))
  const nameFor = async (link: string, sent: string) =>
    Object(await (await ask(readLink, { token: link }, { cookie: sent })).json()).guest?.name
  expect(await nameFor(token, cookie)).toBe(name)
  expect(await nameFor(other.token, cookie)).toBeUndefined()
  const [id = '', , signature = ''] = cookie.slice('seedreel.guest='.length).split('.')
  const forged = Buffer.from('Ada Lovelace').toString('base64url')
  expect(await nameFor(token, `seedreel.guest=${id}.${forged}.${signature}`)).toBeUndefined()
  expect(await nameFor(token, `seedreel.guest=guest_0.${forged}.${signature}`)).toBeUndefined()
})

test('a foreign page changes nothing', async () => {
  const { token } = await share({ password: 'open sesame' })
  const call = {
    method: 'POST',
    body: { password: 'open sesame' },
    headers: { origin: 'https://evil.example' },
  }
  expect((await ask(givePassword, { token }, call)).status).toBe(403)
})

test('the secret is kept as a hash, visits are listed, and links are of projects in sight', async () => {
  const { id, token } = await share({ options: OPTIONS })
  const clip = await firstKey(token)
  await (await ask(readDownload, { token, clip }, { headers: { 'x-forwarded-for': '198.51.100.3' } })).text()
  const rows = JSON.stringify([
    await services.database.db.selectFrom('shares').selectAll().execute(),
    await services.database.db.selectFrom('share_visits').selectAll().execute(),
    await services.database.db.selectFrom('audit_events').selectAll().execute(),
  ])
  expect(rows).not.toContain(token)
  expect(rows).not.toContain('198.51.100.3')
  const { visits } = await readShareActivity(services, OWNER, id)
  expect(visits).toMatchObject([{ action: 'downloaded', count: 1 }])
  const { shares } = await readShares(services, OWNER)
  expect(shares.find((one) => one.id === id)).toMatchObject({ state: 'open', counts: { downloaded: 1 } })
  const blind = { ...OWNER, role: 'editor' as const, projects: [] }
  expect((await readShares(services, blind)).shares).toEqual([])
  await expect(revokeShare(services, blind, id)).rejects.toMatchObject({ status: 404 })
  await expect(
    createShare(services, blind, parseInput(createShareSchema, { kind: 'clip', ids: [clips[0]] }, 'body')),
  ).rejects.toMatchObject({ status: 404 })
})
