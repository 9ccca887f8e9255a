'use client'
import { useRef } from 'react'
import { WithQueries } from '#components/studio/with-queries.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { useWords } from '#components/ui/language.tsx'
import { type GalleryView, SORTS } from '../gallery-address.ts'
import { changeView } from '../use-gallery-view.ts'
import { cleared, countOfFilters, FIELDS } from './filter-changes.ts'
import { FilterSections } from './filter-sections.tsx'
import { FILTER_WORDS } from './filters.words.ts'
import { BoxRow } from './value-list.tsx'
import type { Person } from './value-words.ts'
import { BySwitch, SizeSwitch } from './view-switches.tsx'

/** All filters and how the cards are shown, on a phone. Each choice counts at once; the button at the end only says what is left. */
export default function FilterSheet({
  view,
  member,
  cards,
  onClose,
}: {
  view: GalleryView
  member: Person
  /** How many there are now, in words. */
  cards: string
  onClose: () => void
}) {
  const words = useWords(FILTER_WORDS)
  const content = useRef<HTMLDivElement>(null)
  return (
    <Dialog title={words.filters} onClose={onClose} className="w-full max-sm:mb-0 sm:w-[480px]">
      <div
        ref={content}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolled by keyboard too
        tabIndex={0}
        role="region"
        aria-label={words.filters}
        className="min-h-0 flex-1 scrollbar-quiet overflow-y-auto px-3 py-3 -outline-offset-2"
      >
        <div className="flex flex-col gap-3 px-1 pt-1 pb-3">
          <section aria-label={words.sort}>
            <h3 className="px-2 pb-1 text-xs font-medium text-ink-2">{words.sort}</h3>
            <div role="radiogroup" aria-label={words.sort} className="grid grid-cols-2">
              {SORTS.map((sort) => (
                <BoxRow
                  key={sort}
                  type="radio"
                  name="sort"
                  label={words.sorts[sort]}
                  checked={view.sort === sort}
                  onChange={() => changeView((now) => ({ ...now, sort }), 'push')}
                />
              ))}
            </div>
          </section>
          <div className="grid grid-cols-2 gap-2 px-1">
            <BySwitch view={view} stretch />
            <SizeSwitch view={view} stretch />
          </div>
        </div>
        <WithQueries>
          <FilterSections view={view} member={member} fields={FIELDS} />
        </WithQueries>
      </div>
      <footer className="flex gap-2 border-t p-3">
        <Button
          size="lg"
          disabled={countOfFilters(view.filter) === 0}
          onClick={() => changeView((now) => ({ ...now, filter: cleared(now.filter) }), 'push')}
        >
          {words.clear}
        </Button>
        <Button
          size="lg"
          variant="accent"
          className="flex-1"
          onClick={() => content.current?.closest('dialog')?.close()}
        >
          {words.show(cards)}
        </Button>
      </footer>
    </Dialog>
  )
}
