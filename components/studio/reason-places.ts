/** Where on the page a reason is. */
import { announce } from '#components/ui/announcer.tsx'
import type { Language, Sentence } from '#lib/language/language.ts'
import type { Reason } from '#lib/prompt/readiness.ts'
import type { PromptFieldHandle } from './prompt-field.tsx'

/** Sentences by place of the reference they speak of. */
export function problemsByReference(reasons: readonly Reason[]): ReadonlyMap<number, Sentence[]> {
  const byPlace = new Map<number, Sentence[]>()
  for (const { field, message, severity } of reasons) {
    const place = placeOf(field)
    if (place === undefined || severity !== 'block') continue
    byPlace.set(place, [...(byPlace.get(place) ?? []), message])
  }
  return byPlace
}

/** Says the reason and brings its field into view; to the prompt goes the caret too, for there one types. */
export function goToReason(
  { field, message }: Reason,
  prompt: PromptFieldHandle | null,
  language: Language,
): void {
  announce(message[language])
  if (field === 'variations')
    return document.querySelector<HTMLElement>('[data-command="variations"]')?.focus()
  const place = placeOf(field)
  const card = place === undefined ? null : document.querySelector(`[data-reference="${place}"]`)
  if (!card) return prompt?.focus()
  card.scrollIntoView({ block: 'nearest' })
}

function placeOf(field: string): number | undefined {
  const place = /^references\.(\d+)/.exec(field)?.[1]
  return place === undefined ? undefined : Number(place)
}
