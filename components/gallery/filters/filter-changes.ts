/** What choosing does to a filter, and what of it is set. Pure. */
import { inOrder } from '../address-values.ts'
import { type ViewFilter, withoutAbsent } from '../gallery-address.ts'

/** Filters of which several values may hold. */
export const LIST_FIELDS = [
  'model',
  'state',
  'author',
  'pick',
  'verdict',
  'tag',
  'ratio',
  'resolution',
] as const
export type ListField = (typeof LIST_FIELDS)[number]

/** What a menu shows together. */
export type FilterField = ListField | 'rating' | 'favourite' | 'length' | 'date' | 'bin'

/** Adds a value, or takes it away; the last one takes the whole filter with it. Values that the address can't hold change nothing. */
export function toggled(filter: ViewFilter, field: ListField, value: string): ViewFilter {
  const values: readonly string[] = filter[field] ?? []
  const next = values.includes(value) ? values.filter((one) => one !== value) : inOrder([...values, value])
  // Each list has a type of its own; what comes from counts or from the list itself is of it.
  return withoutAbsent({ ...filter, [field]: next.length === 0 ? undefined : next })
}

/** `undefined` takes a filter away. */
export function changed(
  filter: ViewFilter,
  change: { [Name in keyof ViewFilter]?: ViewFilter[Name] },
): ViewFilter {
  return withoutAbsent({ ...filter, ...change })
}

/** Days are meant where the person is. `zone`: minutes east of UTC. */
export function withDays(
  filter: ViewFilter,
  { from, to }: { from?: string | undefined; to?: string | undefined },
  zone: number,
): ViewFilter {
  const [first, last] = from !== undefined && to !== undefined && to < from ? [to, from] : [from, to]
  const hasDays = first !== undefined || last !== undefined
  return changed(filter, { from: first, to: last, zone: hasDays ? zone : undefined })
}

/** Whole seconds; the shorter one first, whichever was typed first. */
export function withLength(filter: ViewFilter, from: number | undefined, to: number | undefined): ViewFilter {
  const isTurned = from !== undefined && to !== undefined && to < from
  return changed(filter, { 'length-from': isTurned ? to : from, 'length-to': isTurned ? from : to })
}

/** Everything but the words of the search. */
export function cleared({ q }: ViewFilter): ViewFilter {
  return withoutAbsent({ q })
}

/** How many filters are set: what the button on a phone says. Both ends of a range are one. */
export function countOfFilters(filter: ViewFilter): number {
  return FIELDS.filter((field) => isSet(filter, field)).length
}

export function isSet(filter: ViewFilter, field: FilterField): boolean {
  if (field === 'length') return filter['length-from'] !== undefined || filter['length-to'] !== undefined
  if (field === 'date') return filter.from !== undefined || filter.to !== undefined
  return filter[field] !== undefined
}

export const FIELDS: readonly FilterField[] = [
  'model',
  'rating',
  'pick',
  'verdict',
  'favourite',
  'tag',
  'date',
  'state',
  'author',
  'ratio',
  'resolution',
  'length',
  'bin',
]

/** Those whose values are counted. */
export const COUNTED_FIELDS = FIELDS.filter((field) => field !== 'length' && field !== 'date')

/** The day `days` before the given one, as it is called where the person is. */
export function dayBefore(now: Date, days: number): string {
  const day = new Date(now.getFullYear(), now.getMonth(), now.getDate() - days, 12)
  const two = (number: number) => String(number).padStart(2, '0')
  return `${String(day.getFullYear()).padStart(4, '0')}-${two(day.getMonth() + 1)}-${two(day.getDate())}`
}
