import { Check, Heart, Layers, ThumbsDown, ThumbsUp } from 'lucide-react'
import type { GalleryCard } from '#lib/api/gallery.ts'
import { cardFace } from './card-face.ts'
import type { Language } from '#lib/language/language.ts'

/**
 * A card of the grid. React draws it once, on the server, and as the mould of all others: from then on card-node.ts writes into it, which
 * takes the same parts by their `data-part`. How it looks stands in gallery.css, by its attributes.
 */
export function CardShell({
  card,
  language,
  isFirst = false,
}: {
  /** Absent: the mould. */
  card?: GalleryCard
  language: Language
  /** Its picture is among those that the page opens with. */
  isFirst?: boolean
}) {
  const face = card && cardFace(card, language)
  return (
    <div
      role="gridcell"
      tabIndex={-1}
      aria-selected={false}
      aria-label={face?.label}
      data-card={card?.id ?? ''}
      data-pick={card?.pick ?? ''}
      data-standing={card?.standing ?? ''}
      data-favourite={card?.isFavourite ?? false}
      data-rating={card?.rating ?? 0}
      data-clip={card?.clip !== undefined}
      data-many={face !== undefined && face.takes !== ''}
      className="card"
    >
      <div
        data-part="stage"
        className="card-stage"
        style={face && face.colour !== '' ? { backgroundColor: face.colour } : {}}
      >
        <img
          data-part="poster"
          data-fills={face?.fills ?? true}
          data-shown={face !== undefined && face.poster !== ''}
          alt=""
          draggable={false}
          decoding="async"
          {...(face && face.poster !== '' && { src: face.poster })}
          {...(isFirst ? { fetchPriority: 'high' as const } : {})}
          className="card-poster"
        />
        <span data-part="state" className="card-state">
          {face?.state}
        </span>
        <span className="card-check" data-part="check">
          <Check aria-hidden size={14} strokeWidth={3} />
        </span>
        <span aria-hidden className="card-marks">
          <Heart size={12} fill="currentColor" className="card-favourite" />
          <ThumbsUp size={12} fill="currentColor" className="card-picked" />
          <ThumbsDown size={12} fill="currentColor" className="card-rejected" />
        </span>
        <span aria-hidden className="card-stars" />
        <span aria-hidden className="card-facts">
          <span className="card-takes" data-part="takes">
            {face?.takes}
          </span>
          <Layers size={11} className="card-layers" />
          <span data-part="length">{face?.length}</span>
        </span>
      </div>
      <a
        data-part="title"
        tabIndex={-1}
        draggable={false}
        href={face?.href ?? '/gallery'}
        className="card-title"
      >
        {face?.title}
      </a>
    </div>
  )
}
