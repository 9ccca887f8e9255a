/** Why the draft can't be generated yet, and where on the page that is. */
import type { StudioInfo } from '#lib/api/studio.ts'
import { reasonsNotReady, type Reason } from '#lib/prompt/readiness.ts'
import type { Draft } from './draft.ts'
import type { PromptFieldHandle } from './prompt-field.tsx'
import type { Uploads } from './use-uploads.ts'

export function reasonsOf(draft: Draft, info: StudioInfo, uploads: Uploads): Reason[] {
  return reasonsNotReady(draft, { provider: info.provider, uploads: uploads.states })
}

/** Sentences by place of the reference they speak of. */
export function problemsByReference(reasons: readonly Reason[]): ReadonlyMap<number, string[]> {
  const byPlace = new Map<number, string[]>()
  for (const { field, message, severity } of reasons) {
    const place = placeOf(field)
    if (place === undefined || severity !== 'block') continue
    byPlace.set(place, [...(byPlace.get(place) ?? []), message])
  }
  return byPlace
}

/** Brings the field into view and, where one can type, puts the caret there. */
export function goToField(field: string, prompt: PromptFieldHandle | null): void {
  const place = placeOf(field)
  const card = place === undefined ? null : document.querySelector(`[data-reference="${place}"]`)
  if (!card) return prompt?.focus()
  card.scrollIntoView({ block: 'center' })
  card.querySelector<HTMLElement>('input, button')?.focus()
}

function placeOf(field: string): number | undefined {
  const place = /^references\.(\d+)/.exec(field)?.[1]
  return place === undefined ? undefined : Number(place)
}
