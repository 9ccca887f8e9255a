import 'server-only'
import type { Sight } from '#lib/access/principal.ts'
import { AppError } from '#lib/api/app-error.ts'
import type { ShareKind } from '#lib/api/shares.ts'
import type { Sentence } from '#lib/language/language.ts'
import type { Executor } from '#lib/server/database/database.ts'
import { findManyGenerations } from '#lib/server/generations/generation-store.ts'
import { findShot } from '#lib/server/generations/shot-store.ts'
import { requireProjectId } from '#lib/server/teams/require-project.ts'

/** The one project that everything in the link is in. Throws AppError 404 for what is out of sight, 422 for what can't be shared. */
export async function projectOfTarget(
  executor: Executor,
  sight: Sight,
  { kind, ids }: { kind: ShareKind; ids: readonly string[] },
): Promise<string> {
  const [first = ''] = ids
  if (kind !== 'selection' && ids.length !== 1)
    throw refused({ en: 'A link of this kind names one thing.', zh: '这类链接只能指向一项内容。' })
  if (kind === 'project') return requireProjectId(executor, sight, first)
  if (kind === 'shot') {
    const shot = await findShot(executor, sight, first)
    if (!shot) throw notThere()
    return shot.project_id
  }
  const rows = await findManyGenerations(executor, sight, ids)
  if (rows.length !== ids.length || rows.some(({ deleted_at: deletedAt }) => deletedAt !== null))
    throw notThere()
  if (rows.some(({ state, clip_media_id: clip }) => state !== 'succeeded' || clip === null))
    throw refused({
      en: 'Only finished clips can be shared. Leave the others out of the selection.',
      zh: '只能分享已完成的成片。请从选择中去掉其他项。',
    })
  const projects = new Set(rows.map(({ project_id: id }) => id))
  const [projectId = ''] = projects
  if (projects.size > 1)
    throw refused({
      en: 'A link shows clips of one project. Make one link for each.',
      zh: '一个链接只能包含同一项目的成片。请分别创建链接。',
    })
  return projectId
}

function refused(message: Sentence): AppError {
  return new AppError('unprocessable', message, { problems: [{ field: 'ids', code: 'conflict', message }] })
}

function notThere(): AppError {
  return new AppError('not_found', {
    en: 'What should be shared is not here any more. Load the page again.',
    zh: '要分享的内容已不存在。请重新加载页面。',
  })
}
