import 'server-only'
import { access } from 'node:fs/promises'
import { clipFile } from './render-task.ts'
import type { SandboxContext } from './sandbox-context.ts'
import { WireError } from '#lib/server/wire/wire-error.ts'
import type { SandboxTask } from './task-row.ts'

/** Paths of a clip's first frame (WebP) and of its frames side by side (JPEG), made when first asked for. */
export async function makeStills(
  { files, inspect }: SandboxContext,
  task: SandboxTask,
): Promise<{ thumbnail: string; spritesheet: string }> {
  const stills = {
    thumbnail: files.path(task.id, 'thumbnail.webp'),
    spritesheet: files.path(task.id, 'spritesheet.jpg'),
  }
  const isMade = await Promise.all([access(stills.thumbnail), access(stills.spritesheet)]).then(
    () => true,
    () => false,
  )
  if (isMade) return stills
  const result = await inspect({
    path: files.path(task.id, clipFile(task)),
    format: task.plan.container,
    decode: 'samples',
    posterPath: stills.thumbnail,
    spritePath: stills.spritesheet,
  })
  if (!result.ok) throw new WireError('InternalServiceError', { cause: result.message })
  return stills
}
