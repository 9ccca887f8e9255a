/** Why the draft can't be generated yet. Loaded by use-reasons.ts: the checks are not needed to type. */
import type { StudioInfo } from '#lib/api/studio.ts'
import { reasonsNotReady, type Reason } from '#lib/prompt/readiness.ts'
import type { Draft } from './draft.ts'
import { settingsToSend } from './recipe.ts'
import { variationReasons } from './variations/variation-reasons.ts'
import type { Uploads } from './use-uploads.ts'

export function reasonsOf(draft: Draft, info: StudioInfo, uploads: Uploads): Reason[] {
  return [
    ...reasonsNotReady(
      { ...draft, settings: settingsToSend(draft) },
      { provider: info.provider, uploads: uploads.states },
    ),
    ...variationReasons(draft),
  ]
}
