/** Apart from the checks, so that the page can say the mode before it has loaded them. */
import type { ModelCapabilities } from './models.ts'
import type { Mode, RequestReference } from './request.ts'

/** The mode that what is attached amounts to (contract.md §1.2, §3.3; §4 for gemini-omni). */
export function inferMode(
  model: ModelCapabilities,
  references: readonly Pick<RequestReference, 'kind' | 'role'>[],
  draftTaskId?: string,
): Mode {
  if (draftTaskId !== undefined) return 'draft_final'
  if (references.length === 0) return 't2v'
  if (model.family === 'gemini-omni') return references.some(({ kind }) => kind === 'video') ? 'edit' : 'r2v'
  // Any reference media makes it theirs: frames beside them are refused, and the refusal should name the frames.
  if (references.every(({ role }) => role === 'first_frame' || role === 'last_frame')) {
    return references.some(({ role }) => role === 'last_frame') ? 'i2v_first_last' : 'i2v'
  }
  return references.every(({ kind }) => kind === 'image') ? 'reference_images' : 'reference_material'
}
