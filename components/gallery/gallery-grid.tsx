'use client'
/** The grid in the page: React says what it shows and does what is pressed; card-grid.ts draws. */
import { useRouter } from 'next/navigation'
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useLanguage, useWords } from '#components/ui/language.tsx'
import { notify } from '#components/ui/notify.ts'
import { useIsTakenOver } from '#components/ui/use-is-taken-over.ts'
import type { GalleryPage } from '#lib/api/gallery.ts'
import { defineWords } from '#lib/language/language.ts'
import { type CardGrid, createCardGrid } from './card-grid.ts'
import { cardFace, clipAddress } from './card-face.ts'
import type { CardNode } from './card-node.ts'
import { listenForRectangle } from './drag-rectangle.ts'
import { CardMould, FirstCards } from './first-cards.tsx'
import { GalleryCommands } from './gallery-commands.tsx'
import { GalleryNotices } from './gallery-notices.tsx'
import type { CardSize } from './gallery-address.ts'
import { GalleryEmpty } from './gallery-empty.tsx'
import { useGalleryList } from './gallery-store.ts'
import { listenToGrid } from './grid-input.ts'
import { selectRange } from './grid-range.ts'
import { listenForScrub } from './grid-scrub.ts'
import { gallerySelection } from './selection.ts'
import { useGalleryNews } from './use-gallery-news.ts'

const WORDS = defineWords({
  en: {
    clips: 'Clips',
    loading: 'Loading',
    unanswered: 'The server didn’t answer, so only the clips that were already loaded are selected.',
  },
  zh: { clips: '成片', loading: '加载中', unanswered: '服务器没有响应，只选中了已经加载的成片。' },
})

export default function GalleryGrid({ first, size }: { first: GalleryPage | undefined; size: CardSize }) {
  const { list, question } = useGalleryList()
  const words = useWords(WORDS)
  const language = useLanguage()
  const router = useRouter()
  const scroller = useRef<HTMLDivElement>(null)
  const runway = useRef<HTMLDivElement>(null)
  const mould = useRef<HTMLDivElement>(null)
  const [grid, setGrid] = useState<CardGrid>()
  const isTakenOver = useIsTakenOver()
  const [drawn] = useState(isTakenOver ? first : undefined)

  const view = {
    list,
    size,
    loading: words.loading,
    faceOf: (card: Parameters<typeof cardFace>[0]) => cardFace(card, language),
  }
  const latest = useRef({ view, question, words })
  useLayoutEffect(() => {
    latest.current = { view, question, words }
    grid?.show(view)
  })

  useLayoutEffect(() => {
    const card = mould.current?.firstElementChild
    if (!scroller.current || !runway.current || !(card instanceof HTMLElement)) return
    const made = createCardGrid(
      { scroller: scroller.current, runway: runway.current, mould: card },
      latest.current.view,
    )
    setGrid(made)
    return () => made.stop()
  }, [])

  const open = useCallback(
    (node: CardNode) => {
      if (!node.card) return
      node.element.dataset['opening'] = 'true'
      gallerySelection.moveTo(node.index)
      router.push(clipAddress(node.card.id))
    },
    [router],
  )
  const range = useCallback(
    (wish: Omit<Parameters<typeof selectRange>[0], 'list' | 'question'>) =>
      selectRange({ list: latest.current.view.list, question: latest.current.question, ...wish }).catch(() =>
        notify({ kind: 'problem', message: latest.current.words.unanswered }),
      ),
    [],
  )

  useEffect(() => {
    if (!grid || !scroller.current || !runway.current) return
    const places = { grid, scroller: scroller.current, runway: runway.current }
    const ends = [
      listenToGrid({
        ...places,
        onRange: (from, to, beside) => void range({ from, to, beside }),
        onOpen: open,
        onPoint: ({ card }) => card && router.prefetch(clipAddress(card.id)),
      }),
      listenForRectangle({
        ...places,
        onSelect: (from, to, isWanted, beside, isDone) =>
          void range({ from, to, isWanted, beside, isKnownEnough: !isDone }),
      }),
      listenForScrub(places.scroller, places.runway, grid),
    ]
    return () => {
      for (const end of ends) end()
    }
  }, [grid, open, range, router])

  const mayInsert = useCallback(() => grid?.isAtTop() ?? false, [grid])
  const isReachable = useGalleryNews(list, question, mayInsert)
  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={scroller}
        data-gallery-scroller
        className="gallery-scroller absolute inset-0 scrollbar-quiet overflow-x-hidden overflow-y-auto px-4 py-3 max-sm:px-3"
      >
        <div
          ref={runway}
          role="grid"
          aria-label={words.clips}
          aria-multiselectable
          data-size={size}
          // What is within is the grid's own.
          suppressHydrationWarning
          className="gallery-runway"
        >
          <FirstCards page={drawn} size={size} language={language} />
        </div>
      </div>
      <CardMould ref={mould} />
      <GalleryEmpty />
      <GalleryNotices isReachable={isReachable} onTop={() => grid?.reveal(0, false)} />
      {grid && (
        <GalleryCommands
          grid={grid}
          onOpen={open}
          onRange={(from, to) => void range({ from, to, beside: [] })}
        />
      )}
    </div>
  )
}
