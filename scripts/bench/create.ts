import { join } from 'node:path'
import { signIn } from '#e2e/member.ts'
import { startStudio } from '#lib/server/testing/studio-process.ts'
import { startEmptyApp } from './empty-app.ts'
import { printTable, quantile } from './figures.ts'
import { startInstantProvider } from './instant-provider.ts'
import { createBody } from './presses.ts'

const PRESSES = 200
const WARM_UP = 20

interface Times {
  /** ms until the press was answered. */
  answered: number
  /** ms until the call had come to the provider. */
  sent: number
}

/** From the press to the paid call, beside a route that does no more than one durable insert and the call. */
export async function bench(scratch: string): Promise<void> {
  const provider = await startInstantProvider()
  const empty = await startEmptyApp({
    BENCH_PROVIDER: provider.tasksUrl,
    BENCH_DATABASE: join(scratch, 'floor.sqlite'),
  })
  const studio = await startStudio({
    dataDir: join(scratch, 'studio'),
    settings: {
      SEEDANCE_PROVIDER: 'gateway',
      SEEDANCE_BASE_URL: provider.baseUrl,
      SEEDANCE_API_KEY: 'sk-of-the-benchmark',
      MAX_IN_FLIGHT: '10000',
      MAX_IN_FLIGHT_PER_MODEL: '10000',
    },
  })
  try {
    const member = await signIn(studio.ownerLink)
    const headers = { 'content-type': 'application/json' }
    const ours = async (index: number) => {
      const body = JSON.stringify(createBody({ index, takes: 1 }))
      return member.fetch('/api/generations', { method: 'POST', headers, body })
    }
    const bare = async (index: number) => {
      const body = JSON.stringify(createBody({ index, takes: 1 }))
      return fetch(`${empty.origin}/api/insert-and-call`, { method: 'POST', headers, body })
    }
    const [bareTimes, ourTimes]: Times[][] = [[], []]
    for (let index = 0; index < PRESSES + WARM_UP; index += 1) {
      const times = [
        await pressOnce(() => bare(index), provider.nextCreate()),
        await pressOnce(() => ours(index), provider.nextCreate()),
      ]
      if (index < WARM_UP) continue
      bareTimes?.push(...times.slice(0, 1))
      ourTimes?.push(...times.slice(1))
    }
    report(bareTimes ?? [], ourTimes ?? [])
  } finally {
    await studio.stop()
    await empty.stop()
    await provider.close()
  }
}

async function pressOnce(press: () => Promise<Response>, created: Promise<number>): Promise<Times> {
  const started = performance.now()
  const response = await press()
  await response.arrayBuffer()
  if (response.status !== 201) throw new Error(`A press was answered with ${response.status}`)
  const answered = performance.now() - started
  return { answered, sent: (await created) - started }
}

function report(bare: readonly Times[], ours: readonly Times[]): void {
  const row = (name: string, part: number, value: (times: Times) => number) => {
    const [floor, own] = [quantile(bare.map(value), part), quantile(ours.map(value), part)]
    return [name, floor, own, own / floor]
  }
  printTable(`Create: ${PRESSES} presses, one after the other, at a provider that answers at once`, [
    ['', 'bare route', 'studio', 'ratio'],
    row('press → the call is at the provider, p50 ms', 0.5, ({ sent }) => sent),
    row('press → the call is at the provider, p99 ms', 0.99, ({ sent }) => sent),
    row('press → answered, p50 ms', 0.5, ({ answered }) => answered),
    row('press → answered, p99 ms', 0.99, ({ answered }) => answered),
  ])
}
