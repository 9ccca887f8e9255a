import 'server-only'
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { readRow, type SandboxStatus, type SandboxTask, toRow } from './task-row.ts'

/** The sandbox's tasks in an SQLite file of their own. Every change is on disk before the call returns. */
export interface TaskStore {
  insert(task: Omit<SandboxTask, 'sequence' | 'downloads'>): void
  find(id: string): SandboxTask | undefined
  /** Newest first; `total` counts all that match. */
  list(filter: TaskFilter, page: { offset: number; limit: number }): { tasks: SandboxTask[]; total: number }
  /** Those that follow the task of this sequence in the given order. */
  listAfter(after: number | undefined, order: 'asc' | 'desc', limit: number): SandboxTask[]
  update(id: string, change: TaskChange): void
  remove(id: string): void
  /** Queued tasks of a model whose wait is over, in the order they are to start. */
  startable(model: string, now: number, limit: number): SandboxTask[]
  /** Running tasks whose outcome is certain and whose time is up. */
  finishable(now: number): SandboxTask[]
  /** The running task that is to be rendered next: the first to have begun, stalled ones left out. */
  nextToRender(): SandboxTask | undefined
  /** Queued or running past their own expiry. */
  overdue(now: number): SandboxTask[]
  countRunning(): Map<string, number>
  /** When the first queued task of each model may start. */
  firstDue(): Map<string, number>
  nextExpiry(): number | undefined
  /** When the next running task ends whose outcome is certain. */
  nextEnd(): number | undefined
  idsToForget(createdBefore: number, cancelledBefore: number): string[]
  /** Ids of tasks finished before, each told once. */
  takeOldFiles(finishedBefore: number): string[]
  countCreatedSince(model: string, since: number): number
  /** Counts this try; 1 for the first. */
  countTry(key: string, now: number): number
  forgetTries(lastBefore: number): void
  /** Counts this download; 1 for the first. */
  countDownload(id: string): number
  /** Ever created, removed ones too. */
  countTasks(): number
  transaction<Result>(work: () => Result): Result
  close(): void
}

export interface TaskFilter {
  ids?: readonly string[] | undefined
  status?: SandboxStatus | undefined
  models?: readonly string[] | undefined
  serviceTier?: 'default' | 'flex' | undefined
}

export type TaskChange = Partial<
  Pick<SandboxTask, 'status' | 'updatedAt' | 'startedAt' | 'finishedAt' | 'dueAt' | 'outcome'>
>

const SCHEMA = `
  create table if not exists sandbox_tasks (
    sequence integer primary key autoincrement,
    id text not null unique,
    status text not null,
    model text not null,
    service_tier text not null,
    priority integer not null,
    safety_identifier text,
    created_at integer not null,
    updated_at integer not null,
    started_at integer,
    finished_at integer,
    due_at integer not null,
    expires_at integer not null,
    run_ms integer not null,
    plan text not null,
    outcome text,
    downloads integer not null default 0,
    files_removed integer not null default 0
  );
  create index if not exists sandbox_tasks_by_state on sandbox_tasks (status, model, due_at);
  create index if not exists sandbox_tasks_by_birth on sandbox_tasks (model, created_at);
  create table if not exists sandbox_tries (key text primary key, tries integer not null, last_at integer not null);
`

const CERTAIN = `status = 'running' and outcome is not null`

const CHANGED = [
  ['status', 'status'],
  ['updatedAt', 'updated_at'],
  ['startedAt', 'started_at'],
  ['finishedAt', 'finished_at'],
  ['dueAt', 'due_at'],
  ['outcome', 'outcome'],
] as const

export function openTaskStore(path: string): TaskStore {
  mkdirSync(dirname(path), { recursive: true })
  const file = new Database(path)
  file.pragma('busy_timeout = 5000')
  file.pragma('journal_mode = WAL')
  file.pragma('synchronous = FULL')
  file.exec(SCHEMA)
  return {
    ...readers(file),
    ...counters(file),
    insert(task) {
      const row = toRow(task)
      const names = Object.keys(row)
      file
        .prepare(
          `insert into sandbox_tasks (${names.join()}) values (${names.map((name) => `@${name}`).join()})`,
        )
        .run(row)
    },
    update(id, change) {
      const sets = CHANGED.filter(([key]) => change[key] !== undefined)
      const values = sets.map(([key]) => (key === 'outcome' ? JSON.stringify(change[key]) : change[key]))
      const assignments = sets.map(([, column]) => `${column} = ?`).join()
      file.prepare(`update sandbox_tasks set ${assignments} where id = ?`).run(...values, id)
    },
    remove(id) {
      file.prepare('delete from sandbox_tasks where id = ?').run(id)
    },
    takeOldFiles(finishedBefore) {
      const sql = `update sandbox_tasks set files_removed = 1 where files_removed = 0 and finished_at < ? returning id`
      return file
        .prepare<[number], { id: string }>(sql)
        .all(finishedBefore)
        .map((row) => row.id)
    },
    forgetTries(lastBefore) {
      file.prepare('delete from sandbox_tries where last_at < ?').run(lastBefore)
    },
    transaction: (work) => file.transaction(work).immediate(),
    close: () => void file.close(),
  }
}

function readers(file: Database.Database) {
  const all = (sql: string, ...values: unknown[]) =>
    file
      .prepare(`select * from sandbox_tasks ${sql}`)
      .all(...values)
      .map(readRow)
  const ids = (sql: string, ...values: unknown[]) =>
    file
      .prepare<unknown[], { id: string }>(sql)
      .all(...values)
      .map((row) => row.id)
  return {
    find: (id: string) => all('where id = ?', id)[0],
    list(filter: TaskFilter, page: { offset: number; limit: number }) {
      const { where, values } = toConditions(filter)
      const counted = file
        .prepare<unknown[], { total: number }>(`select count(*) as total from sandbox_tasks ${where}`)
        .get(...values)
      const tasks = all(
        `${where} order by sequence desc limit ? offset ?`,
        ...values,
        page.limit,
        page.offset,
      )
      return { tasks, total: counted?.total ?? 0 }
    },
    listAfter(after: number | undefined, order: 'asc' | 'desc', limit: number) {
      const start = after ?? (order === 'asc' ? 0 : Number.MAX_SAFE_INTEGER)
      const comparison = order === 'asc' ? '>' : '<'
      return all(`where sequence ${comparison} ? order by sequence ${order} limit ?`, start, limit)
    },
    startable: (model: string, now: number, limit: number) =>
      all(
        `where status = 'queued' and model = ? and due_at <= ? order by priority desc, sequence limit ?`,
        model,
        now,
        limit,
      ),
    finishable: (now: number) => all(`where ${CERTAIN} and due_at <= ? order by started_at, sequence`, now),
    nextToRender: () =>
      all(
        `where status = 'running' and outcome is null and json_type(plan, '$.faults.stall') is null
          order by started_at, sequence limit 1`,
      )[0],
    overdue: (now: number) => all(`where status in ('queued', 'running') and expires_at <= ?`, now),
    idsToForget: (createdBefore: number, cancelledBefore: number) =>
      ids(
        `select id from sandbox_tasks where (status not in ('queued', 'running') and created_at < ?)
          or (status = 'cancelled' and finished_at < ?)`,
        createdBefore,
        cancelledBefore,
      ),
  }
}

function counters(file: Database.Database) {
  const number = (sql: string, ...values: unknown[]) =>
    file.prepare<unknown[], { value: number | null }>(sql).get(...values)?.value ?? undefined
  const byModel = (sql: string) =>
    new Map(
      file
        .prepare<[], { model: string; value: number }>(sql)
        .all()
        .map((row) => [row.model, row.value]),
    )
  return {
    countRunning: () =>
      byModel(`select model, count(*) as value from sandbox_tasks where status = 'running' group by model`),
    firstDue: () =>
      byModel(`select model, min(due_at) as value from sandbox_tasks where status = 'queued' group by model`),
    nextExpiry: () =>
      number(`select min(expires_at) as value from sandbox_tasks where status in ('queued', 'running')`),
    countCreatedSince: (model: string, since: number) =>
      number(
        `select count(*) as value from sandbox_tasks where model = ? and created_at > ?`,
        model,
        since,
      ) ?? 0,
    countTry: (key: string, now: number) =>
      number(
        `insert into sandbox_tries (key, tries, last_at) values (?, 1, ?)
          on conflict (key) do update set tries = tries + 1, last_at = excluded.last_at returning tries as value`,
        key,
        now,
      ) ?? 1,
    countDownload: (id: string) =>
      number(
        `update sandbox_tasks set downloads = downloads + 1 where id = ? returning downloads as value`,
        id,
      ) ?? 1,
    nextEnd: () => number(`select min(due_at) as value from sandbox_tasks where ${CERTAIN}`),
    countTasks: () => number(`select seq as value from sqlite_sequence where name = 'sandbox_tasks'`) ?? 0,
  }
}

function toConditions(filter: TaskFilter): { where: string; values: unknown[] } {
  const conditions: string[] = []
  const values: unknown[] = []
  const isOneOf = (column: string, options: readonly string[] | undefined) => {
    if (options === undefined) return
    conditions.push(`${column} in (${options.map(() => '?').join()})`)
    values.push(...options)
  }
  isOneOf('id', filter.ids)
  isOneOf('status', filter.status && [filter.status])
  isOneOf('model', filter.models)
  isOneOf('service_tier', filter.serviceTier && [filter.serviceTier])
  return { where: conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`, values }
}
