import 'server-only'
import { asSaid } from '#lib/language/language.ts'
import { toArkBody } from '#lib/seedance/wire/ark-request.ts'
import type { Task, TaskStatus } from '#lib/seedance/task.ts'
import type { Clock } from '#lib/server/clock.ts'
import { ProviderError, type Submission, type VideoProvider } from '#lib/server/providers/video-provider.ts'

/** What the next submits do: `accept` is the rule; the others are done once each, in order. */
export type SubmitScript =
  'accept' | 'lose after taking' | 'lose before taking' | ProviderError | Promise<void>

export interface ScriptedProvider extends VideoProvider {
  tasks: Map<string, Task>
  submissions: Submission[]
  /** Provider calls by method. */
  calls: Record<'submit' | 'check' | 'checkMany' | 'cancel' | 'find', number>
  script: SubmitScript[]
  /** Thrown by every read while set. */
  trouble: ProviderError | undefined
  listIsComplete: boolean
  set(taskId: string, change: Partial<Task> & { status?: TaskStatus }): void
}

/** A provider whose tasks the test moves by hand. Tasks are queued until `set` says otherwise. */
export function scriptProvider(
  clock: Clock,
  abilities: {
    name?: string
    identity?: VideoProvider['identity']
    list?: boolean
    cancel?: boolean
  } = {},
): ScriptedProvider {
  const { identity = 'safety_identifier', list = true, cancel = true } = abilities
  const read = (): void => {
    if (provider.trouble !== undefined) throw provider.trouble
  }
  const provider: ScriptedProvider = {
    name: abilities.name ?? 'scripted',
    identity,
    mentionStyle: 'gateway',
    referenceAccess: { image: ['data', 'url'], video: ['url'], audio: ['data', 'url'] },
    tasks: new Map(),
    submissions: [],
    calls: { submit: 0, check: 0, checkMany: 0, cancel: 0, find: 0 },
    script: [],
    trouble: undefined,
    listIsComplete: true,
    set(taskId, change) {
      const task = provider.tasks.get(taskId)
      if (task === undefined) throw new Error(`no task ${taskId}`)
      provider.tasks.set(taskId, { ...task, rawStatus: change.status ?? task.rawStatus, ...change })
    },
    print: (request) => ({ path: '/tasks', body: toArkBody(request, 'gateway') }),
    async submit(submission) {
      provider.calls.submit += 1
      const step = provider.script.shift() ?? 'accept'
      if (step instanceof ProviderError) throw step
      if (step === 'lose before taking') throw new ProviderError('lost', 'the connection was dropped')
      const task = newTask(provider, submission, clock())
      if (step instanceof Promise) await step
      if (step === 'lose after taking') throw new ProviderError('lost', 'the connection was dropped')
      return { taskId: task.id }
    },
    async check(taskId) {
      provider.calls.check += 1
      read()
      const task = provider.tasks.get(taskId)
      if (task === undefined) throw new ProviderError('not_found', 'no such task', { status: 404 })
      return task
    },
    resultHeaders: () => ({}),
    checkConnection: async () => ({ ok: true, message: asSaid('It answers.'), latencyMs: 0 }),
  }
  if (list) {
    provider.checkMany = async (ids) => {
      provider.calls.checkMany += 1
      read()
      return new Map(ids.flatMap((id) => [...provider.tasks].filter(([key]) => key === id)))
    }
    provider.find = async (since) => {
      provider.calls.find += 1
      read()
      const tasks = [...provider.tasks.values()].filter(({ createdAt = 0 }) => createdAt >= since)
      return { tasks: tasks.toReversed(), complete: provider.listIsComplete }
    }
  }
  if (cancel) provider.cancel = async (taskId) => cancelTask(provider, taskId)
  return provider
}

async function cancelTask(provider: ScriptedProvider, taskId: string): Promise<void> {
  provider.calls.cancel += 1
  if (provider.trouble !== undefined) throw provider.trouble
  if (provider.tasks.get(taskId)?.status !== 'queued')
    throw new ProviderError('refused', 'the task is running', { code: 'OperationDenied.InvalidState' })
  provider.set(taskId, { status: 'cancelled' })
}

function newTask(provider: ScriptedProvider, submission: Submission, now: number): Task {
  provider.submissions.push(submission)
  const { safetyIdentifier, seed } = submission.request
  const task: Task = {
    id: `task_${provider.submissions.length}`,
    status: 'queued',
    rawStatus: 'queued',
    createdAt: now,
    ...(safetyIdentifier === undefined ? {} : { safetyIdentifier }),
    ...(seed === undefined ? {} : { seed }),
  }
  provider.tasks.set(task.id, task)
  return task
}
