import 'server-only'
import { inSight } from '#lib/server/database/in-sight.ts'
import type { Sight } from '#lib/access/principal.ts'
import { sql, type SqlBool } from 'kysely'
import type { GenerationState } from '#lib/generation/generation.ts'
import { OWN_MAKERS } from '#lib/generation/made-here.ts'
import type { Executor } from '#lib/server/database/database.ts'
import type { GenerationRow } from '#lib/server/database/tables.ts'

/** SQL on generations as programs list them: a provider's tasks. What was imported or joined here is none. */
export interface TaskFilter {
  sight: Sight
  projectId?: string
  ids?: readonly string[]
  states?: readonly GenerationState[]
  models?: readonly string[]
}

export interface TaskPage extends TaskFilter {
  order: 'asc' | 'desc'
  /** Only what comes after this one in that order. */
  after?: { created_at: number; id: string }
  offset?: number
  limit: number
}

export function listTaskRows(executor: Executor, page: TaskPage): Promise<GenerationRow[]> {
  const { order, after, offset = 0, limit } = page
  const beyond = order === 'desc' ? sql`<` : sql`>`
  return tasksOf(executor, page)
    .selectAll()
    .$if(after !== undefined, (query) =>
      query.where(sql<SqlBool>`(created_at, id) ${beyond} (${after?.created_at ?? 0}, ${after?.id ?? ''})`),
    )
    .orderBy('created_at', order)
    .orderBy('id', order)
    .limit(limit)
    .offset(offset)
    .execute()
}

export async function countTaskRows(executor: Executor, filter: TaskFilter): Promise<number> {
  const { count } = await tasksOf(executor, filter)
    .select((expression) => expression.fn.countAll().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

function tasksOf(executor: Executor, { sight, projectId, ids, states, models }: TaskFilter) {
  return executor
    .selectFrom('generations')
    .where(inSight(sight))
    .where('deleted_at', 'is', null)
    .where('provider', 'not in', OWN_MAKERS)
    .$if(projectId !== undefined, (query) => query.where('project_id', '=', projectId ?? ''))
    .$if(ids !== undefined, (query) => query.where('id', 'in', ids ?? []))
    .$if(states !== undefined, (query) => query.where('state', 'in', states ?? []))
    .$if(models !== undefined, (query) => query.where('model', 'in', models ?? []))
}
