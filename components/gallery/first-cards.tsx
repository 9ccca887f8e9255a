'use client'
import { memo, type RefObject } from 'react'
import type { GalleryPage } from '#lib/api/gallery.ts'
import { DEFAULT_LANGUAGE, type Language } from '#lib/language/language.ts'
import { CardShell } from './card-shell.tsx'
import type { CardSize } from './gallery-address.ts'
import { GridRules } from './grid-rules.tsx'

/** Two windows of cards at the usual size; the rest is drawn once the grid is alive. */
const DRAWN = 48
/** Seen without scrolling in a usual window. */
const SEEN = 18

/** The cards as the server draws them. The grid takes them over, so React must never draw them again. */
export const FirstCards = memo(
  function FirstCards({
    page,
    size,
    language,
  }: {
    /** Absent where the grid is there already when it is drawn. */
    page: GalleryPage | undefined
    size: CardSize
    language: Language
  }) {
    return (
      <>
        {page && <GridRules size={size} />}
        <div role="row" className="gallery-first" data-first>
          {page?.cards.slice(0, DRAWN).map((card, index) => (
            <CardShell
              key={card.id}
              card={card}
              language={language}

              isFirst={index < SEEN}
            />
          ))}
        </div>
      </>
    )
  },
  () => true,
)

/** Of all other cards. Behind the grid: what looks for its first card must not find this. */
export const CardMould = memo(
  function CardMould({ ref }: { ref: RefObject<HTMLDivElement | null> }) {
    return (
      <div hidden ref={ref}>
        <CardShell language={DEFAULT_LANGUAGE} />
      </div>
    )
  },
  () => true,
)
