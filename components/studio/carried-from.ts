/** How a draft was before its model was changed, and the way back. Pure. */
import type { Mode, ReferenceRole } from '#lib/seedance/request.ts'
import { settleMode } from './draft-mode.ts'
import type { Draft } from './draft.ts'

/** What a change of model may change. Words, files and names stay whatever the model, and so does what is done to them afterwards. */
export interface CarriedFrom extends Pick<Draft, 'model' | 'settings'> {
  mode?: Mode
  /** Where a preset was applied. */
  takes?: number
  roles: Readonly<Record<string, ReferenceRole>>
}

/** The model, its mode, roles and settings as they were before it was changed; references that came since keep theirs. */
export function undoCarryOver(draft: Draft): Draft {
  const { carriedFrom, mode: _, ...rest } = draft
  if (!carriedFrom) return draft
  const { roles, ...before } = carriedFrom
  const references = draft.references.map((reference) => ({
    ...reference,
    role: roles[reference.id] ?? reference.role,
  }))
  return settleMode(withoutCarriedOver({ ...rest, ...before, references }))
}

export function withoutCarriedOver(draft: Draft): Draft {
  const { carriedFrom: _, ...rest } = draft
  return { ...rest, carriedOver: [] }
}
