import { join } from 'node:path'
import Database from 'better-sqlite3'
import { signIn } from '#e2e/member.ts'
import { checkDelay } from '#lib/server/generations/retry-delay.ts'
import { startSandboxProcess } from '#lib/server/testing/sandbox-process.ts'
import { startStudio } from '#lib/server/testing/studio-process.ts'
import { type CountingDoor, openCountingDoor } from './counting-door.ts'
import { type EmptyApp, startEmptyApp } from './empty-app.ts'
import { median, printTable, quantile, round } from './figures.ts'
import { createBody } from './presses.ts'
import { startViewers } from './viewers.ts'
import { watchProcess } from './vital-signs.ts'

const TAKES = 8
/** One press of eight ends in clips, the others fail at their end: saving takes longer than all the rest, and has its own row. */
const PRESSES_PER_SAVED = 8
/** 30 to 60 s from create to end. */
const SPEED = 0.4
const PATIENCE_MS = 300_000
const RUNS = [
  { tasks: 1000, viewers: 0 },
  { tasks: 1000, viewers: 50 },
]

interface Result {
  door: CountingDoor
  rows: Row[]
  cpu: number
  memory: number[]
  health: number[]
  floor: number[]
  polls: number
  pollBytes: number
  mostInFlight: number
}

/** A thousand tasks at the provider at one time, with nobody and with fifty people looking. */
export async function bench(scratch: string): Promise<void> {
  const empty = await startEmptyApp()
  try {
    const results: Result[] = []
    for (const [index, run] of RUNS.entries())
      results.push(await measure(join(scratch, String(index)), empty, run))
    printTable(`${RUNS[0]?.tasks} generations in flight`, [
      ['', ...RUNS.map(({ viewers }) => `${viewers} viewers`)],
      ...rowsOf(results),
    ])
  } finally {
    await empty.stop()
  }
}

async function measure(
  dataDir: string,
  empty: EmptyApp,
  run: { tasks: number; viewers: number },
): Promise<Result> {
  const door = await openCountingDoor()
  const sandbox = await startSandboxProcess({ speed: SPEED, unlimited: true, publicOrigin: door.origin })
  door.connect(sandbox.origin)
  const studio = await startStudio({
    dataDir,
    settings: {
      SEEDANCE_PROVIDER: 'gateway',
      SEEDANCE_BASE_URL: `${door.origin}/sandbox/api/v3`,
      SEEDANCE_API_KEY: sandbox.key,
      MAX_IN_FLIGHT: '10000',
      MAX_IN_FLIGHT_PER_MODEL: '10000',
    },
  })
  try {
    const signs = await watchProcess(studio.pid, `${studio.origin}/api/health`)
    const floor = await watchProcess(empty.pid, `${empty.origin}/api/nothing`)
    const viewers = await startViewers(studio.ownerLink, run.viewers)
    await pressAll(studio.ownerLink, run.tasks)
    const mostInFlight = await waitForEnds(dataDir, run.tasks)
    await Promise.all([viewers.stop(), signs.stop(), floor.stop()])
    return {
      door,
      rows: readRows(dataDir),
      cpu: await signs.cpuMs(),
      memory: signs.memory,
      health: signs.latencies,
      floor: floor.latencies,
      polls: viewers.polls,
      pollBytes: viewers.bytes,
      mostInFlight,
    }
  } finally {
    await studio.stop()
    await sandbox.stop()
    await door.close()
  }
}

async function pressAll(ownerLink: string, tasks: number): Promise<void> {
  const member = await signIn(ownerLink)
  for (let index = 0; index < tasks / TAKES; index += 1) {
    const body = createBody({ index, takes: TAKES })
    if (index % PRESSES_PER_SAVED !== 0) body.recipe.prompt.push({ text: ' #fail' })
    const { status } = await member.post('/api/generations', body)
    if (status !== 201) throw new Error(`A press was answered with ${status}`)
  }
}

interface Row {
  state: string
  taskId: string | null
  finishedAt: number | null
}

function readRows(dataDir: string): Row[] {
  const file = new Database(join(dataDir, 'seedreel.sqlite'), { readonly: true })
  try {
    const sql =
      'select state, provider_task_id as taskId, finished_at as finishedAt from generations order by id'
    return file.prepare<[], Row>(sql).all()
  } finally {
    file.close()
  }
}

/** Answers how many were at the provider at one time, at most. */
async function waitForEnds(dataDir: string, tasks: number): Promise<number> {
  const end = Date.now() + PATIENCE_MS
  let most = 0
  while (Date.now() < end) {
    const rows = readRows(dataDir)
    most = Math.max(most, rows.filter(({ state }) => state === 'running').length)
    if (rows.filter(({ finishedAt }) => finishedAt !== null).length >= tasks) return most
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  throw new Error('Not all generations ended in time')
}

function rowsOf(results: readonly Result[]): (string | number)[][] {
  const row = (name: string, value: (result: Result) => string | number) => [name, ...results.map(value)]
  const pair = (samples: readonly number[]) =>
    `${round(quantile(samples, 0.5))} / ${round(quantile(samples, 0.99))}`
  const perTask = (kind: keyof CountingDoor['counts']) => (result: Result) =>
    result.door.counts[kind] / result.rows.length
  return [
    row('at the provider at one time, at most', ({ mostInFlight }) => mostInFlight),
    row('provider requests per task: creates', perTask('creates')),
    row('— list calls', perTask('lists')),
    row('— single looks', perTask('singles')),
    row('looks per task, median', ({ door }) =>
      median([...door.tasks.values()].map(({ looks }) => looks.length)),
    ),
    row('lateness of a check, p50 / p99 ms', ({ door }) => pair(lateness(door))),
    row('end seen → written, p50 / p99 ms', (result) => pair(afterLastLook(result, 'failed'))),
    row('end seen → clip saved, p50 / p99 ms', (result) => pair(afterLastLook(result, 'succeeded'))),
    row('CPU-ms of the studio per task', ({ cpu, rows }) => cpu / rows.length),
    row('memory at start / peak / end, MB', ({ memory }) =>
      [memory[0], Math.max(...memory), memory.at(-1)].map((value) => round(value ?? 0)).join(' / '),
    ),
    row('GET /api/health meanwhile, p50 / p99 ms', ({ health }) => pair(health)),
    row('empty route meanwhile, p50 / p99 ms', ({ floor }) => pair(floor)),
    row('polls answered', ({ polls }) => polls),
    row('KB per poll', ({ polls, pollBytes }) => (polls === 0 ? '' : pollBytes / polls / 1000)),
  ]
}

/** How much later than planned each look came; one that came early, with others, is not late. */
function lateness(door: CountingDoor): number[] {
  return [...door.tasks.values()].flatMap(({ acceptedAt, looks }) =>
    looks.map(({ askedAt }, index) => {
      const before = looks[index - 1]
      const dueAt = before
        ? before.answeredAt + checkDelay(before.answeredAt - acceptedAt)
        : acceptedAt + 1000
      return Math.max(0, askedAt - dueAt)
    }),
  )
}

function afterLastLook({ door, rows }: Result, state: string): number[] {
  return rows.flatMap((row) => {
    const last = door.tasks.get(row.taskId ?? '')?.looks.find(({ isOver }) => isOver)
    return row.state === state && row.finishedAt !== null && last ? [row.finishedAt - last.answeredAt] : []
  })
}
