import type { ClipChange } from '#lib/api/clip-changes.ts'
import type { GalleryCard } from '#lib/api/gallery.ts'

/** The card as it is once the change has been made. Pure. */
export function patched(card: GalleryCard, change: ClipChange): GalleryCard {
  const { rating, pick, favourite, addTags, removeTags } = change
  const { pick: pickBefore, ...rest } = card
  const pickNow = pick === undefined ? pickBefore : (pick ?? undefined)
  const tags = new Set([...card.tags, ...(addTags ?? [])])
  for (const tag of removeTags ?? []) tags.delete(tag)
  return {
    ...rest,
    ...(pickNow && { pick: pickNow }),
    rating: rating ?? card.rating,
    isFavourite: favourite ?? card.isFavourite,
    tags: [...tags].sort(),
  }
}
