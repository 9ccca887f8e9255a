import { X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useNames } from '#components/studio/use-names.ts'
import { useLanguage, useWords } from '#components/ui/language.tsx'
import type { GalleryView } from '../gallery-address.ts'
import { changeView } from '../use-gallery-view.ts'
import { chipsOf } from './chips.ts'
import { cleared } from './filter-changes.ts'
import { FILTER_WORDS } from './filters.words.ts'
import type { Person } from './value-words.ts'

/**
 * The chip that was pressed: once it has gone the next one gets the focus, which would be lost with it. Outside of the component, because a
 * step through the history that ends meanwhile may mount it anew.
 */
let pressedChip: { key: string; place: number; bar: HTMLElement | null } | undefined

/** What is set, each to be taken away with one press. */
export function FilterChips({ view, member }: { view: GalleryView; member: Person }) {
  const words = useWords(FILTER_WORDS)
  const language = useLanguage()
  const names = useNames(view.filter.author !== undefined)
  const chips = chipsOf(view.filter, language, { me: member, names })
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    const gone = pressedChip
    if (!gone || chips.some(({ key }) => key === gone.key)) return
    pressedChip = undefined
    const left = list.current?.querySelectorAll('button') ?? []
    const bar = list.current?.closest('section') ?? gone.bar
    const next = left[Math.min(gone.place, left.length - 1)] ?? bar
    next?.focus()
  })
  if (chips.length === 0) return null
  return (
    <div className="flex min-w-0 items-center gap-1 max-md:w-full md:flex-wrap">
      <ul
        ref={list}
        aria-label={words.active}
        className="flex min-w-0 gap-1 max-md:scrollbar-quiet max-md:overflow-x-auto max-md:p-0.5 md:flex-wrap"
      >
        {chips.map(({ key, label, without }, place) => (
          <li key={key} className="shrink-0">
            <button
              type="button"
              aria-label={words.remove(label)}
              onClick={(event) => {
                pressedChip = { key, place, bar: event.currentTarget.closest('section') }
                changeView((now) => ({ ...now, filter: without(now.filter) }), 'push')
              }}
              className="flex h-7 max-w-64 items-center gap-1 rounded-md bg-chip pr-1 pl-2 text-xs font-medium transition-colors hover:bg-pressed touch:h-11 touch:pr-2"
            >
              <span className="truncate">{label}</span>
              <X aria-hidden size={13} className="shrink-0 text-ink-2" />
            </button>
          </li>
        ))}
      </ul>
      <button
        type="button"
        onClick={(event) => {
          event.currentTarget.closest('section')?.focus({ preventScroll: true })
          changeView((now) => ({ ...now, filter: cleared(now.filter) }), 'push')
        }}
        className="h-7 shrink-0 rounded-md px-2 text-xs font-medium text-ink-2 transition-colors hover:bg-hover hover:text-ink touch:h-11"
      >
        {words.clear}
      </button>
    </div>
  )
}
