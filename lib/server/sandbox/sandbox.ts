import 'server-only'
import { randomBytes } from 'node:crypto'
import type { Clock, Log, Random } from '#lib/server/clock.ts'
import { type Callbacks, tellingStore } from './callbacks.ts'
import { DroppedConnection } from './dropped-connection.ts'
import type { FetchReference, InspectMedia } from './read-references.ts'
import type { RenderClip } from './render-task.ts'
import { answerRequest } from './routes.ts'
import { createRunner, type Runner } from './runner.ts'
import type { SandboxContext } from './sandbox-context.ts'
import { WireError, type WireFormat } from '#lib/server/wire/wire-error.ts'
import { openFileSigner } from './signed-files.ts'
import { createSweep } from './sweep.ts'
import { openTaskFiles } from './task-files.ts'
import type { SandboxTask } from './task-row.ts'
import { openTaskStore } from './task-store.ts'

/** A small but strict Seedance server: real tasks, real files, no model. */
export interface Sandbox {
  /**
   * Answers everything under `/sandbox`. Rejects only with DroppedConnection, where a prompt orders that: what stands before it
   * must then hang up.
   */
  handle(request: Request): Promise<Response>
  /** Goes on with what an earlier process left, and runs tasks from now on. */
  start(): Promise<void>
  stop(): Promise<void>
  /** Tasks ever created here, deleted ones too. */
  countTasks(): number
  /** Resolves when no clip is being rendered. For tests. */
  rendered(): Promise<void>
}

export interface SandboxOptions {
  databasePath: string
  filesDirectory: string
  /** `http://host:port` under which clients reach it; read for every answer. */
  origin(): string
  /** SANDBOX_SPEED: 1 lifelike, 0 no waiting beyond the render, otherwise a divisor of the waits. */
  speed: number
  /** The one key that is taken; undefined: any that is not empty. */
  key: string | undefined
  /** Neither parallel nor per-minute limits of the models: for load tests. */
  unlimited?: boolean
  now: Clock
  random: Random
  render: RenderClip
  /** Opens an http(s) address of a reference; rejects with a sentence for the caller. */
  fetchReference: FetchReference
  inspect: InspectMedia
  /** Absent: creates that name a `callback_url` are refused. */
  callbacks?: Callbacks
  log: Log
}

export function createSandbox(options: SandboxOptions): Sandbox {
  const files = openTaskFiles(options.filesDirectory)
  const signer = openFileSigner(options.filesDirectory)
  const kept = openTaskStore(options.databasePath)
  const printing = {
    signer,
    origin: options.origin,
    progress: (task: SandboxTask): number => runner.progress(task),
  }
  const store = options.callbacks ? tellingStore(kept, options.callbacks, printing) : kept
  const runner: Runner = createRunner({ ...options, store, files })
  const sweep = createSweep({ store, files, now: options.now })
  const context: SandboxContext = { ...options, store, files, signer, progress: runner.progress }

  async function handle(request: Request): Promise<Response> {
    const requestId = randomBytes(12).toString('hex')
    const path = new URL(request.url).pathname
    const format: WireFormat = path.startsWith('/sandbox/v1/') ? 'openai' : 'ark'
    let response: Response
    try {
      await sweep()
      runner.tick()
      response = await answerRequest(context, options.key, request, path)
    } catch (error) {
      if (error instanceof DroppedConnection) throw error
      response = toRefusal(error, options.log).toResponse(format, requestId)
    } finally {
      if (request.method === 'POST' || request.method === 'DELETE') runner.wake()
      runner.tick()
    }
    response.headers.set('x-request-id', requestId)
    return response
  }

  return {
    handle,
    async start() {
      await files.clean((id) => store.find(id) !== undefined)
      runner.start()
    },
    async stop() {
      await runner.stop()
      store.close()
    },
    countTasks: store.countTasks,
    rendered: runner.rendered,
  }
}

function toRefusal(error: unknown, log: Log): WireError {
  if (error instanceof WireError && error.code !== 'InternalServiceError') return error
  const cause = error instanceof WireError ? error.cause : error
  if (cause !== undefined) log('error', 'The sandbox could not answer.', { reason: String(cause) })
  return error instanceof WireError ? error : new WireError('InternalServiceError', { cause })
}
