/** Which mode a draft has. It is worked out, and only a choice among several is kept. Pure. */
import { inferMode } from '#lib/seedance/infer-mode.ts'
import { modelOrLoosest, modesFor } from '#lib/seedance/models.ts'
import type { Mode } from '#lib/seedance/request.ts'
import type { Draft } from './draft.ts'
import { attachedKinds, isFrame } from './reference-roles.ts'

/** The mode as it will be sent: chosen by hand, or worked out from what is attached. */
export function modeOf(draft: Pick<Draft, 'model' | 'mode' | 'references'>): Mode {
  return draft.mode ?? inferMode(modelOrLoosest(draft.model).model, draft.references)
}

/** A mode by hand ends when it no longer fits what is attached, or when it is what would be inferred anyway. */
export function settleMode(draft: Draft): Draft {
  if (draft.mode === undefined) return draft
  const { mode, ...rest } = draft
  const { model } = modelOrLoosest(draft.model)
  // Frames say by themselves which of the modes it is.
  const isPossible =
    modesFor(model, attachedKinds(draft.references)).includes(mode) &&
    !draft.references.some(({ role }) => isFrame(role))
  return isPossible && inferMode(model, draft.references) !== mode ? draft : rest
}
