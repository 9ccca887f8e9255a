import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from '#lib/server/testing/studio-process.ts'
import { NEXT, NODE, ROOT } from '../launch/paths.mjs'
import { fail, run } from '../launch/run.mjs'

const DIRECTORY = join(ROOT, 'scripts/bench/empty-app')
const READY_TIMEOUT_MS = 30_000

export interface EmptyApp {
  /** `http://127.0.0.1:port`; `/` is an empty page, `/api/nothing` a route handler that does nothing. */
  origin: string
  pid: number
  stop(): Promise<void>
}

/**
 * The floor: a Next app with nothing in it, built and served by the same Next as the studio. `settings` are environment
 * variables for its other routes.
 */
export async function startEmptyApp(settings: Readonly<Record<string, string>> = {}): Promise<EmptyApp> {
  await build()
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const child = spawn(NODE, [NEXT, 'start', DIRECTORY, '-H', '127.0.0.1', '-p', String(port)], {
    cwd: ROOT,
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', ...settings },
    stdio: 'ignore',
  })
  await ready(origin, child)
  return {
    origin,
    pid: child.pid ?? 0,
    stop: async () => {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await gone
    },
  }
}

async function build(): Promise<void> {
  if (existsSync(join(DIRECTORY, '.next/BUILD_ID'))) return
  const { code, output } = await run(NODE, [NEXT, 'build', DIRECTORY], { env: { NODE_ENV: 'production' } })
  if (code !== 0) fail('The empty app could not be built.', output)
}

async function ready(origin: string, child: ChildProcess): Promise<void> {
  const end = Date.now() + READY_TIMEOUT_MS
  while (Date.now() < end && child.exitCode === null) {
    const answer = await fetch(`${origin}/api/nothing`).catch(() => undefined)
    if (answer?.status === 204) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  child.kill('SIGKILL')
  throw new Error('The empty app did not start')
}
