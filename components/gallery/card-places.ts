/** Cards by their places, most of which are not known: a sparse list in which things are taken out and put in. No React, no requests. */
import type { GalleryCard } from '#lib/api/gallery.ts'

export function createCardPlaces() {
  let cards: (GalleryCard | undefined)[] = []
  let known = 0
  /** Made when it is asked for, thrown away when places change. */
  let indexes: Map<string, number> | undefined

  const indexOf = (id: string): number => {
    if (!indexes) {
      const found = new Map<string, number>()
      // Steps over what is not known.
      cards.forEach((card, index) => card && found.set(card.id, index))
      indexes = found
    }
    return indexes.get(id) ?? -1
  }
  return {
    at: (index: number): GalleryCard | undefined => cards[index],
    /** How many are known. */
    known: () => known,
    /** -1 where it isn't known. */
    indexOf,
    each(look: (card: GalleryCard, index: number) => void): void {
      cards.forEach((card, index) => card && look(card, index))
    },
    put(index: number, card: GalleryCard): void {
      const before = cards[index]
      if (before === undefined) known += 1
      cards[index] = card
      if (before?.id !== card.id) indexes = undefined
    },
    /** What lay behind it moves up. */
    takeOut(index: number): void {
      if (cards[index]) known -= 1
      cards.splice(index, 1)
      indexes = undefined
    },
    /** What lies there and behind moves back. */
    putIn(index: number, card: GalleryCard): void {
      if (index > cards.length) cards.length = index
      cards.splice(index, 0, card)
      known += 1
      indexes = undefined
    },
    /** Forgets all but these places. */
    keep(from: number, to: number): void {
      const kept: (GalleryCard | undefined)[] = []
      known = 0
      cards.forEach((card, index) => {
        if (!card || index < from || index >= to) return
        kept[index] = card
        known += 1
      })
      cards = kept
      indexes = undefined
    },
  }
}
