/** What is set, as chips: each with what takes it away. Pure. */
import type { Language } from '#lib/language/language.ts'
import type { ViewFilter } from '../gallery-address.ts'
import { changed, isSet, LIST_FIELDS, toggled, withDays, withLength } from './filter-changes.ts'
import { markInWords, type People, rangeInWords, starsInWords, valueInWords } from './value-words.ts'

export interface FilterChip {
  key: string
  label: string
  without: (filter: ViewFilter) => ViewFilter
}

export function chipsOf(filter: ViewFilter, language: Language, people: People): FilterChip[] {
  const { rating } = filter
  const lists = LIST_FIELDS.flatMap((field) => {
    const values: readonly string[] = filter[field] ?? []
    return values.map((value) => ({
      key: `${field} ${value}`,
      label: valueInWords(field, value, language, people),
      without: (now: ViewFilter) =>
        now[field]?.some((one) => one === value) ? toggled(now, field, value) : now,
    }))
  })
  const marks = (['favourite', 'bin'] as const)
    .filter((field) => isSet(filter, field))
    .map((field) => ({
      key: field,
      label: markInWords(field, language),
      without: (now: ViewFilter) => changed(now, { [field]: undefined }),
    }))
  const ranges = [
    { key: 'length', without: (now: ViewFilter) => withLength(now, undefined, undefined) },
    { key: 'date', without: (now: ViewFilter) => withDays(now, {}, 0) },
  ] as const
  return [
    ...(rating === undefined
      ? []
      : [
          {
            key: 'rating',
            label: starsInWords(rating, language),
            without: (now: ViewFilter) => changed(now, { rating: undefined }),
          },
        ]),
    ...lists,
    ...ranges.flatMap(({ key, without }) => {
      const label = rangeInWords(key, filter, language)
      return label === undefined ? [] : [{ key, label, without }]
    }),
    ...marks,
  ]
}
