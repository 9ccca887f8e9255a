import 'server-only'
import { isAllowed } from '#lib/access/permissions.ts'
import type { Principal } from '#lib/access/principal.ts'
import { AppError } from '#lib/api/app-error.ts'
import type { ClipChange } from '#lib/api/clip-changes.ts'

/** Whoever may judge clips may not yet delete or move them. Throws AppError `forbidden`. */
export function requireChangeable(principal: Principal, changes: readonly ClipChange[]): void {
  const { role } = principal
  if (changes.some(({ removed }) => removed !== undefined) && !isAllowed(principal, 'generation.remove'))
    throw new AppError('forbidden', {
      en: `Your role here (${role}) does not allow deleting and restoring. Nothing was changed; ask the owner of the studio.`,
      zh: `你的角色（${role}）不能删除或恢复。未做任何改动；请联系工作室的所有者。`,
    })
  if (changes.some(({ project }) => project !== undefined) && !isAllowed(principal, 'clip.move'))
    throw new AppError('forbidden', {
      en: `Your role here (${role}) does not allow moving clips to another project. Nothing was changed; ask the owner of the studio.`,
      zh: `你的角色（${role}）不能把成片移到其他项目。未做任何改动；请联系工作室的所有者。`,
    })
}
