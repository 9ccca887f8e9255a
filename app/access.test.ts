import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MemberPrincipal, Role, TokenScope } from '#lib/access/principal.ts'
import { findMember } from '#lib/server/auth/sessions.ts'
import { importUpload } from '#lib/server/clips/import-clip.ts'
import { readEnv } from '#lib/server/env.ts'
import { changeClips } from '#lib/server/gallery/change-clips.ts'
import { saveSearch } from '#lib/server/gallery/saved-searches.ts'
import { createBatch } from '#lib/server/generations/create-generation.ts'
import { ingestUpload } from '#lib/server/media/ingest.ts'
import { createComment } from '#lib/server/review/comments.ts'
import { speakerOf } from '#lib/server/review/speaker-of.ts'
import { createSequence } from '#lib/server/sequences/sequences.ts'
import { openServices, type Services } from '#lib/server/services.ts'
import { createProject } from '#lib/server/teams/projects.ts'
import { FIRST_PROJECT_ID, FIRST_TEAM_ID } from '#lib/server/teams/team-store.ts'
import type { AccessRow, Ask, Elsewhere, Place } from '#lib/server/testing/access-rows.ts'
import { ACCESS } from '#lib/server/testing/access-table.ts'
import { appRoutes } from '#lib/server/testing/app-routes.ts'
import { makePhoto, makeVideo } from '#lib/server/testing/sample-media.ts'
import { createToken } from '#lib/server/tokens/tokens.ts'

/*
 * Every route × every kind of caller × what they see and what they don't, held against the one written table. The routes are
 * called as Next calls them, with real services on a real database file; who asks is looked up as it is for a session's user.
 */

const WITHIN: readonly Role[] = ['editor', 'reviewer', 'viewer']
const RANKS: readonly Role[] = ['viewer', 'reviewer', 'editor', 'admin', 'owner']

let directory: string
let services: Services
let hidden: Place
const members = new Map<string, string>()
const tokens = new Map<string, string>()
const handlers = new Map<string, Handler>()

type Handler = (
  request: Request,
  context: { params: Promise<Record<string, string | string[]>> },
) => Promise<Response>

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'seedreel-access-'))
  const settings = readEnv({ DATA_DIR: directory, PORT: '3999' }, { directory, hostNames: [] })
  const opened = await openServices(settings)
  services = {
    ...opened,
    authenticate: async (headers) => {
      const userId = members.get(headers.get('cookie') ?? '')
      return userId === undefined ? undefined : findMember(opened, userId)
    },
  }
  globalThis.seedreelServices = Promise.resolve(services)
  await addPeople()
  hidden = await fillProject()
  for (const { address, file, methods } of appRoutes()) {
    const exported: Record<string, unknown> = await import(/* @vite-ignore */ pathToFileURL(file).href)
    for (const method of methods) handlers.set(`${method} ${address}`, exported[method] as Handler)
  }
})

afterAll(async () => {
  globalThis.seedreelServices = undefined
  await services.stop()
  await rm(directory, { recursive: true, force: true })
})

async function addPeople(): Promise<void> {
  const { internalAdapter } = await services.auth.$context
  await services.database.db
    .insertInto('teams')
    .values({ id: 'team_other', name: 'Others', created_at: 1 })
    .execute()
  for (const [name, role, teamId] of [
    ...RANKS.map((one) => [one, one, FIRST_TEAM_ID] as const),
    ['stranger', 'owner', 'team_other'] as const,
    ['somebody without a role', 'ghost', FIRST_TEAM_ID] as const,
  ]) {
    const email = `${name.replaceAll(' ', '-')}@studio.test`
    const user = await internalAdapter.createUser(
      { email, emailVerified: true, name, teamId, role },
      { method: 'test' },
    )
    members.set(name, user.id)
  }
  for (const role of ['owner', 'viewer'] as const)
    for (const scope of ['read', 'generate'] as const)
      tokens.set(`${scope} of ${role}`, await secretOf(role, [scope]))
  tokens.set(
    'both, bound to the first project',
    await secretOf('owner', ['read', 'generate'], FIRST_PROJECT_ID),
  )
  tokens.set('both, of an editor', await secretOf('editor', ['read', 'generate']))
}

async function secretOf(role: Role, scopes: TokenScope[], projectId?: string): Promise<string> {
  const input = {
    name: `of ${role}`,
    scopes,
    expiresInDays: 7,
    ...(projectId !== undefined && { projectId }),
  }
  return (await createToken(services, await member(role), input)).secret
}

async function member(name: string): Promise<MemberPrincipal> {
  const found = await findMember(services, members.get(name) ?? '')
  if (found === undefined) throw new Error(`There is no ${name}`)
  return found
}

/** A private project of the owner's, with one of everything that can lie in one. */
async function fillProject(): Promise<Place> {
  const owner = await member('owner')
  const { id: projectId } = await createProject(services, owner, { name: 'Hidden' })
  await services.database.db
    .updateTable('projects')
    .set({ visibility: 'private' })
    .where('id', '=', projectId)
    .execute()
  await makeVideo(join(directory, 'v.mp4'), { width: 320, height: 180, seconds: 1, audio: true })
  await makePhoto(join(directory, 'p.png'), { width: 320, height: 320, format: 'png' })
  const video = await upload('v.mp4')
  const { generation } = await importUpload(services, owner, { ...video, project: projectId })
  const picture = await ingestUpload(services, owner, { ...(await upload('p.png')), projectId })
  const recipe = {
    model: 'doubao-seedance-2-0-260128',
    prompt: [{ text: 'A fox' }],
    references: [],
    settings: { duration: 4, resolution: '480p', ratio: '16:9' } as const,
  }
  const { generations } = await createBatch(services, owner, {
    idempotencyKey: 'of-the-hidden-project',
    projectId,
    takes: 2,
    recipes: [recipe],
  })
  await changeClips(services, owner, [{ id: generation.id, addTags: ['fox'] }])
  const sequence = await createSequence(services, owner, { project: projectId, clipIds: [generation.id] })
  const search = await saveSearch(services, owner, { project: projectId, name: 'Foxes', query: 'q=fox' })
  const comment = await createComment(services, {
    ...speakerOf(owner),
    clipId: generation.id,
    text: 'A fox',
  })
  return {
    projectId,
    commentId: comment.id,
    clipId: generation.id,
    videoId: generation.clip?.mediaId ?? '',
    queuedId: generations[0]?.id ?? '',
    otherQueuedId: generations[1]?.id ?? '',
    batchId: generations[0]?.batchId ?? '',
    shotId: generations[0]?.shotId ?? '',
    pictureId: picture.file.id,
    sequenceId: sequence.id,
    searchId: search.id,
  }
}

async function upload(name: string) {
  const bytes = await readFile(join(directory, name))
  return { fileName: name, body: new Blob([bytes]).stream(), contentLength: String(bytes.byteLength) }
}

interface Caller {
  member?: string
  token?: string
}

async function call(route: string, { member: name, token }: Caller, ask: Ask): Promise<Response> {
  const [method = 'GET', address = ''] = route.split(' ')
  const { params = {}, query = {}, body, isForm, bytes } = ask
  const headers = new Headers({ host: '127.0.0.1:3999', 'sec-fetch-site': 'same-origin' })
  if (name !== undefined) headers.set('cookie', name)
  if (token !== undefined) headers.set('authorization', `Bearer ${tokens.get(token)}`)
  if (isForm) headers.set('content-type', 'application/x-www-form-urlencoded')
  else if (body !== undefined) headers.set('content-type', 'application/json')
  if (bytes) headers.set('content-length', String(bytes.byteLength))
  const sent = isForm
    ? new URLSearchParams(body as Record<string, string>).toString()
    : bytes
      ? new Uint8Array(bytes)
      : body === undefined
        ? undefined
        : JSON.stringify(body)
  const path = address.replaceAll(/\[(?:\.\.\.)?(\w+)\]/g, (_, key: string) => params[key] ?? 'none_1')
  const search = new URLSearchParams(query).toString()
  const request = new Request(`http://localhost${path}${search && `?${search}`}`, {
    method,
    headers,
    ...(sent !== undefined && { body: sent }),
  })
  const given = Object.fromEntries(
    [...address.matchAll(/\[(\.\.\.)?(\w+)\]/g)].map(([, rest, key = '']) => {
      const value = params[key] ?? 'none_1'
      return [key, rest ? [value] : value]
    }),
  )
  const handler = handlers.get(route)
  if (!handler) throw new Error(`${route} is not there`)
  return handler(request, { params: Promise.resolve(given) })
}

/** Let through the door, and then refused for a question that no route knows: nothing is done. */
const NONSENSE: Ask = { query: { nonsense: '1' } }

const isRole = (may: AccessRow['may']): may is Role => RANKS.some((role) => role === may)
const isScope = (may: AccessRow['may']): may is TokenScope => may === 'read' || may === 'generate'
const reaches = (role: Role, least: Role) => RANKS.indexOf(role) >= RANKS.indexOf(least)

const ROUTES = appRoutes().flatMap(({ address, methods }) => methods.map((method) => `${method} ${address}`))
const rows = Object.entries(ACCESS)

test('every route has its row, and every row its route', () => {
  expect(Object.keys(ACCESS).toSorted()).toEqual(ROUTES.toSorted())
})

describe('who may', () => {
  test.each(rows.filter(([, { may }]) => isRole(may)))('%s', async (route, { may }) => {
    if (!isRole(may)) return
    const allowed = route.includes('[...path]') ? 404 : 400
    expect(
      await statuses(
        route,
        RANKS.map((name) => ({ member: name })),
      ),
    ).toEqual(RANKS.map((role) => (reaches(role, may) ? allowed : 403)))
    const nobody = [{}, { member: 'somebody without a role' }, { token: 'both, of an editor' }]
    expect(await statuses(route, nobody)).toEqual([401, 401, 401])
  })

  test.each(rows.filter(([, { may }]) => isScope(may)))('%s', async (route, { may }) => {
    const other = may === 'read' ? 'generate' : 'read'
    const cookies = [{}, ...RANKS.map((name) => ({ member: name }))]
    expect(await statuses(route, cookies)).toEqual(cookies.map(() => 401))
    const [without, ofViewer, ofOwner] = await statuses(route, [
      { token: `${other} of owner` },
      { token: `${may} of viewer` },
      { token: `${may} of owner` },
    ])
    expect(without).toBe(403)
    expect(ofViewer === 403).toBe(may === 'generate')
    expect([401, 403, 500]).not.toContain(ofOwner)
  })

  test.each(rows.filter(([, { may }]) => may === 'public' || may === 'link'))('%s', async (route) => {
    const [nobody, owner] = await statuses(route, [{}, { member: 'owner' }])
    expect(owner).toBe(nobody)
  })

  async function statuses(route: string, callers: readonly Caller[]): Promise<number[]> {
    const answers: number[] = []
    for (const caller of callers) answers.push((await call(route, caller, NONSENSE)).status)
    return answers
  }
})

describe('out of sight', () => {
  const asked = rows.flatMap(([route, { may, elsewhere }]) =>
    elsewhere === 'nothing' ? [] : [[route, may, elsewhere] as const],
  )

  test.each(asked)('%s', async (route, may, elsewhere) => {
    const callers: Caller[] = isScope(may)
      ? [{ token: 'both, of an editor' }, { token: 'both, bound to the first project' }]
      : [...WITHIN.filter((role) => isRole(may) && reaches(role, may)), 'stranger'].map((name) => ({
          member: name,
        }))
    for (const caller of callers) await expectNothing(route, caller, elsewhere)
  })

  // One after the other, what takes something away at the end: otherwise a call that can never find anything would pass above.
  const inOrder = asked.toSorted((one, other) => Number(one[2].isLast ?? 0) - Number(other[2].isLast ?? 0))
  test.each(inOrder)('%s answers who sees it otherwise', async (route, may, elsewhere) => {
    const owner: Caller = isScope(may) ? { token: `${may} of owner` } : { member: 'owner' }
    const answer = await call(route, owner, elsewhere.ask(hidden))
    const said = { status: answer.status, text: (await answer.text()).slice(0, 300) }
    expect(said).toSatisfy(({ status }: typeof said) => ![401, 403, 404].includes(status) && status < 500)
    if (elsewhere.answers === 422) expect(said).toSatisfy(({ status }: typeof said) => status < 300)
  })

  async function expectNothing(route: string, caller: Caller, { ask, answers }: Elsewhere): Promise<void> {
    const question = ask(hidden)
    const answer = await call(route, caller, question)
    const text = await answer.text()
    if (answers !== 'without') expect({ caller, status: answer.status }).toEqual({ caller, status: answers })
    else {
      expect(answer.status).toBeLessThan(300)
      const owner: Caller = caller.token === undefined ? { member: 'owner' } : { token: 'read of owner' }
      expect(await (await call(route, owner, question)).text()).not.toBe(text)
    }
    const named = JSON.stringify(question)
    expect(Object.values(hidden).filter((id) => !named.includes(id) && text.includes(id))).toEqual([])
  }
})
