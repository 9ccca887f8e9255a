import 'server-only'
import type { Sight } from '#lib/access/principal.ts'
import { AppError } from '#lib/api/app-error.ts'
import type { Executor } from '#lib/server/database/database.ts'
import { defaultProjectId, findProject } from './team-store.ts'

/** The id of the project that is named, else of the first in sight. Throws AppError `not_found`, also for one out of sight. */
export async function requireProjectId(
  executor: Executor,
  sight: Sight,
  projectId: string | undefined,
): Promise<string> {
  const found =
    projectId === undefined
      ? await defaultProjectId({ db: executor }, sight)
      : (await findProject(executor, sight, projectId))?.id
  if (found === undefined) throw noSuchProject()
  return found
}

export function noSuchProject(): AppError {
  return new AppError('not_found', {
    en: 'This project does not exist. Choose another in the menu of projects.',
    zh: '这个项目不存在。请在项目菜单中另选一个。',
  })
}
