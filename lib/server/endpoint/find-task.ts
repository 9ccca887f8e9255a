import 'server-only'
import type { TokenPrincipal } from '#lib/access/principal.ts'
import type { Generation } from '#lib/generation/generation.ts'
import { type ReadServices, showOne } from '#lib/server/generations/read-generations.ts'
import { WireError } from '#lib/server/wire/wire-error.ts'
import { listTaskRows, type TaskFilter } from './task-store.ts'

/** What a token sees: its project, or all that its maker sees. */
export function filterOf(principal: TokenPrincipal): TaskFilter {
  return { sight: principal }
}

/** Throws WireError `NotFound`, also for one that the token may not see. */
export async function findTask(
  services: ReadServices,
  principal: TokenPrincipal,
  id: string,
): Promise<Generation> {
  if (!ID.test(id)) throw noSuchTask()
  const page = { ...filterOf(principal), ids: [id], order: 'desc', limit: 1 } as const
  const [row] = await listTaskRows(services.database.db, page)
  if (row === undefined) throw noSuchTask()
  return showOne(services, row)
}

const ID = /^[a-z0-9_]{1,64}$/

function noSuchTask(): WireError {
  return new WireError('NotFound', { message: 'There is no such task here.', param: 'id' })
}
