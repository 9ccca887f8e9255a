import 'server-only'
import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInspector } from '#lib/server/media/inspector.ts'
import { createScratch } from '#lib/server/media/scratch.ts'
import { makePhoto, makeVideo } from '#lib/server/testing/sample-media.ts'
import { createReferenceFetcher, LOOPBACK_RULES } from '../fetch-reference.ts'
import { createHttpFront } from '../http-front.ts'
import type { RenderClip } from '../render-task.ts'
import { createSandbox, type Sandbox, type SandboxOptions } from '../sandbox.ts'

export interface TestSandbox extends AsyncDisposable {
  sandbox: Sandbox
  directory: string
  origin: string
  /** The sandbox's clock; it stands still unless a test moves it. */
  clock: { time: number }
  /** Calls below `/sandbox` with a key; `body` is sent as JSON unless it is a form. */
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  /** Creates by the Ark route and returns the id. */
  create(fields?: Record<string, unknown>): Promise<string>
  get(id: string): Promise<Record<string, unknown>>
}

export interface Answer {
  status: number
  headers: Headers
  body: Record<string, unknown>
  /** The error of the body, by the shape both wire formats share. */
  error: { code: string; message: string; param?: string | null; type: string }
}

/** A small clip, real in every byte, made once for all tests of a file. */
const tinyClip = makeTinyClip()

async function makeTinyClip(): Promise<{ video: string; picture: string }> {
  const directory = await mkdtemp(join(tmpdir(), 'seedreel-clip-'))
  const clip = { video: join(directory, 'clip.mp4'), picture: join(directory, 'frame.png') }
  await makeVideo(clip.video, { width: 320, height: 180, seconds: 1, audio: true })
  await makePhoto(clip.picture, { width: 320, height: 180, format: 'png' })
  return clip
}

/** Stands in for the renderer where a test is not about pictures: quick, and what it writes can be decoded. */
export const renderTiny: RenderClip = async (job) => {
  const { video, picture } = await tinyClip
  await copyFile(video, job.outputPath)
  if (job.lastFramePath !== undefined) await copyFile(picture, job.lastFramePath)
  return { bytes: 1, frames: 24, seconds: 1, width: 320, height: 180 }
}

/** A sandbox on files of its own behind a real HTTP server on a free port, at speed 0 unless told otherwise. */
export async function openTestSandbox(options: Partial<SandboxOptions> = {}): Promise<TestSandbox> {
  const directory = await mkdtemp(join(tmpdir(), 'seedreel-sandbox-'))
  const clock = { time: Date.UTC(2026, 10, 22) }
  let origin = ''
  const inspector = createInspector()
  const sandbox = createSandbox({
    databasePath: join(directory, 'sandbox.sqlite'),
    filesDirectory: join(directory, 'files'),
    origin: () => origin,
    speed: 0,
    key: undefined,
    now: () => clock.time,
    random: () => 0.5,
    render: renderTiny,
    fetchReference: createReferenceFetcher(LOOPBACK_RULES, createScratch(join(directory, 'scratch'))),
    inspect: (job, signal) => inspector.inspect(job, signal),
    log: () => undefined,
    ...options,
  })
  const server = createHttpFront((request) => sandbox.handle(request))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  await sandbox.start()
  const call = caller(() => `${origin}/sandbox`)
  return {
    sandbox,
    directory,
    origin,
    clock,
    call,
    async create(fields = {}) {
      const answer = await call('POST', TASKS, { ...PLAIN, ...fields })
      if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
      return String(answer.body['id'])
    },
    get: async (id) => (await call('GET', `${TASKS}/${id}`)).body,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await sandbox.stop()
      inspector.close()
      await rm(directory, { recursive: true, force: true })
    },
  }
}

export const TASKS = '/api/v3/contents/generations/tasks'

/** The least that a create needs. */
export const PLAIN = { model: 'doubao-seedance-2-0-260128', prompt: 'A lighthouse in the rain' }

export function caller(base: () => string): TestSandbox['call'] {
  return async (method, path, body, headers = {}) => {
    const isForm = body instanceof FormData
    const response = await fetch(`${base()}${path}`, {
      method,
      headers: {
        authorization: 'Bearer sk-test',
        ...(body !== undefined && !isForm && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: isForm || typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const parsed = await response.json()
    return { status: response.status, headers: response.headers, body: parsed, error: parsed.error }
  }
}
