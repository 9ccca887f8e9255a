/** Everything that can be said about a request before it is sent. The screen and the server print the same problems. */
import { checkMedia } from './check-media.ts'
import { checkReferences } from './check-references.ts'
import { checkSettings } from './check-settings.ts'
import type { MediaFacts } from './input-limits.ts'
import { type ModelCapabilities, modelOrLoosest } from './models.ts'
import type { Problem } from './problem.ts'
import type { CanonicalRequest, Mode, RequestReference } from './request.ts'

export { INPUT_LIMITS, type MediaFacts } from './input-limits.ts'

/**
 * @param facts about the references' files, in the order of `request.references`; what is unknown is not checked.
 * @returns every problem found, none if the request may be sent. Sources: contract.md §3.2–§3.4, §3.7, §4.
 */
export function checkLimits(
  request: CanonicalRequest,
  facts: readonly (MediaFacts | undefined)[] = [],
): Problem[] {
  const { model } = modelOrLoosest(request.model)
  return [
    ...checkReferences(request, model),
    ...checkSettings(request, model),
    ...checkMedia(request, model, facts),
  ]
}

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
