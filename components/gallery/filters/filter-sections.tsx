'use client'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useId, useRef } from 'react'
import { useNames } from '#components/studio/use-names.ts'
import { useLanguage, useWords } from '#components/ui/language.tsx'
import type { GalleryCounts } from '#lib/api/gallery.ts'
import { galleryCountsQuery } from '#lib/queries/gallery-counts.ts'
import { countsQuestion, type GalleryView, type ViewFilter } from '../gallery-address.ts'
import { changeView } from '../use-gallery-view.ts'
import { changed, COUNTED_FIELDS, type FilterField, type ListField, toggled } from './filter-changes.ts'
import { FILTER_WORDS } from './filters.words.ts'
import { DateFields, LengthFields } from './range-fields.tsx'
import { choosable } from './choosable.ts'
import { BoxRow, ValueList } from './value-list.tsx'
import { markInWords, type Person, starsInWords } from './value-words.ts'

interface SectionProps {
  filter: ViewFilter
  /** Undefined while nothing has been counted yet. */
  counts: GalleryCounts | undefined
  member: Person
  /** Of the filter as the address says it by then: two presses in a row both count. */
  onChange: (change: (now: ViewFilter) => ViewFilter) => void
}

/** The filters of one menu, or all of them on a phone, with what each value would leave. */
export function FilterSections({
  view,
  member,
  fields,
  takesFocus = false,
}: {
  view: GalleryView
  member: Person
  fields: readonly FilterField[]
  /** In a menu the keyboard goes on inside, once there is something to choose. */
  takesFocus?: boolean
}) {
  const words = useWords(FILTER_WORDS)
  const wanted = COUNTED_FIELDS.filter((field) => fields.includes(field))
  const { data: counts, isError } = useQuery(galleryCountsQuery(countsQuestion(view), wanted))
  const place = useRef<HTMLDivElement>(null)
  const hasFocus = useRef(!takesFocus)
  const isCounted = wanted.every((field) => counts?.[field] !== undefined) || isError
  useEffect(() => {
    if (!isCounted || hasFocus.current) return
    hasFocus.current = true
    const controls = [...(place.current?.querySelectorAll<HTMLElement>('input, button') ?? [])]
    const chosen = controls.find((control) => control.matches(':checked')) ?? controls[0]
    chosen?.focus({ preventScroll: true })
  }, [isCounted])
  const props: SectionProps = {
    filter: view.filter,
    counts,
    member,
    onChange: (change) => changeView((now) => ({ ...now, filter: change(now.filter) }), 'push'),
  }
  return (
    <div ref={place} className="flex flex-col gap-3 p-1">
      {fields.map((field) => (
        <section key={field} aria-label={words[field]}>
          {fields.length > 1 && <h3 className="px-2 pb-1 text-xs font-medium text-ink-2">{words[field]}</h3>}
          <Section field={field} {...props} />
        </section>
      ))}
      {isError && counts === undefined && (
        <p className="px-2 text-xs text-pretty text-ink-2">{words.noCounts}</p>
      )}
    </div>
  )
}

function Section({ field, ...props }: SectionProps & { field: FilterField }) {
  switch (field) {
    case 'rating':
      return <Rating {...props} />
    case 'favourite':
    case 'bin':
      return <Mark field={field} {...props} />
    case 'date':
      return <DateFields filter={props.filter} onChange={props.onChange} />
    case 'length':
      return <LengthFields filter={props.filter} onChange={props.onChange} />
    default:
      return <Values field={field} {...props} />
  }
}

function Values({ field, filter, counts, member, onChange }: SectionProps & { field: ListField }) {
  const words = useWords(FILTER_WORDS)
  const language = useLanguage()
  const names = useNames(field === 'author')
  const values = choosable(field, filter, counts, language, { me: member, names })
  if (values.length === 0) {
    const nothing = field === 'tag' ? words.noTags : words.none
    return <p className="p-2 text-xs text-pretty text-ink-2">{counts?.[field] ? nothing : words.counting}</p>
  }
  return (
    <ValueList
      label={words[field]}
      values={values}
      chosen={filter[field] ?? []}
      wide={field === 'ratio' || field === 'resolution'}
      onToggle={(value) => onChange((now) => toggled(now, field, value))}
    />
  )
}

function Rating({ filter, counts, onChange }: SectionProps) {
  const words = useWords(FILTER_WORDS)
  const language = useLanguage()
  const name = useId()
  return (
    <div role="radiogroup" aria-label={words.rating}>
      {[undefined, 5, 4, 3, 2, 1].map((stars) => (
        <BoxRow
          key={stars ?? 0}
          type="radio"
          name={name}
          label={stars === undefined ? words.anyRating : starsInWords(stars, language)}
          {...(stars !== undefined && counts?.rating && { count: counts.rating[stars] ?? 0 })}
          checked={filter.rating === stars}
          onChange={() => onChange((now) => changed(now, { rating: stars }))}
        />
      ))}
    </div>
  )
}

function Mark({ field, filter, counts, onChange }: SectionProps & { field: 'favourite' | 'bin' }) {
  const words = useWords(FILTER_WORDS)
  const language = useLanguage()
  const count = counts?.[field]
  return (
    <BoxRow
      type="checkbox"
      label={field === 'bin' ? words.inBin : markInWords(field, language)}
      {...(count !== undefined && { count })}
      checked={filter[field] === '1'}
      onChange={() => onChange((now) => changed(now, { [field]: now[field] === '1' ? undefined : '1' }))}
    />
  )
}
