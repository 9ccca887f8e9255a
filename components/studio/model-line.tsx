import type { Dispatch } from 'react'
import type { StudioInfo } from '#lib/api/studio.ts'
import type { ModelCapabilities } from '#lib/seedance/models.ts'
import { changeModel } from './carry-over.ts'
import type { Draft, DraftAction } from './draft.ts'
import { ModeLine } from './mode-line.tsx'
import { ModelPicker } from './model-picker.tsx'

/** Above the prompt: which model, and what is asked of it. */
export default function ModelLine({
  draft,
  dispatch,
  kind,
}: {
  draft: Draft
  dispatch: Dispatch<DraftAction>
  kind: StudioInfo['provider']['kind']
}) {
  return (
    <div className="mb-2 flex items-center justify-between gap-3">
      <ModelPicker
        value={draft.model}
        isOffered={(model) => isOffered(model, kind)}
        onChange={(model) => dispatch(changeModel(model))}
      />
      <ModeLine draft={draft} onChange={(mode) => dispatch({ type: 'mode', mode })} />
    </div>
  )
}

/** What the connected provider sells (contract.md §1.1 and §3.7). The sandbox has every model. */
function isOffered(model: ModelCapabilities, kind: StudioInfo['provider']['kind']): boolean {
  if (kind === 'gateway') return model.onSeedGateway
  return kind !== 'ark' || model.family !== 'gemini-omni'
}
