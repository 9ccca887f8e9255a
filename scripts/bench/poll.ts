import { signIn } from '#e2e/member.ts'
import { startStudio } from '#lib/server/testing/studio-process.ts'
import { startEmptyApp } from './empty-app.ts'
import { median, printTable, quantile } from './figures.ts'
import { sendLoad } from './load.ts'
import { press, waitForEnds } from './presses.ts'
import { cpuMs } from './process-figures.ts'

const ROUNDS = 5
const REQUESTS = 1000
const CONNECTIONS = 4

interface Case {
  name: string
  url: string
  pid: number
  status: number
  headers?: Readonly<Record<string, string>>
}

/** What one tab's poll costs the server, beside a Next route handler that does nothing. */
export async function bench(scratch: string): Promise<void> {
  const empty = await startEmptyApp()
  const studio = await startStudio({ dataDir: scratch })
  try {
    const member = await signIn(studio.ownerLink)
    await press(member, { index: 0, takes: 1 })
    await waitForEnds(member, 1)
    const { body } = await member.get('/api/generations')
    const cursor = Number(Object(body).cursor)
    const { pid, origin } = studio
    const headers = { cookie: member.cookie }
    const changes = `${origin}/api/changes?after=`
    await measure([
      { name: 'empty Next route handler', url: `${empty.origin}/api/nothing`, pid: empty.pid, status: 204 },
      { name: 'GET /api/health (nobody asked for)', url: `${origin}/api/health`, pid, status: 200 },
      { name: 'GET /api/changes, nothing changed', url: `${changes}${cursor}`, pid, status: 204, headers },
      { name: 'GET /api/changes, one change', url: `${changes}${cursor - 1}`, pid, status: 200, headers },
    ])
  } finally {
    await studio.stop()
    await empty.stop()
  }
}

/** In turns, so that whatever else the machine does falls on all of them; a first round warms up and is not counted. */
async function measure(cases: readonly Case[]): Promise<void> {
  const cpu = cases.map((): number[] => [])
  const latency = cases.map((): number[] => [])
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [index, one] of cases.entries()) {
      const before = await cpuMs(one.pid)
      const latencies = await sendLoad({ ...one, connections: CONNECTIONS, requests: REQUESTS })
      if (round === 0) continue
      cpu[index]?.push(((await cpuMs(one.pid)) - before) / REQUESTS)
      latency[index]?.push(...latencies)
    }
  }
  const floor = median(cpu[0] ?? [])
  printTable(`Polling: ${ROUNDS} rounds of ${REQUESTS} requests over ${CONNECTIONS} connections`, [
    ['', 'CPU-ms per request', '÷ empty', 'p50 ms', 'p99 ms'],
    ...cases.map(({ name }, index) => [
      name,
      median(cpu[index] ?? []),
      median(cpu[index] ?? []) / floor,
      quantile(latency[index] ?? [], 0.5),
      quantile(latency[index] ?? [], 0.99),
    ]),
  ])
}
