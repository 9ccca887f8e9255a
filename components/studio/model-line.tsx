import type { Dispatch } from 'react'
import type { StudioInfo } from '#lib/api/studio.ts'
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
      <ModelPicker draft={draft} kind={kind} onChange={(model) => dispatch(changeModel(model))} />
      <ModeLine draft={draft} onChange={(mode) => dispatch({ type: 'mode', mode })} />
    </div>
  )
}
