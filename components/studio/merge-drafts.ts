/**
 * Two tabs on one project. What another tab stored is taken over; what this one has changed since both agreed and not stored yet is kept.
 * Pure.
 */
import { toParts } from '#lib/prompt/prompt-edit.ts'
import type { DraftField } from './draft-stamps.ts'
import type { Draft, DraftReference } from './draft.ts'
import { asNamedNow } from './prompt-history.ts'

/**
 * `base` is what this tab stored or read last. Of a field that `isNews` says no to the other tab knew less than this one when it stored:
 * both may write within the moment that their news takes to arrive.
 */
export function mergeDrafts(
  base: Draft,
  own: Draft,
  theirs: Draft,
  isNews: (field: DraftField) => boolean = () => true,
): Draft {
  const references = isNews('references')
    ? mergeReferences(base.references, own.references, theirs.references)
    : own.references
  const kept = FIELDS.filter((field) => !isNews(field) || !isSame(own[field], base[field]))
  const merged = kept.reduce<Draft>((draft, field) => ({ ...draft, [field]: own[field] }), theirs)
  const isOwnPrompt = !isNews('prompt') || !isSame(toParts(own.prompt), toParts(base.prompt))
  return { ...merged, references, prompt: asNamedNow(isOwnPrompt ? own.prompt : theirs.prompt, references) }
}

const FIELDS = ['model', 'mode', 'settings', 'takes', 'variations', 'shot'] as const

/** Who was taken out by either is out, who was put in by either is in. The order is theirs unless only this tab changed it. */
function mergeReferences(
  base: readonly DraftReference[],
  own: readonly DraftReference[],
  theirs: readonly DraftReference[],
): DraftReference[] {
  const known = new Set(base.map(({ id }) => id))
  const here = new Map(own.map((reference) => [reference.id, reference]))
  const there = new Map(theirs.map((reference) => [reference.id, reference]))
  const isSorted = !isSame(idsOf(base), idsOf(own)) && isSame(idsOf(base), idsOf(theirs))
  const [first, second] = isSorted ? [own, theirs] : [theirs, own]
  const order = [...new Set([...idsOf(first), ...idsOf(second)])]
  return order.flatMap((id) => {
    const [mine, their] = [here.get(id), there.get(id)]
    if (mine && their)
      return [
        mergeOne(
          base.find((reference) => reference.id === id),
          mine,
          their,
        ),
      ]
    const one = mine ?? their
    return one && !known.has(id) ? [one] : []
  })
}

function mergeOne(
  base: DraftReference | undefined,
  own: DraftReference,
  theirs: DraftReference,
): DraftReference {
  if (isSame(own, base)) return theirs
  if (isSame(theirs, base)) return own
  // A file that has arrived is never taken away by a tab that has not heard of it.
  const { kind, role, mediaId, media } = own
  if (theirs.mediaId !== undefined || mediaId === undefined) return theirs
  return { ...theirs, kind, role, mediaId, ...(media && { media }) }
}

function idsOf(references: readonly DraftReference[]): string[] {
  return references.map(({ id }) => id)
}

/** Values of a draft are plain, and written in one order of their fields. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
