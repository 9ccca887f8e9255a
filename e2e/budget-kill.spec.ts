import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { sql } from 'kysely'
import { type Database, openDatabase } from '#lib/server/database/database.ts'
import { startPostgres } from '#lib/server/testing/postgres-setup.ts'
import { type StudioProcess, startStudio } from '#lib/server/testing/studio-process.ts'
import { type HoldingGateway, startHoldingGateway } from './holding-gateway.ts'
import { type Member, signIn } from './member.ts'

/*
 * A limit that stops, 50 creates at once through both doors of a real server, and SIGKILL in the middle of them and in the middle of their
 * lives: never is more made than fits, and in the end nothing is reserved that does not run. On SQLite and on PostgreSQL.
 */

const CREATES = 50
/** So many of them fit. */
const FITTING = 12
/** Longer than an uncertain generation waits for its first listing, and between its two. */
const TIME_MOVED_MS = 200_000
const MODEL = 'doubao-seedance-2-0-fast-260128'

for (const engine of ['sqlite', 'postgres'] as const)
  test(`${CREATES} creates at once never overrun a limit nor leave a reservation behind, killed in between: ${engine}`, async () => {
    test.setTimeout(120_000)
    const place = await openPlace(engine)
    try {
      await story(place)
    } finally {
      await place.close()
    }
  })

async function story({ start, database, provider }: Place): Promise<void> {
  let studio = await start()
  let member = await signIn(studio.ownerLink)
  const estimate = await estimateOf(member)
  const limit = FITTING * estimate + Math.floor(estimate / 2)
  expect((await putLimit(member, limit)).status).toBe(200)
  const secret = String(Object((await member.post('/api/tokens', TOKEN)).body).secret)
  const all = (answered?: () => void) =>
    Promise.all(
      Array.from({ length: CREATES }, (_, index) => create(studio, member, secret, index, answered)),
    )

  // Killed while creates are answered and the first ones are being sent.
  let count = 0
  const killed = Promise.withResolvers<void>()
  const firstWave = all(() => {
    count += 1
    if (count === 8) void studio.stop('SIGKILL').then(killed.resolve)
  })
  await killed.promise
  const before = await firstWave
  expect(before).toContain(undefined)
  const kept = await reserved(database)
  expect(kept.tokens).toBeLessThanOrEqual(limit)
  await moveTime(database)

  // Nobody knows what came of the creates without an answer: all are sent again, with their keys.
  studio = await start()
  member = await signIn(studio.ownerLink)
  const answers = await all()
  const { rows, tokens } = await reserved(database)
  expect([rows, tokens]).toEqual([FITTING, FITTING * estimate])
  expect(answers.filter((status) => status === 'made')).toHaveLength(FITTING)
  expect(answers.filter((status) => status === 'refused')).toHaveLength(CREATES - FITTING)
  for (const [index, status] of before.entries()) if (status === 'made') expect(answers[index]).toBe('made')

  // Killed while they run, end and are saved.
  provider.goOn()
  await expect.poll(() => countEnded(database), POLL).toBeGreaterThan(0)
  await studio.stop('SIGKILL')
  await moveTime(database)
  studio = await start()
  member = await signIn(studio.ownerLink)
  const toTheEnd = async () => {
    if (await areStuck(database)) await moveTime(database)
    return countEnded(database)
  }
  await expect.poll(toTheEnd, { ...POLL, timeout: 30_000 }).toBe(FITTING)

  const { used, inFlight } = await standing(member)
  expect(inFlight).toBe(0)
  expect(used).toBe(await usedByRows(database))
  expect(used).toBeGreaterThan(0)
  // One task for each, whatever was killed; and what failed has made room for exactly as many again.
  expect(await provider.countTasks()).toBe(FITTING)
  provider.holdBack()
  const more = await Promise.all(
    Array.from({ length: FITTING }, (_, index) => create(studio, member, secret, CREATES + index)),
  )
  expect(more.filter((status) => status === 'made')).toHaveLength(Math.floor((limit - used) / estimate))
  await studio.stop('SIGKILL')
}

const POLL = { intervals: [50], timeout: 15_000 }
const TOKEN = { name: 'A script', scopes: ['read', 'generate'] }
const SETTINGS = { resolution: '480p', ratio: '16:9', duration: 4 } as const

/** Every third one fails at the provider. Undefined: no answer came. */
async function create(
  studio: StudioProcess,
  member: Member,
  secret: string,
  index: number,
  answered?: () => void,
): Promise<'made' | 'refused' | undefined> {
  const key = `press-number-${index}`
  const text = `A paper boat, take ${index}${index % 3 === 2 ? ' #fail:InternalServiceError' : ''}`
  const headers = { 'content-type': 'application/json' }
  const ofPeople = { idempotencyKey: key, recipe: recipeOf(text) }
  const ofPrograms = { model: MODEL, prompt: text, ...SETTINGS }
  const answer = await (
    index % 2 === 0
      ? member.fetch('/api/generations', { method: 'POST', headers, body: JSON.stringify(ofPeople) })
      : fetch(`${studio.origin}/api/v3/contents/generations/tasks`, {
          method: 'POST',
          headers: { ...headers, authorization: `Bearer ${secret}`, 'idempotency-key': key },
          body: JSON.stringify(ofPrograms),
        })
  ).catch(() => undefined)
  const body: unknown = await answer?.json().catch(() => undefined)
  if (answer === undefined || body === undefined) return undefined
  answered?.()
  if (answer.ok) return 'made'
  const { code } = Object(Object(body).error)
  expect([answer.status, code]).toEqual(
    index % 2 === 0 ? [402, 'budget_exceeded'] : [403, 'SetLimitExceeded'],
  )
  return 'refused'
}

const recipeOf = (text: string) => ({
  model: MODEL,
  prompt: [{ text }],
  references: [],
  settings: SETTINGS,
})

async function estimateOf(member: Member): Promise<number> {
  const { body } = await member.post('/api/generations/preview', { recipe: recipeOf('A paper boat') })
  return Number(Object(body).quote.tokens.max)
}

function putLimit(member: Member, tokens: number): Promise<Response> {
  return member.fetch('/api/budget/limits', {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ scope: 'team', tokens, money: null, atLimit: 'stop' }),
  })
}

async function standing(member: Member): Promise<{ used: number; inFlight: number }> {
  return Object((await member.get('/api/budget')).body).standings[0]
}

interface Place {
  start(): Promise<StudioProcess>
  database: Database
  provider: HoldingGateway
  close(): Promise<void>
}

async function openPlace(engine: 'sqlite' | 'postgres'): Promise<Place> {
  const dataDir = await mkdtemp(join(tmpdir(), 'seedreel-budget-'))
  const provider = await startHoldingGateway()
  const server = engine === 'postgres' ? await startPostgres() : undefined
  const database = await openDatabase(
    server === undefined ? { path: join(dataDir, 'seedreel.sqlite') } : { url: server.url },
  )
  const settings = {
    SEEDANCE_PROVIDER: 'gateway',
    SEEDANCE_BASE_URL: provider.baseUrl,
    SEEDANCE_API_KEY: provider.key,
    MAX_IN_FLIGHT: '100',
    MAX_IN_FLIGHT_PER_MODEL: '100',
    ...(server !== undefined && { DATABASE_URL: server.url }),
  }
  return {
    start: () => startStudio({ dataDir, settings }),
    database,
    provider,
    close: async () => {
      await database.close()
      await provider.stop()
      await server?.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** How many are written down, and what they are expected to use at most. */
async function reserved({ db }: Database): Promise<{ rows: number; tokens: number }> {
  const rows = await db.selectFrom('generations').select('estimated_tokens').execute()
  return { rows: rows.length, tokens: rows.reduce((sum, row) => sum + (row.estimated_tokens ?? 0), 0) }
}

async function usedByRows({ db }: Database): Promise<number> {
  const rows = await db.selectFrom('generations').select('used_tokens').execute()
  return rows.reduce((sum, row) => sum + (row.used_tokens ?? 0), 0)
}

async function countEnded({ db }: Database): Promise<number> {
  const rows = await db.selectFrom('generations').select('id').where('finished_at', 'is not', null).execute()
  return rows.length
}

/** Whether some wait for a time to come, and nothing else is done. */
async function areStuck({ db }: Database): Promise<boolean> {
  const rows = await db.selectFrom('generations').select('state').where('finished_at', 'is', null).execute()
  return rows.length > 0 && rows.every(({ state }) => state === 'uncertain')
}

/** What waits for a time to come need not be waited for: every time in the rows is moved into the past instead. */
async function moveTime({ db }: Database): Promise<void> {
  for (const column of ['created_at', 'sent_at', 'absent_since', 'due_at', 'lease_until'])
    await sql`update generations set ${sql.ref(column)} = ${sql.ref(column)} - ${sql.lit(TIME_MOVED_MS)}`.execute(
      db,
    )
}
