import 'server-only'
import { findModel } from '#lib/seedance/models.ts'
import { createTask } from './create-task.ts'
import { printArkTask } from './print-task.ts'
import { readWireBody } from '#lib/server/wire/read-wire-body.ts'
import type { SandboxContext } from './sandbox-context.ts'
import { WireError } from '#lib/server/wire/wire-error.ts'
import { SANDBOX_STATUSES, type SandboxTask } from './task-row.ts'
import type { TaskFilter } from './task-store.ts'

/** Ark's task routes, contract.md §3.1. */
export async function createArkTask(context: SandboxContext, request: Request): Promise<Response> {
  const { task, notices } = await createTask(context, await readWireBody(request), {
    idPrefix: 'task',
    signal: request.signal,
  })
  return Response.json({
    id: task.id,
    created_at: Math.floor(task.createdAt / 1000),
    items: [{ id: task.id, status: task.status, progress: 0 }],
    ...(notices.length > 0 && { notices }),
  })
}

export function getArkTask(context: SandboxContext, id: string): Response {
  return Response.json(printArkTask(requireTask(context, id), context))
}

/** `{items, total}`, newest first. Unknown parameters are refused, as the real service does. */
export function listArkTasks({ store, ...context }: SandboxContext, query: URLSearchParams): Response {
  for (const name of query.keys()) {
    if (!LIST_PARAMETERS.has(name)) {
      throw new WireError('InvalidParameter', {
        message: `The parameter ${name} is not known.`,
        param: name,
      })
    }
  }
  const pageNumber = readCount(query, 'page_num', 1, 500)
  const limit = readCount(query, 'page_size', 20, 500)
  const { tasks, total } = store.list(readFilter(query), { offset: (pageNumber - 1) * limit, limit })
  return Response.json({ items: tasks.map((task) => printArkTask(task, context)), total })
}

/** A queued task is cancelled, a finished one forgotten; neither is possible while it runs or once it is cancelled. */
export async function deleteArkTask(context: SandboxContext, id: string): Promise<Response> {
  const task = requireTask(context, id)
  if (task.status === 'running' || task.status === 'cancelled') {
    const message = `A task that is ${task.status} cannot be cancelled or deleted.`
    throw new WireError('OperationDenied.InvalidState', { message, param: 'id' })
  }
  if (task.status === 'queued') cancelTask(context, task)
  else await removeTask(context, task)
  return Response.json({})
}

export function requireTask({ store }: SandboxContext, id: string): SandboxTask {
  const task = store.find(id)
  if (task === undefined) {
    throw new WireError('NotFound', {
      message: `The task ${id} does not exist or is older than 7 days.`,
      param: 'id',
    })
  }
  return task
}

export async function removeTask({ store, files }: SandboxContext, task: SandboxTask): Promise<void> {
  store.remove(task.id)
  await files.remove(task.id)
}

function cancelTask({ store, now }: SandboxContext, task: SandboxTask): void {
  const time = now()
  store.update(task.id, { status: 'cancelled', updatedAt: time, finishedAt: time })
}

const LIST_PARAMETERS = new Set([
  'page_num',
  'page_size',
  'filter.status',
  'filter.task_ids',
  'filter.model',
  'filter.service_tier',
])

function readFilter(query: URLSearchParams): TaskFilter {
  const ids = query.getAll('filter.task_ids')
  if (ids.length > 100) {
    const message = 'At most 100 task ids can be asked for at once.'
    throw new WireError('InvalidParameter', { message, param: 'filter.task_ids' })
  }
  const model = query.get('filter.model')
  const row = model === null ? undefined : findModel(model)
  return {
    ...(ids.length > 0 && { ids }),
    status: readWord(query, 'filter.status', SANDBOX_STATUSES),
    ...(model !== null && { models: row === undefined ? [model] : [row.id, row.intlId ?? row.id] }),
    // Flex tasks are invisible unless asked for (contract.md §3.1).
    serviceTier: readWord(query, 'filter.service_tier', ['default', 'flex'] as const) ?? 'default',
  }
}

function readWord<Word extends string>(
  query: URLSearchParams,
  name: string,
  words: readonly Word[],
): Word | undefined {
  const given = query.get(name)
  if (given === null) return undefined
  const word = words.find((candidate) => candidate === given)
  if (word !== undefined) return word
  throw new WireError('InvalidParameter', {
    message: `${name} must be one of ${words.join(', ')}.`,
    param: name,
  })
}

/** 1 … most. */
function readCount(query: URLSearchParams, name: string, otherwise: number, most: number): number {
  const given = query.get(name) ?? String(otherwise)
  const count = Number(given)
  if (/^\d{1,4}$/.test(given) && count >= 1 && count <= most) return count
  throw new WireError('InvalidParameter', {
    message: `${name} must be a number from 1 to ${most}.`,
    param: name,
  })
}
