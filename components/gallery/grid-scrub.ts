/** Frames of the clip under the mouse, from left to right, out of one small picture: one element for the whole grid. */
import { tileOf, tileStyle } from '#components/studio/sprite-frame.ts'
import type { CardGrid } from './card-grid.ts'
import type { CardNode } from './card-node.ts'

export function listenForScrub(scroller: HTMLElement, runway: HTMLElement, grid: CardGrid): () => void {
  const { place, tile, line } = makeParts()
  let node: CardNode | undefined
  let url = ''
  const picture = new Image()

  const hide = () => {
    place.remove()
    node = undefined
  }
  const onPointerMove = (event: PointerEvent) => {
    if (event.pointerType !== 'mouse' || event.buttons !== 0) return hide()
    const stage = event.target instanceof Element ? event.target.closest<HTMLElement>('.card-stage') : null
    const next = stage ? grid.nodeOf(stage) : undefined
    const clip = next?.card?.clip
    if (!stage || !next || !clip?.sprite) return hide()
    const wanted = `/api/media/${clip.mediaId}/sprite`
    if (node !== next || url !== wanted) {
      hide()
      node = next
      url = wanted
      picture.src = url
    }
    // Until it is there, the poster stays.
    if (!picture.complete || picture.naturalWidth === 0) return
    const box = stage.getBoundingClientRect()
    const part = Math.min(0.999, Math.max(0, (event.clientX - box.left) / box.width))
    Object.assign(tile.style, tileStyle(tileOf(part, clip.sprite), clip.sprite))
    tile.style.backgroundImage = `url("${url}")`
    line.style.transform = `scaleX(${part})`
    // Under what is written on the card.
    if (place.parentElement !== stage) stage.querySelector('.card-state')?.before(place)
  }
  runway.addEventListener('pointermove', onPointerMove)
  runway.addEventListener('pointerleave', hide)
  // The card under it is another one's from then on.
  scroller.addEventListener('scroll', hide, { passive: true })
  return () => {
    hide()
    runway.removeEventListener('pointermove', onPointerMove)
    runway.removeEventListener('pointerleave', hide)
    scroller.removeEventListener('scroll', hide)
  }
}

function makeParts(): { place: HTMLElement; tile: HTMLElement; line: HTMLElement } {
  const [place, tile, line] = ['card-scrub', 'card-scrub-tile', 'card-scrub-line'].map((name) => {
    const element = document.createElement('div')
    element.className = name
    return element
  })
  if (!place || !tile || !line) throw new Error('three parts were made')
  place.ariaHidden = 'true'
  place.append(tile, line)
  return { place, tile, line }
}
