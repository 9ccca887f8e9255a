/** Everything that can be said about a request before it is sent. The screen and the server print the same problems. */
import { checkMedia } from './check-media.ts'
import { checkReferences } from './check-references.ts'
import { checkSettings } from './check-settings.ts'
import type { MediaFacts } from './input-limits.ts'
import { modelOrLoosest } from './models.ts'
import type { Problem } from './problem.ts'
import type { CanonicalRequest } from './request.ts'

export { inferMode } from './infer-mode.ts'
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
