import 'server-only'
import { readTaskList, type TaskList } from '#lib/seedance/read-task.ts'
import type { Task } from '#lib/seedance/task.ts'
import { ARK_TASKS_PATH } from './ark-options.ts'
import { callJson, type Connection } from './call-json.ts'
import { callError, readError } from './judge-answer.ts'
import { READ_TIMEOUT_MS } from './timeouts.ts'
import { ProviderError, type VideoProvider } from './video-provider.ts'

/**
 * The list call of Ark's format (contract.md §3.1): many tasks checked by one request, and lost tasks found again. Tasks of
 * the flex tier are listed only when asked for, so both tiers are read. Gateways may not have the list at all.
 */
export interface ArkList {
  checkMany(taskIds: string[], checkOne: (taskId: string) => Promise<Task>): Promise<Map<string, Task>>
  find: NonNullable<VideoProvider['find']>
}

/** new-api takes at most 100 ids (contract.md §7). */
const MAX_IDS = 100
const PAGE_SIZE = 100
/** Ark's last page number (contract.md §3.1). */
const MAX_PAGE = 500
/** Only tasks of the last seven days are listed. */
const HORIZON_MS = 7 * 24 * 3_600_000
/** Single checks under way at once where there is no list. */
const CHECKS_AT_ONCE = 8
const TIERS = ['default', 'flex'] as const
/** How long a gateway without the list is not asked for it again. */
const LIST_MISSING_MS = 600_000

export function createArkList(connection: Connection): ArkList {
  let missingUntil = 0
  const isMissing = () => connection.clock() < missingUntil
  async function read(query: URLSearchParams): Promise<TaskList | undefined> {
    if (isMissing()) return undefined
    const list = await readPage(connection, query)
    if (!list) missingUntil = connection.clock() + LIST_MISSING_MS
    return list
  }
  return {
    checkMany: async (taskIds, checkOne) => {
      const found = new Map<string, Task>()
      for (let start = 0; start < taskIds.length; start += MAX_IDS) {
        const chunk = taskIds.slice(start, start + MAX_IDS)
        for (const task of await listByIds(read, chunk)) found.set(task.id, task)
        // Absent is not unknown yet: the list may be missing, filter by tier, or take fewer ids than were asked for.
        const rest = chunk.filter((taskId) => !found.has(taskId))
        for (const task of await checkOneByOne(rest, checkOne)) found.set(task.id, task)
      }
      return found
    },
    find: async (since) => {
      const parts = []
      for (const tier of TIERS) parts.push(await findInTier(read, tier, since))
      const tasks = [...new Map(parts.flatMap((part) => part.tasks).map((task) => [task.id, task])).values()]
      return {
        tasks: tasks.toSorted((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0)),
        complete: parts.every((part) => part.complete) && since >= connection.clock() - HORIZON_MS,
      }
    },
  }
}

type ReadPage = (query: URLSearchParams) => Promise<TaskList | undefined>

/** Undefined: this provider has no list. Throws ProviderError `unavailable` for any other failure. */
async function readPage(connection: Connection, query: URLSearchParams): Promise<TaskList | undefined> {
  const answer = await callJson(connection, {
    method: 'GET',
    path: `${ARK_TASKS_PATH}?${query}`,
    timeoutMs: READ_TIMEOUT_MS,
  }).catch((error: unknown) => {
    throw callError(error, 'unavailable')
  })
  if ([404, 405, 501].includes(answer.status)) return undefined
  const list = answer.ok ? readTaskList(answer.body) : undefined
  if (list) return list
  const { said, code, status } = readError(answer)
  throw new ProviderError('unavailable', said, { code, status, retryAfterMs: answer.retryAfterMs })
}

async function listByIds(read: ReadPage, taskIds: readonly string[]): Promise<Task[]> {
  const tasks: Task[] = []
  for (const tier of TIERS) {
    const wanted = taskIds.filter((taskId) => !tasks.some((task) => task.id === taskId))
    if (wanted.length === 0) return tasks
    const query = new URLSearchParams({ page_num: '1', page_size: String(wanted.length) })
    for (const taskId of wanted) query.append('filter.task_ids', taskId)
    if (tier !== 'default') query.set('filter.service_tier', tier)
    const list = await read(query)
    if (!list) return tasks
    // A gateway that does not know the filter lists whatever it has.
    tasks.push(...list.tasks.filter((task) => wanted.includes(task.id)))
  }
  return tasks
}

/**
 * What can't be asked now is handed back as unrecognised: left out, it would count as unknown to the provider. After the
 * first call without any answer the rest is not tried: each would wait for its timeout.
 */
async function checkOneByOne(
  taskIds: readonly string[],
  checkOne: (taskId: string) => Promise<Task>,
): Promise<Task[]> {
  const tasks: Task[] = []
  let isSilent = false
  for (let start = 0; start < taskIds.length; start += CHECKS_AT_ONCE) {
    const group = taskIds.slice(start, start + CHECKS_AT_ONCE)
    const answers = await Promise.all(
      group.map(async (taskId) => {
        const notNow: Task = { id: taskId, status: 'unrecognised', rawStatus: '' }
        if (isSilent) return notNow
        return checkOne(taskId).catch((error: unknown) => {
          if (!(error instanceof ProviderError)) throw error
          if (error.kind === 'not_found') return undefined
          isSilent ||= error.status === undefined
          return notNow
        })
      }),
    )
    tasks.push(...answers.filter((task) => task !== undefined))
  }
  return tasks
}

/** Complete only when as many different tasks were read as the provider counts, with none that could not be read. */
async function findInTier(read: ReadPage, tier: (typeof TIERS)[number], since: number) {
  const found = new Map<string, Task>()
  const answer = (complete: boolean) => ({
    tasks: [...found.values()].filter((task) => task.createdAt === undefined || task.createdAt >= since),
    complete,
  })
  try {
    for (let page = 1; page <= MAX_PAGE; page += 1) {
      const query = new URLSearchParams({ page_num: String(page), page_size: String(PAGE_SIZE) })
      if (tier !== 'default') query.set('filter.service_tier', tier)
      const list = await read(query)
      if (!list || list.unreadable > 0) return answer(false)
      for (const task of list.tasks) found.set(task.id, task)
      const isEnd = list.total === undefined ? list.tasks.length < PAGE_SIZE : found.size >= list.total
      if (isEnd) return answer(true)
      // No new page and yet fewer than counted: tasks moved between pages while they were read.
      if (list.tasks.length === 0) return answer(false)
    }
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
  }
  return answer(false)
}
