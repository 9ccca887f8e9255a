import 'server-only'
import { mkdirSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** Where a task's files lie: one directory each, which appears whole and is gone whole. */
export interface TaskFiles {
  path(taskId: string, file: string): string
  /** An empty directory for what a create brings along; `adopt` makes it the task's own. */
  receive(): Promise<Incoming>
  /** Drops the clip and its stills; references stay, for a final render of a draft. */
  removeResults(taskId: string): Promise<void>
  remove(taskId: string): Promise<void>
  /** Clears what creates left that were cut short: `isKnown` says which directories have a row. */
  clean(isKnown: (taskId: string) => boolean): Promise<void>
}

export interface Incoming {
  directory: string
  adopt(taskId: string): Promise<void>
  discard(): Promise<void>
}

export function openTaskFiles(directory: string): TaskFiles {
  const tasks = join(directory, 'tasks')
  const incoming = join(directory, 'incoming')
  mkdirSync(tasks, { recursive: true })
  mkdirSync(incoming, { recursive: true })
  return {
    path: (taskId, file) => join(tasks, taskId, file),
    async receive() {
      const own = await mkdtemp(join(incoming, 'create-'))
      return {
        directory: own,
        adopt: (taskId) => rename(own, join(tasks, taskId)),
        discard: () => rm(own, { recursive: true, force: true }),
      }
    },
    async removeResults(taskId) {
      const names = await readdir(join(tasks, taskId)).catch(() => [])
      const results = names.filter((name) => !name.startsWith('reference-'))
      await Promise.all(
        results.map((name) => rm(join(tasks, taskId, name), { recursive: true, force: true })),
      )
    },
    remove: (taskId) => rm(join(tasks, taskId), { recursive: true, force: true }),
    async clean(isKnown) {
      await rm(incoming, { recursive: true, force: true })
      await mkdir(incoming, { recursive: true })
      const strays = (await readdir(tasks)).filter((name) => !isKnown(name))
      await Promise.all(strays.map((name) => rm(join(tasks, name), { recursive: true, force: true })))
    },
  }
}
