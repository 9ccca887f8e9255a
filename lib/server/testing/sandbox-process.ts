import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const ROOT = join(import.meta.dirname, '../../..')

export interface SandboxProcess {
  /** `http://127.0.0.1:port` */
  origin: string
  key: string
  /** Tasks ever created there. */
  countTasks(): Promise<number>
  /** The body that created this task, as `/sandbox/_received` tells it. */
  received(taskId: string): Promise<unknown>
  stop(): Promise<void>
}

/**
 * The sandbox as a process of its own, over real HTTP. Without `rendering` every clip is one and the same short file;
 * `unlimited` takes any number of tasks at once; `publicOrigin` is that of something that stands before it.
 */
export async function startSandboxProcess(
  options: {
    rendering?: boolean
    speed?: number
    unlimited?: boolean
    publicOrigin?: string
    key?: string
    /** An origin on this machine that it may call back. */
    callbacks?: string
  } = {},
): Promise<SandboxProcess> {
  const key = options.key ?? 'sk-sandbox-of-the-tests'
  const directory = await mkdtemp(join(tmpdir(), 'seedreel-sandbox-'))
  const script = join(ROOT, 'lib/server/sandbox/serve.ts')
  const args = ['--data', directory, '--key', key, '--speed', String(options.speed ?? 0)]
  const child = spawn(
    join(ROOT, 'node_modules/.bin/node'),
    [
      '--conditions=react-server',
      script,
      ...args,
      ...(options.rendering ? [] : ['--rendering', 'off']),
      ...(options.unlimited ? ['--limits', 'off'] : []),
      ...(options.callbacks ? ['--callbacks', options.callbacks] : []),
      ...(options.publicOrigin ? ['--origin', options.publicOrigin] : []),
    ],
    { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const origin = await readOrigin(child)
  return {
    origin,
    key,
    countTasks: async () => {
      const answer = await fetch(`${origin}/sandbox/_count`, { headers: { authorization: `Bearer ${key}` } })
      const body: unknown = await answer.json()
      return typeof body === 'object' && body !== null && 'tasks' in body ? Number(body.tasks) : Number.NaN
    },
    received: async (taskId) => {
      const headers = { authorization: `Bearer ${key}` }
      const answer = await fetch(`${origin}/sandbox/_received/${taskId}`, { headers })
      if (!answer.ok) throw new Error(`The sandbox does not know what ${taskId} was made from`)
      return answer.json()
    },
    stop: async () => {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await gone
      await rm(directory, { recursive: true, force: true })
    },
  }
}

async function readOrigin(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('The sandbox has no output')
  for await (const line of createInterface({ input: child.stdout })) {
    const ready: unknown = JSON.parse(line)
    if (typeof ready === 'object' && ready !== null && 'origin' in ready) return String(ready.origin)
  }
  throw new Error('The sandbox ended before it was ready')
}
