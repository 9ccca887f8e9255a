/**
 * Starts a whole studio from the build, as a process of its own with data of its own, for stories in the browser and for
 * tests that kill it. Used outside of Next and vitest too, so it imports builtins only.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '../../..')
const READY_TIMEOUT_MS = 60_000

/** As scripts/launch sets it: a server that starts with it takes 1 s less of the processor. */
export const COMPILE_CACHE = join(ROOT, '.next', 'compile-cache')

/** Not a secret: the studios of tests listen on this machine alone and live for minutes. */
const OWNER_TOKEN = 'owner-token-of-the-tests'

/** Settings of the developer's own .env must not reach a test; Next keeps variables that are set, even to nothing. */
const NEUTRAL = {
  ALLOWED_HOSTS: '',
  DATABASE_URL: '',
  MAX_AUDIO_MB: '',
  MAX_CLIP_MB: '',
  MAX_IMAGE_MB: '',
  MAX_IN_FLIGHT: '',
  MAX_IN_FLIGHT_PER_MODEL: '',
  MONTHLY_BUDGET_TOKENS: '',
  MAX_VIDEO_MB: '',
  MAIL_FROM: '',
  OIDC_CLIENT_ID: '',
  OIDC_CLIENT_SECRET: '',
  OIDC_ISSUER: '',
  OIDC_NAME: '',
  PUBLIC_URL: '',
  SANDBOX_KEY: '',
  SEEDANCE_API_KEY: '',
  SMTP_URL: '',
  SEEDANCE_BASE_URL: '',
  SEEDANCE_PROVIDER: '',
}

export interface StudioProcess {
  /** `http://127.0.0.1:port` */
  origin: string
  port: number
  /** Opens a session: GET it once. */
  ownerLink: string
  pid: number
  /** Everything it wrote so far, both streams. */
  output(): string
  /** Resolves when the process is gone. `SIGKILL` gives it no chance to say goodbye. */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>
}

/** `settings` are environment variables; `dataDir` and `port` may be those of an earlier one, to go on where it was. */
export async function startStudio(options: {
  dataDir: string
  port?: number
  settings?: Readonly<Record<string, string>>
}): Promise<StudioProcess> {
  const port = options.port ?? (await freePort())
  const origin = `http://127.0.0.1:${port}`
  const child = spawn(
    join(ROOT, 'node_modules/.bin/node'),
    [join(ROOT, 'node_modules/next/dist/bin/next'), 'start', '-H', '127.0.0.1', '-p', String(port)],
    {
      cwd: ROOT,
      env: {
        NODE_COMPILE_CACHE: COMPILE_CACHE,
        ...process.env,
        ...NEUTRAL,
        NODE_ENV: 'production',
        NEXT_TELEMETRY_DISABLED: '1',
        HOST: '127.0.0.1',
        PORT: String(port),
        DATA_DIR: options.dataDir,
        OWNER_TOKEN,
        SANDBOX_SPEED: '0',
        ...options.settings,
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  )
  let output = ''
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  await ready(origin, child, () => output)
  return {
    origin,
    port,
    ownerLink: `${origin}/enter?token=${options.settings?.['OWNER_TOKEN'] ?? OWNER_TOKEN}`,
    pid: child.pid ?? 0,
    output: () => output,
    stop: (signal = 'SIGTERM') => stop(child, signal),
  }
}

/** A port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

async function ready(origin: string, child: ChildProcess, output: () => string): Promise<void> {
  const end = Date.now() + READY_TIMEOUT_MS
  while (Date.now() < end && child.exitCode === null) {
    const answer = await fetch(`${origin}/api/health`).catch(() => undefined)
    await answer?.body?.cancel()
    if (answer?.status === 200) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  child.kill('SIGKILL')
  throw new Error(`The studio did not start. Is it built (npx next build)?\n${output()}`)
}

async function stop(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill(signal)
  const timer = setTimeout(() => child.kill('SIGKILL'), 10_000)
  await gone
  clearTimeout(timer)
}
