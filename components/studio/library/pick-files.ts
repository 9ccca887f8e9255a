/** What of the library has a place in a draft. Pure. */
import type { MediaFile } from '#lib/api/media.ts'
import { modelOrLoosest } from '#lib/seedance/models.ts'
import { countPlaced } from '../compare-models.ts'
import { settleMode } from '../draft-mode.ts'
import { reduceDraft, type Draft } from '../draft.ts'
import { isFrame, rolesForMode } from '../reference-roles.ts'

export interface PickedFile {
  /** Of the reference that it becomes. */
  id: string
  media: MediaFile
}

/** The draft with the files attached. Pictures that were frames become references where something else comes beside them. */
export function withPicked(draft: Draft, picked: readonly PickedFile[]): Draft {
  const { references, ...rest } = reduceDraft(draft, {
    type: 'add',
    references: picked.map(({ id, media }) => ({ id, kind: media.kind, fileName: media.fileName, media })),
  })
  const isMixed =
    references.some(({ role }) => isFrame(role)) && references.some(({ role }) => !isFrame(role))
  return settleMode({
    ...rest,
    references: isMixed ? rolesForMode(references, 'reference_material') : references,
  })
}

/** Whether the model has a place for one more, beside those that are there and those that are picked. */
export function hasPlaceFor(draft: Draft, picked: readonly PickedFile[], media: MediaFile): boolean {
  const { model } = modelOrLoosest(draft.model)
  const placed = (files: readonly PickedFile[]) => countPlaced(withPicked(draft, files).references, model)
  return placed([...picked, { id: 'next', media }]) > placed(picked)
}
