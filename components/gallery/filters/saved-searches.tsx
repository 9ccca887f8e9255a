import { Bookmark } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { useWords } from '#components/ui/language.tsx'
import { PopoverPanel } from '#components/ui/popover.tsx'
import { usePopover } from '#components/ui/use-popover.ts'
import { defineWords } from '#lib/language/language.ts'
import type { GalleryView } from '../gallery-address.ts'

const WORDS = defineWords({ en: { saved: 'Saved searches' }, zh: { saved: '已保存的搜索' } })

const SavedSearchPanel = lazy(() => import('./saved-search-panel.tsx'))

/** Beside the search: what the team has kept, and the way to keep the present view. */
export function SavedSearches({ view }: { view: GalleryView }) {
  const words = useWords(WORDS)
  const { open, close, triggerProps, panelProps } = usePopover({ align: 'end' })
  return (
    <>
      <button
        type="button"
        {...triggerProps}
        aria-haspopup="dialog"
        aria-label={words.saved}
        data-tip={words.saved}
        className="flex size-9 shrink-0 items-center justify-center rounded-lg text-ink-2 transition-colors hover:bg-hover hover:text-ink touch:size-11"
      >
        <Bookmark size={16} />
      </button>
      <PopoverPanel
        {...panelProps}
        role="dialog"
        aria-label={words.saved}
        className="w-[min(340px,calc(100vw-16px))]"
      >
        {open && (
          <Suspense fallback={<div className="h-24" />}>
            <SavedSearchPanel view={view} close={close} />
          </Suspense>
        )}
      </PopoverPanel>
    </>
  )
}
