/** What is set, as chips: each with the filter that is left without it. Pure. */
import type { Language } from '#lib/language/language.ts'
import type { ViewFilter } from '../gallery-address.ts'
import { changed, isSet, LIST_FIELDS, toggled, withDays, withLength } from './filter-changes.ts'
import { markInWords, type Person, rangeInWords, starsInWords, valueInWords } from './value-words.ts'

export interface FilterChip {
  key: string
  label: string
  without: ViewFilter
}

export function chipsOf(filter: ViewFilter, language: Language, member: Person): FilterChip[] {
  const { rating } = filter
  const lists = LIST_FIELDS.flatMap((field) => {
    const values: readonly string[] = filter[field] ?? []
    return values.map((value) => ({
      key: `${field} ${value}`,
      label: valueInWords(field, value, language, member),
      without: toggled(filter, field, value),
    }))
  })
  const marks = (['favourite', 'bin'] as const)
    .filter((field) => isSet(filter, field))
    .map((field) => ({
      key: field,
      label: markInWords(field, language),
      without: changed(filter, { [field]: undefined }),
    }))
  const ranges = [
    { key: 'length', without: withLength(filter, undefined, undefined) },
    { key: 'date', without: withDays(filter, {}, 0) },
  ] as const
  return [
    ...(rating === undefined
      ? []
      : [
          {
            key: 'rating',
            label: starsInWords(rating, language),
            without: changed(filter, { rating: undefined }),
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
