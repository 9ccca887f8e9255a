/** Ids of cards by their places, also of those that were never looked at: what is known at once, the rest from the server. */
import { fetchGalleryIds } from '#lib/queries/gallery.ts'
import type { GalleryList } from './gallery-list.ts'
import { gallerySelection } from './selection.ts'

export interface RangeWish {
  list: GalleryList
  question: string
  /** Both ends included, in either order. */
  from: number
  to: number
  /** Of the places between; absent: all. */
  isWanted?: (index: number) => boolean
  /** Selected beside them. */
  beside: Iterable<string>
  /** The wish is still growing: the server is asked once it is done. */
  isKnownEnough?: boolean
}

let turn = 0

/** Shows what is known at once. Only the last wish counts; throws when the server could not be asked. */
export async function selectRange({
  list,
  question,
  from,
  to,
  isWanted,
  beside,
  isKnownEnough,
}: RangeWish): Promise<void> {
  turn += 1
  const mine = turn
  const [low, high] = [Math.min(from, to), Math.max(from, to)]
  const known: string[] = []
  let isAllKnown = true
  for (let index = low; index <= high; index += 1) {
    if (isWanted && !isWanted(index)) continue
    const card = list.cardAt(index)
    if (card) known.push(card.id)
    else isAllKnown = false
  }
  gallerySelection.set([...beside, ...known])
  if (isAllKnown || isKnownEnough) return
  const ids = await fetchGalleryIds(question, { from: low, to: high + 1 })
  if (mine !== turn) return
  const wanted = isWanted ? ids.filter((_, offset) => isWanted(low + offset)) : ids
  gallerySelection.set([...beside, ...known, ...wanted])
}

/** Something else was selected: an answer on its way comes too late. */
export function forgetRange(): void {
  turn += 1
}
