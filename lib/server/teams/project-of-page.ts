import 'server-only'
import { notFound } from 'next/navigation'
import * as z from 'zod/mini'
import type { Principal } from '#lib/access/principal.ts'
import { AppError } from '#lib/api/app-error.ts'
import { projectQuerySchema } from '#lib/api/projects.ts'
import type { Executor } from '#lib/server/database/database.ts'
import { requireProjectId } from './require-project.ts'

/** For pages: the id of the project that the address names, else of the team's first; the not-found page where it is out of sight. */
export async function projectOfPage(
  executor: Executor,
  principal: Principal,
  named: string | string[] | undefined,
): Promise<string> {
  const query = z.safeParse(projectQuerySchema, { project: named })
  if (!query.success) notFound()
  try {
    return await requireProjectId(executor, principal, query.data.project)
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') notFound()
    throw error
  }
}
