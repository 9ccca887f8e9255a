import { ArrowDownWideNarrow, ChevronDown, Grid2x2, Grid3x3, Square } from 'lucide-react'
import { useWords } from '#components/ui/language.tsx'
import { Menu } from '#components/ui/menu.tsx'
import { Segmented } from '#components/ui/segmented.tsx'
import { type GalleryView, SIZES, SORTS } from '../gallery-address.ts'
import { changeView } from '../use-gallery-view.ts'
import { FILTER_WORDS } from './filters.words.ts'

/** How the cards are shown: their order, takes or shots, and their size. In the bar, and within the sheet of a phone. */
export function SortMenu({ view }: { view: GalleryView }) {
  const words = useWords(FILTER_WORDS)
  return (
    <Menu
      label={words.sortNow(words.sorts[view.sort])}
      align="end"
      triggerClassName="flex h-8 shrink-0 items-center gap-1.5 rounded-md px-2 text-xs font-medium text-ink-2 transition-colors hover:bg-hover hover:text-ink touch:h-11"
      trigger={
        <>
          <ArrowDownWideNarrow aria-hidden size={14} className="text-ink-3" />
          {words.sorts[view.sort]}
          <ChevronDown aria-hidden size={12} className="text-ink-3" />
        </>
      }
      items={SORTS.map((sort) => ({
        id: sort,
        label: words.sorts[sort],
        checked: sort === view.sort,
        onSelect: () => changeView((now) => ({ ...now, sort }), 'push'),
      }))}
    />
  )
}

export function BySwitch({ view, stretch = false }: { view: GalleryView; stretch?: boolean }) {
  const words = useWords(FILTER_WORDS)
  return (
    <Segmented
      label={words.by}
      stretch={stretch}
      value={view.by}
      options={(['take', 'shot'] as const).map((value) => ({ value, label: words[value] }))}
      onChange={(by) => changeView((now) => ({ ...now, by }), 'push')}
    />
  )
}

const PICTURES = { s: Grid3x3, m: Grid2x2, l: Square }

export function SizeSwitch({ view, stretch = false }: { view: GalleryView; stretch?: boolean }) {
  const words = useWords(FILTER_WORDS)
  return (
    <Segmented
      label={words.size}
      stretch={stretch}
      value={view.size}
      options={SIZES.map((value) => {
        const Picture = PICTURES[value]
        return { value, label: words.sizes[value], picture: <Picture size={14} className="mx-1" /> }
      })}
      // A look at the same cards: back is for where one was.
      onChange={(size) => changeView((now) => ({ ...now, size }), 'replace')}
    />
  )
}
