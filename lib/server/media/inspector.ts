import 'server-only'
import type { ChildProcess } from 'node:child_process'
import type { Sentence } from '#lib/language/language.ts'
import type { FixJob, FixResult } from './fix-job.ts'
import type { FrameJob, FrameResult } from './frame-job.ts'
import { OUT_OF_MEMORY_EXIT, type InspectJob, type InspectResult } from './inspect-job.ts'
import { startMediaChild } from './media-child.ts'

export interface Inspector {
  /**
   * Opens a foreign file in a child process; waits for its turn, one file at a time. Rejects only when `signal` aborts,
   * after `close`, or when no child can be started: a file that is broken, or that breaks the child, is an answer.
   */
  inspect(job: InspectJob, signal?: AbortSignal): Promise<InspectResult>
  /** Makes a new file from one that was inspected before; waits for its turn like `inspect` and rejects like it. */
  fix(job: FixJob, signal?: AbortSignal): Promise<FixResult>
  /** Takes one frame out of a clip that was inspected before; waits for its turn like `inspect` and rejects like it. */
  frame(job: FrameJob, signal?: AbortSignal): Promise<FrameResult>
  /** Ends the child; what is under way or waiting is rejected. */
  close(): void
}

export interface InspectorOptions {
  /** ms for one job. */
  timeoutMs?: number
  /** Resident memory at which the child is ended. */
  maxMegabytes?: number
  /** ms without a job after which the child is let go. */
  idleMs?: number
}

/**
 * The child is kept between jobs: starting one takes 450 ms of CPU (sharp, FFmpeg), a picture in a running one 65 ms, a
 * 5-second 720p clip with every packet decoded, poster, sprite and last frame 700 ms. It holds 130 MB, so it is let go
 * when idle.
 */
export function createInspector(options: InspectorOptions = {}): Inspector {
  const { timeoutMs = 180_000, maxMegabytes = 1500, idleMs = 60_000 } = options
  let child: ChildProcess | undefined
  let turn: Promise<unknown> = Promise.resolve()
  let idleTimer: NodeJS.Timeout | undefined
  let isClosed = false

  async function takeTurn<Answer extends Answers>(
    job: Answer['job'],
    signal: AbortSignal | undefined,
  ): Promise<Answer['result'] | Failed> {
    signal?.throwIfAborted()
    if (isClosed) throw new Error('the inspector is closed')
    clearTimeout(idleTimer)
    const current = (child ??= start())
    const answer = await ask<Answer>(current, job, { timeoutMs, signal }).catch((error: unknown) => {
      dismiss(current)
      throw error
    })
    if (!answer.childIsFit) dismiss(current)
    else idleTimer = setTimeout(() => dismiss(current), idleMs).unref()
    return answer.result
  }

  function start(): ChildProcess {
    const started = startMediaChild('inspect-child.ts', maxMegabytes)
    started.once('exit', () => dismiss(started))
    return started
  }

  function dismiss(which: ChildProcess): void {
    if (child === which) child = undefined
    which.kill('SIGKILL')
  }

  function enqueue<Answer extends Answers>(job: Answer['job'], signal: AbortSignal | undefined) {
    const mine = turn.then(() => takeTurn<Answer>(job, signal))
    turn = mine.catch(() => {})
    return mine
  }

  return {
    inspect: (job, signal) => enqueue<{ job: InspectJob; result: InspectResult }>(job, signal),
    fix: (job, signal) => enqueue<{ job: FixJob; result: FixResult }>(job, signal),
    frame: (job, signal) => enqueue<{ job: FrameJob; result: FrameResult }>(job, signal),
    close() {
      isClosed = true
      clearTimeout(idleTimer)
      if (child) dismiss(child)
    },
  }
}

/** What is asked for and what is answered, in pairs. */
type Answers =
  | { job: InspectJob; result: InspectResult }
  | { job: FixJob; result: FixResult }
  | { job: FrameJob; result: FrameResult }
type Failed = Extract<InspectResult, { ok: false }>

/** Sends one job and waits for its answer, the child's death, the time's end or the signal, whichever comes first. */
function ask<Answer extends Answers>(
  child: ChildProcess,
  job: Answer['job'],
  limits: { timeoutMs: number; signal: AbortSignal | undefined },
): Promise<{ result: Answer['result'] | Failed; childIsFit: boolean }> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => settle(() => resolve(unfit('out_of_time', OUT_OF_TIME))), limits.timeoutMs)
    const onMessage = (result: Answer['result']) => settle(() => resolve({ result, childIsFit: true }))
    const onExit = (code: number | null) => settle(() => resolve(deathOf(code)))
    const onError = (error: Error) => settle(() => reject(error))
    const onAbort = () => settle(() => reject(limits.signal?.reason))
    function settle(conclude: () => void): void {
      clearTimeout(timer)
      child.off('message', onMessage).off('exit', onExit).off('error', onError)
      limits.signal?.removeEventListener('abort', onAbort)
      child.channel?.unref()
      conclude()
    }
    child.on('message', onMessage).on('exit', onExit).on('error', onError)
    limits.signal?.addEventListener('abort', onAbort)
    child.channel?.ref()
    child.send(job)
  })
}

const OUT_OF_TIME = {
  en: 'Reading the file took too long, so it was given up. Make it shorter or smaller and add it again.',
  zh: '读取文件用时过长，已放弃。请把它变短或变小后重新添加。',
}
const OUT_OF_MEMORY = {
  en: 'Reading the file needs more memory than is allowed. Make it smaller and add it again.',
  zh: '读取文件所需的内存超过限制。请把它变小后重新添加。',
}
const CRASHED = {
  en: 'The file is damaged: the decoder gave up on it. If it plays elsewhere, convert it and add it again.',
  zh: '文件已损坏：解码器无法处理。如果它在别处能播放，请转换后重新添加。',
}

function deathOf(code: number | null): { result: Failed; childIsFit: boolean } {
  return code === OUT_OF_MEMORY_EXIT ? unfit('too_large', OUT_OF_MEMORY) : unfit('undecodable', CRASHED)
}

function unfit(failure: 'out_of_time' | 'too_large' | 'undecodable', message: Sentence) {
  return { result: { ok: false, failure, message } as const, childIsFit: false }
}
