/** Going from one list to another: the cards of before stay until the others have come, or it takes too long. Nothing flickers while one types. */
import type { GalleryCard } from '#lib/api/gallery.ts'
import type { CardFace } from './card-face.ts'
import type { CardSize } from './gallery-address.ts'
import type { GalleryList } from './gallery-list.ts'

/** What the grid shows. */
export interface GridView {
  list: GalleryList
  size: CardSize
  faceOf: (card: GalleryCard) => CardFace
  /** Read out for a card that hasn't come yet. */
  loading: string
}

/** Before placeholders are shown. */
const PATIENCE_MS = 300

export function createPatience({
  isShown,
  show: showNow,
  cards,
}: {
  isShown: (list: GalleryList) => boolean
  show: (view: GridView) => void
  /** So many are asked for. */
  cards: number
}): { show: (view: GridView) => void; stop: () => void } {
  let coming: { view: GridView; end: () => void } | undefined
  const stop = () => {
    coming?.end()
    coming = undefined
  }
  const arrive = () => {
    const view = coming?.view
    stop()
    if (view) showNow(view)
  }
  return {
    show(next) {
      if (coming?.view.list === next.list) {
        coming.view = next
        return
      }
      stop()
      if (isShown(next.list) || next.list.total() !== undefined) return showNow(next)
      const unsubscribe = next.list.subscribe(arrive)
      const timer = setTimeout(arrive, PATIENCE_MS)
      coming = {
        view: next,
        end() {
          unsubscribe()
          clearTimeout(timer)
        },
      }
      next.list.ensure(0, cards)
    },
    stop,
  }
}
