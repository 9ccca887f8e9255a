import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import Database from 'better-sqlite3'
import { startSandboxProcess, type SandboxProcess } from '#lib/server/testing/sandbox-process.ts'
import { startStudio, type StudioProcess } from '#lib/server/testing/studio-process.ts'
import { signIn, type Member } from './member.ts'

/*
 * The server is killed with SIGKILL, really, at every step of a generation's life and at random moments; the sandbox is a
 * process of its own and survives, as a provider would. After each restart every generation must end by itself, and the
 * provider must have got exactly one task per press.
 */

const STEPS = ['queued', 'submitting', 'running', 'saving'] as const
const KILLS_PER_STEP = 3
const RANDOM_KILLS = 8
const KILLS = STEPS.length * KILLS_PER_STEP + RANDOM_KILLS
/** Longer than the two listings of an uncertain generation are apart, and than the wait before the first. */
const TIME_MOVED_MS = 200_000
const ENDED = ['succeeded', 'failed', 'cancelled', 'expired']

let sandbox: SandboxProcess
let dataDir: string
/** Open all along: opening it for every look took a whole core from the server that it looks at. */
let watched: Database.Database

test.beforeAll(async () => {
  sandbox = await startSandboxProcess({ rendering: false, speed: 60 })
  dataDir = await mkdtemp(join(tmpdir(), 'seedreel-kill-'))
  // Makes the file that is watched.
  await (await start()).stop()
  watched = new Database(join(dataDir, 'seedreel.sqlite'), { readonly: true })
})

test.afterAll(async () => {
  watched.close()
  await sandbox.stop()
  await rm(dataDir, { recursive: true, force: true })
})

test(`${KILLS} kills: every generation ends by itself, one task per press`, async () => {
  test.setTimeout(240_000)
  const plan: (string | number)[] = [
    ...STEPS.flatMap((step) => Array.from({ length: KILLS_PER_STEP }, () => step)),
    ...Array.from({ length: RANDOM_KILLS }, () => Math.floor(Math.random() * 1500)),
  ]
  const killedIn: string[] = []
  for (const [index, moment] of plan.entries()) {
    const studio = await start()
    const key = `press-of-round-${index}`
    // The tab sends the press again when its answer never came, with the same key.
    const pressed = press(await signIn(studio.ownerLink), key, index).catch(() => undefined)
    await waitFor(moment, key)
    await studio.stop('SIGKILL')
    await pressed
    killedIn.push(`${String(moment)}→${stateOf(key) ?? 'not written'}`)
    moveTime()
  }
  test.info().annotations.push({ type: 'killed in', description: killedIn.join(', ') })
  const hit = STEPS.filter((step) => killedIn.some((entry) => entry.endsWith(step)))
  expect(hit, killedIn.join(', ')).toEqual([...STEPS])

  await finishAll(plan.length)
  expect(rows().map(({ state }) => state)).toEqual(plan.map(() => 'succeeded'))
  expect(await sandbox.countTasks()).toBe(plan.length)
  await everyClipPlays()
})

function start(): Promise<StudioProcess> {
  return startStudio({
    dataDir,
    settings: {
      SEEDANCE_PROVIDER: 'gateway',
      SEEDANCE_BASE_URL: `${sandbox.origin}/sandbox/api/v3`,
      SEEDANCE_API_KEY: sandbox.key,
      MAX_IN_FLIGHT: '100',
      MAX_IN_FLIGHT_PER_MODEL: '100',
    },
  })
}

/** Every third press meets a provider that takes the task and drops the connection. */
async function press(member: Member, key: string, index: number): Promise<number> {
  const text = `A paper boat, take ${index}${index % 3 === 2 ? ' #drop:1' : ''}`
  const answer = await member.post('/api/generations', {
    idempotencyKey: key,
    recipe: {
      model: 'doubao-seedance-2-0-fast-260128',
      prompt: [{ text }],
      references: [],
      settings: { resolution: '480p', ratio: '16:9', duration: 4 },
    },
  })
  return answer.status
}

/** A state: the first moment in which the database says so. A number: that many milliseconds. */
async function waitFor(moment: string | number, key: string): Promise<void> {
  if (typeof moment === 'number') return void (await new Promise((resolve) => setTimeout(resolve, moment)))
  const end = Date.now() + 30_000
  while (Date.now() < end) {
    const state = stateOf(key)
    if (state === moment) return
    if (state !== undefined && ENDED.includes(state)) return
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  throw new Error(`${key} was never ${moment}`)
}

interface Row {
  id: string
  key: string
  state: string
}

function rows(): Row[] {
  return watched
    .prepare<[], Row>(
      'select id, idempotency_key as key, state from generations order by idempotency_key, take',
    )
    .all()
}

function stateOf(key: string): string | undefined {
  return watched
    .prepare<[string], string>('select state from generations where idempotency_key = ?')
    .pluck()
    .get(`${key}:1`)
}

/** What waits for a time to come need not be waited for: every time in the rows is moved into the past instead. */
function moveTime(): void {
  const database = new Database(join(dataDir, 'seedreel.sqlite'))
  try {
    for (const column of ['created_at', 'sent_at', 'absent_since', 'due_at', 'lease_until']) {
      database.prepare(`update generations set ${column} = ${column} - ?`).run(TIME_MOVED_MS)
    }
  } finally {
    database.close()
  }
}

/** Presses again what was never answered, then waits; what is uncertain gets its time moved between two runs. */
async function finishAll(count: number): Promise<void> {
  for (let round = 0; round < 4; round += 1) {
    const studio = await start()
    const member = await signIn(studio.ownerLink)
    for (let index = 0; index < count; index += 1) {
      expect([200, 201]).toContain(await press(member, `press-of-round-${index}`, index))
    }
    await waitUntil(() =>
      rows().every(({ state }) => ENDED.includes(state) || (round < 3 && state === 'uncertain')),
    )
    await studio.stop()
    if (rows().every(({ state }) => ENDED.includes(state))) return
    moveTime()
  }
}

async function waitUntil(holds: () => boolean): Promise<void> {
  const end = Date.now() + 60_000
  while (!holds()) {
    if (Date.now() > end) throw new Error(`Still at work: ${JSON.stringify(rows())}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

async function everyClipPlays(): Promise<void> {
  const studio = await start()
  try {
    const member = await signIn(studio.ownerLink)
    for (const { id } of rows()) {
      const generation = await member.get(`/api/generations/${id}`)
      const clip = Object(generation.body).clip
      expect(clip.duration).toBeGreaterThan(0)
      const bytes = await member.bytes(clip.videoUrl)
      expect(bytes.byteLength).toBe(clip.bytes)
    }
  } finally {
    await studio.stop()
  }
}
