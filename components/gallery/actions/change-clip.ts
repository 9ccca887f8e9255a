import type { ClipChange } from '#lib/api/clip-changes.ts'
import type { GalleryCard } from '#lib/api/gallery.ts'

/** What people say of a clip. */
export type JudgedClip = Pick<GalleryCard, 'rating' | 'pick' | 'isFavourite' | 'tags'>

/** The clip as it is after the change: a new one, in which nothing else differs. Bin and project are the list's matter. */
export function changedClip<Clip extends JudgedClip>(clip: Clip, change: ClipChange): Clip {
  const gone = new Set(change.removeTags)
  const kept = clip.tags.filter((tag) => !gone.has(tag))
  const added = (change.addTags ?? []).filter((tag) => !kept.includes(tag))
  const changed = {
    ...clip,
    rating: change.rating ?? clip.rating,
    isFavourite: change.favourite ?? clip.isFavourite,
    tags: [...kept, ...added].toSorted(),
  }
  if (change.pick) changed.pick = change.pick
  if (change.pick === null) delete changed.pick
  return changed
}
