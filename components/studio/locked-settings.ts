/** What can't be set because the mode settles it, and why; contract.md §3.3, and §4 for gemini-omni. Pure. */
import type { Sentence } from '#lib/language/language.ts'
import { durationsFor, ratiosFor, type ModelCapabilities } from '#lib/seedance/models.ts'
import type { Mode } from '#lib/seedance/request.ts'

export interface LockedSetting {
  /** What it is. */
  value: Sentence
  reason: Sentence
}

/** Where there is one shape, or none to be chosen. A mode that has no source to follow has no lock. */
export function lockedShape(model: ModelCapabilities, mode: Mode): LockedSetting | undefined {
  const source = SHAPE_SOURCES[mode]
  return source && ratiosFor(model, mode).length < 2
    ? { value: source, reason: reasonOf(model, mode) }
    : undefined
}

export function lockedLength(model: ModelCapabilities, mode: Mode): LockedSetting | undefined {
  if (mode !== 'edit' || durationsFor(model, mode).seconds.length > 0) return undefined
  return { value: { en: 'As long as the clip', zh: '与原视频等长' }, reason: reasonOf(model, mode) }
}

const SHAPE_SOURCES: Partial<Record<Mode, Sentence>> = {
  i2v: { en: 'As the first frame', zh: '与首帧相同' },
  i2v_first_last: { en: 'As the first frame', zh: '与首帧相同' },
  edit: { en: 'As the clip', zh: '与原视频相同' },
  extend: { en: 'As the clip', zh: '与原视频相同' },
}

function reasonOf({ label }: ModelCapabilities, mode: Mode): Sentence {
  if (mode === 'edit') return { en: `Set by the clip that ${label} edits`, zh: `由 ${label} 编辑的视频决定` }
  if (mode === 'extend')
    return { en: `Set by the clip that ${label} extends`, zh: `由 ${label} 延长的视频决定` }
  return { en: `${label} takes it from the picture`, zh: `${label} 按图片决定` }
}
