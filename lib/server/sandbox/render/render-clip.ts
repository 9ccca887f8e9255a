import 'server-only'
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import {
  renderAnswerSchema,
  RenderFailed,
  type RenderAnswer,
  type RenderJob,
  type RenderResult,
} from './render-job.ts'

/** Enough of the child's stderr to see why it died. */
const STDERR_KEPT = 4000

/**
 * Renders one clip in a child process of its own, at low priority, and resolves when the file is whole under
 * `job.outputPath`. Rejects with RenderFailed, or with the signal's reason when aborted; then no file is left there.
 * `onProgress` is called with a rising part, 0 … 1. The caller keeps to one at a time: a render takes most of a core and up
 * to 500 MB.
 */
export async function renderClip(
  job: RenderJob,
  options: { signal?: AbortSignal; root?: string; onProgress?: (part: number) => void } = {},
): Promise<RenderResult> {
  options.signal?.throwIfAborted()
  const root = options.root ?? process.cwd()
  const script = join(/*turbopackIgnore: true*/ root, 'lib/server/sandbox/render/child.ts')
  const child = spawn(
    process.execPath,
    ['--conditions=react-server', '--no-warnings', '--expose-gc', script],
    {
      cwd: root,
      stdio: 'pipe',
    },
  )
  const abort = () => child.kill('SIGKILL')
  options.signal?.addEventListener('abort', abort)
  try {
    const ending = await waitForEnd(child, job, options.onProgress)
    options.signal?.throwIfAborted()
    return readAnswer(ending)
  } finally {
    options.signal?.removeEventListener('abort', abort)
    child.kill('SIGKILL')
    // Only a child that was killed while writing leaves one.
    await rm(`${job.outputPath}.part`, { force: true })
  }
}

interface Ending {
  /** Absent: the child died before it could say. */
  outcome: Exclude<RenderAnswer, { progress: number }> | undefined
  stderr: string
  exit: string
}

/** stdin stays open until the child is done: its closing is how the child learns that we died. */
function waitForEnd(
  child: ChildProcessWithoutNullStreams,
  job: RenderJob,
  onProgress: ((part: number) => void) | undefined,
): Promise<Ending> {
  return new Promise((resolve, reject) => {
    let outcome: Ending['outcome']
    let stderr = ''
    const lines = createInterface({ input: child.stdout })
    lines.on('line', (line) => {
      const said = readLine(line)
      if (said === undefined) return
      if ('progress' in said) onProgress?.(said.progress)
      else outcome = said
    })
    child.stderr
      .setEncoding('utf8')
      .on('data', (text: string) => (stderr = (stderr + text).slice(-STDERR_KEPT)))
    child.on('error', (cause) => reject(new RenderFailed('The renderer could not be started.', { cause })))
    child.on('close', (code, signal) => resolve({ outcome, stderr, exit: signal ?? `code ${code}` }))
    // A child that dies early breaks the pipe; `close` tells that story better.
    child.stdin.on('error', () => undefined)
    child.stdin.write(`${JSON.stringify(job)}\n`)
  })
}

function readAnswer({ outcome, stderr, exit }: Ending): RenderResult {
  if (outcome === undefined)
    throw new RenderFailed(`The renderer ended (${exit}) without a clip. ${stderr.trim()}`)
  if ('result' in outcome) return outcome.result
  const { message, referenceIndex } = outcome.failure
  throw new RenderFailed(message, { referenceIndex })
}

/** Undefined for what some library prints into the child's output. */
function readLine(line: string): RenderAnswer | undefined {
  try {
    return renderAnswerSchema.safeParse(JSON.parse(line)).data
  } catch {
    return undefined
  }
}
