import 'server-only'
import { mkdir, rename, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Clock, Log } from '#lib/server/clock.ts'
import { clipFile, type RenderClip, toRenderJob } from './render-task.ts'
import type { TaskFiles } from './task-files.ts'
import type { SandboxTask } from './task-row.ts'
import type { TaskStore } from './task-store.ts'

export interface RenderQueue {
  /** Begins the next clip if none is under way. */
  next(): void
  start(): void
  /** Ends the render under way; its task keeps its place. */
  stop(): Promise<void>
  /** What part (0 … 1) of a task's clip is done. */
  part(taskId: string): number
  /** Resolves when no render is under way. */
  idle(): Promise<void>
}

/** Makes the clips of running tasks, one at a time, in the order the tasks began to run. */
export function createRenderQueue(
  options: { store: TaskStore; files: TaskFiles; render: RenderClip; now: Clock; log: Log },
  onEnd: () => void,
): RenderQueue {
  const { store, files, now, log } = options
  let current: { id: string; part: number; done: Promise<void>; abort: AbortController } | undefined
  let isStarted = false

  function next(): void {
    if (current !== undefined || !isStarted) return
    const task = store.nextToRender()
    if (task === undefined) return
    const abort = new AbortController()
    const work = { id: task.id, part: 0, done: Promise.resolve(), abort }
    current = work
    work.done = make(task, abort.signal, (part) => (work.part = part)).finally(() => {
      current = undefined
      if (isStarted) onEnd()
    })
  }

  async function make(
    task: SandboxTask,
    signal: AbortSignal,
    onProgress: (part: number) => void,
  ): Promise<void> {
    try {
      const job = toRenderJob(task, files)
      await mkdir(dirname(job.outputPath), { recursive: true })
      await options.render(job, { signal, onProgress })
      const path = files.path(task.id, clipFile(task))
      await rename(job.outputPath, path)
      store.update(task.id, { outcome: { bytes: (await stat(path)).size } })
    } catch (error) {
      if (signal.aborted) return
      log('error', 'The sandbox could not render a clip.', { task: task.id, reason: String(error) })
      const message = 'The clip could not be rendered. See the log of the sandbox.'
      store.update(task.id, {
        outcome: { error: { code: 'InternalServiceError', message } },
        updatedAt: now(),
      })
    }
  }

  return {
    next,
    start() {
      isStarted = true
    },
    async stop() {
      isStarted = false
      current?.abort.abort()
      await current?.done
    },
    part: (id: string) => (current?.id === id ? current.part : 0),
    async idle() {
      for (let work = current; work !== undefined; work = current) await work.done
    },
  }
}
