import 'server-only'
import { AppError } from '#lib/api/app-error.ts'
import type { Executor } from '#lib/server/database/database.ts'
import { defaultProjectId, findProject } from './team-store.ts'

/** The id of the team's project that is named, else of its first. Throws AppError `not_found`, also for another team's. */
export async function requireProjectId(
  executor: Executor,
  teamId: string,
  projectId: string | undefined,
): Promise<string> {
  const found =
    projectId === undefined
      ? await defaultProjectId({ db: executor }, teamId)
      : (await findProject(executor, teamId, projectId))?.id
  if (found === undefined) throw noSuchProject()
  return found
}

export function noSuchProject(): AppError {
  return new AppError('not_found', {
    en: 'This project does not exist. Choose another in the menu of projects.',
    zh: '这个项目不存在。请在项目菜单中另选一个。',
  })
}
