/** The values that a filter can be set to: those that clips have, and those that are set. Pure. */
import type { GalleryCounts } from '#lib/api/gallery.ts'
import { GENERATION_STATES } from '#lib/generation/generation.ts'
import type { Language } from '#lib/language/language.ts'
import { MODELS } from '#lib/seedance/models.ts'
import { RATIOS, RESOLUTIONS } from '#lib/seedance/request.ts'
import { PICK_VALUES, VERDICT_VALUES, type ViewFilter } from '../gallery-address.ts'
import type { ListField } from './filter-changes.ts'
import type { ChoosableValue } from './value-list.tsx'
import { type People, valueInWords } from './value-words.ts'

/** In an order that stays while counts change; names by how many clips have them. */
const ORDERS: Readonly<Partial<Record<ListField, readonly string[]>>> = {
  model: MODELS.map(({ id }) => id),
  state: GENERATION_STATES,
  pick: PICK_VALUES,
  verdict: VERDICT_VALUES,
  ratio: RATIOS,
  resolution: RESOLUTIONS,
}

/** Shown also where no clip is like that. */
const ALWAYS: Readonly<Partial<Record<ListField, readonly string[]>>> = {
  pick: PICK_VALUES,
  verdict: VERDICT_VALUES,
}

export function choosable(
  field: ListField,
  filter: ViewFilter,
  counts: GalleryCounts | undefined,
  language: Language,
  people: People,
): ChoosableValue[] {
  const known = counts?.[field]
  const counted = known ?? {}
  // Nothing asks for a shape that nobody knows.
  const there = Object.keys(counted).filter((value) => value !== '')
  const always: readonly string[] = ALWAYS[field] ?? []
  const values = [...new Set([...there, ...always, ...(filter[field] ?? [])])]
  const order = ORDERS[field]
  const place = (value: string) => {
    const index = order?.indexOf(value) ?? -1
    return index === -1 ? Number.POSITIVE_INFINITY : index
  }
  return values
    .toSorted(
      (one, other) =>
        compare(place(one), place(other)) ||
        compare(counted[other] ?? 0, counted[one] ?? 0) ||
        one.localeCompare(other),
    )
    .map((value) => ({
      value,
      label: valueInWords(field, value, language, people),
      isName: field === 'tag' || field === 'author',
      ...(known && { count: counted[value] ?? 0 }),
    }))
}

/** Two infinities are alike. */
function compare(one: number, other: number): number {
  return one === other ? 0 : one - other
}
