'use client'
import { SlidersHorizontal } from 'lucide-react'
import { useSearchParams } from 'next/navigation'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { number } from '#components/studio/format.ts'
import { announce } from '#components/ui/announcer.tsx'
import { useLanguage, useWords } from '#components/ui/language.tsx'
import { droppedWords, galleryQuestion } from '../gallery-address.ts'
import { useGallery } from '../gallery-store.ts'
import { useGalleryView } from '../use-gallery-view.ts'
import { countOfFilters } from './filter-changes.ts'
import { FilterChips } from './filter-chips.tsx'
import { FilterMenus } from './filter-menus.tsx'
import { cardsInWords, FILTER_WORDS } from './filters.words.ts'
import { SavedSearches } from './saved-searches.tsx'
import { SearchBox } from './search-box.tsx'
import type { Person } from './value-words.ts'
import { BySwitch, SizeSwitch, SortMenu } from './view-switches.tsx'

const FilterSheet = lazy(() => import('./filter-sheet.tsx'))

/** Above the grid: what is searched for, what is set, and how the cards are shown. */
export default function FilterBar({ member }: { member: Person }) {
  const { total, error } = useGallery()
  const words = useWords(FILTER_WORDS)
  const language = useLanguage()
  const view = useGalleryView()
  const cards = total === undefined ? '' : cardsInWords(words, view.by, total, number(total, language))
  // The count of before stands until the other one has come.
  const [shown, setShown] = useState(cards)
  if (cards !== '' && cards !== shown) setShown(cards)
  useSaidTotal(
    galleryQuestion(view),
    total === undefined ? undefined : total === 0 ? words.foundNone : words.found(cards),
  )
  return (
    <section
      aria-label={words.bar}
      // The focus goes here when the last chip goes.
      tabIndex={-1}
      className="flex flex-col gap-1 border-b bg-surface px-4 py-2 outline-none max-sm:px-2"
    >
      <div className="flex items-center gap-2 max-sm:gap-1">
        <div className="flex min-w-0 flex-1 items-center gap-1 md:max-w-xl">
          <SearchBox shown={view.filter.q ?? ''} />
          <SavedSearches view={view} />
          <SheetButton cards={shown} member={member} />
        </div>
        <span className="flex-1 max-md:hidden" />
        <div className="flex items-center gap-2 max-md:hidden">
          <SortMenu view={view} />
          <BySwitch view={view} />
          <SizeSwitch view={view} />
        </div>
      </div>
      <div className="flex min-h-8 items-center gap-x-3 gap-y-1 max-md:min-h-5 max-md:flex-col max-md:items-start md:flex-wrap">
        <div className="max-md:hidden">
          <FilterMenus view={view} member={member} />
        </div>
        <FilterChips view={view} member={member} />
        <p className="ml-auto text-xs whitespace-nowrap text-ink-3 tabular-nums max-md:ml-1">
          {shown === '' && error === undefined ? words.looking : shown}
        </p>
      </div>
      <Dropped />
    </section>
  )
}

function SheetButton({ cards, member }: { cards: string; member: Person }) {
  const words = useWords(FILTER_WORDS)
  const view = useGalleryView()
  const [isOpen, setOpen] = useState(false)
  const count = countOfFilters(view.filter)
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-label={count === 0 ? words.filters : words.filtersSet(count)}
        onClick={() => setOpen(true)}
        className="relative flex size-9 shrink-0 items-center justify-center rounded-lg text-ink-2 hover:bg-hover hover:text-ink md:hidden touch:size-11"
      >
        <SlidersHorizontal size={17} />
        {count > 0 && (
          <span className="absolute top-0.5 right-0.5 min-w-4 rounded-full bg-accent px-1 text-center text-2xs font-semibold text-on-accent">
            {count}
          </span>
        )}
      </button>
      {isOpen && (
        <Suspense>
          <FilterSheet view={view} member={member} cards={cards} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}

/** What of a copied address says nothing. It goes with the next change, and this with it. */
function Dropped() {
  const words = useWords(FILTER_WORDS)
  const dropped = droppedWords(useSearchParams())
  if (dropped.length === 0) return null
  const printed = dropped.slice(0, 3).map(({ name, value }) => `${name}=${[...value].slice(0, 30).join('')}`)
  return <p className="text-xs text-wait">{words.dropped(printed.join(', '))}</p>
}

/** Read out when another question has been answered; not for the page as it was opened. */
function useSaidTotal(question: string, said: string | undefined): void {
  const last = useRef<string>(undefined)
  useEffect(() => {
    if (said === undefined) return
    if (last.current !== undefined && last.current !== question) announce(said)
    last.current = question
  }, [question, said])
}
