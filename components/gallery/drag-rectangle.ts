/** Selecting by drawing a rectangle with the mouse, over more than the window shows: near its edges the list scrolls along. */
import type { CardGrid } from './card-grid.ts'
import { RECTANGLE_DRAWN } from './grid-input.ts'
import { type Box, cellsTouched } from './grid-layout.ts'
import { forgetRange } from './grid-range.ts'
import { gallerySelection } from './selection.ts'

const SLIP = 6
/** From the window's edge, and how far the list goes a frame right at it. */
const EDGE = 48
const FASTEST = 28

export interface RectangleOptions {
  grid: CardGrid
  scroller: HTMLElement
  runway: HTMLElement
  /** The cards of these places, beside others. `isDone`: also those that nobody has looked at yet. */
  onSelect: (
    from: number,
    to: number,
    isWanted: (index: number) => boolean,
    beside: Iterable<string>,
    isDone: boolean,
  ) => void
}

export function listenForRectangle({ grid, scroller, runway, onSelect }: RectangleOptions): () => void {
  let start: { x: number; y: number; clientX: number; clientY: number } | undefined
  let last: PointerEvent | undefined
  let element: HTMLElement | undefined
  let before: ReadonlySet<string> = new Set()
  let beside: readonly string[] = []
  let frame = 0

  const onPointerDown = (event: PointerEvent) => {
    const isOnBar = event.clientX > scroller.getBoundingClientRect().left + scroller.clientWidth
    if (event.pointerType !== 'mouse' || event.button !== 0 || isOnBar) return
    start = { ...grid.placeOf(event), clientX: event.clientX, clientY: event.clientY }
    window.addEventListener('pointermove', onPointerMove)
    window.addEventListener('pointerup', onPointerUp)
    window.addEventListener('keydown', onKeyDown, true)
  }
  const onPointerMove = (event: PointerEvent) => {
    if (!start) return
    if (!element && Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) < SLIP) return
    if (!element) begin(event)
    last = event
    select(false)
  }
  const begin = (event: PointerEvent) => {
    element = document.createElement('div')
    element.className = 'gallery-rectangle'
    element.ariaHidden = 'true'
    runway.append(element)
    before = gallerySelection.now().ids
    beside = event.ctrlKey || event.metaKey || event.shiftKey ? [...before] : []
    forgetRange()
    scroller.dispatchEvent(new Event(RECTANGLE_DRAWN))
    frame = requestAnimationFrame(scrollAlong)
  }
  const boxNow = (): Box | undefined => {
    if (!start || !last) return undefined
    const end = grid.placeOf(last)
    return {
      left: Math.min(start.x, end.x),
      right: Math.max(start.x, end.x),
      top: Math.min(start.y, end.y),
      bottom: Math.max(start.y, end.y),
    }
  }
  const select = (isDone: boolean) => {
    const box = boxNow()
    if (!box || !element) return
    const [top, left] = [Math.max(0, box.top), Math.max(0, box.left)]
    element.style.transform = `translate(${left}px, ${grid.drawnAt(top)}px)`
    element.style.width = `${Math.min(box.right, runway.clientWidth) - left}px`
    element.style.height = `${box.bottom - top}px`
    const layout = grid.layout()
    const cells = cellsTouched(box, runway.clientWidth, grid.total(), layout)
    if (!cells) return gallerySelection.set(beside)
    const { rows, columns } = cells
    const isWanted = (index: number) => {
      const column = index % layout.columns
      return column >= columns.from && column < columns.to
    }
    const to = Math.min(grid.total(), rows.to * layout.columns) - 1
    onSelect(rows.from * layout.columns, to, isWanted, beside, isDone)
  }
  const scrollAlong = () => {
    if (!element || !last) return
    const { top, bottom } = scroller.getBoundingClientRect()
    const over = Math.max(0, last.clientY - (bottom - EDGE)) - Math.max(0, top + EDGE - last.clientY)
    if (over !== 0) {
      scroller.scrollTop += Math.max(-1, Math.min(1, over / EDGE)) * FASTEST
      select(false)
    }
    frame = requestAnimationFrame(scrollAlong)
  }
  const onPointerUp = () => {
    if (element) select(true)
    end()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !element) return
    event.preventDefault()
    event.stopPropagation()
    gallerySelection.set(before)
    end()
  }
  const end = () => {
    cancelAnimationFrame(frame)
    element?.remove()
    element = undefined
    start = undefined
    last = undefined
    window.removeEventListener('pointermove', onPointerMove)
    window.removeEventListener('pointerup', onPointerUp)
    window.removeEventListener('keydown', onKeyDown, true)
  }
  scroller.addEventListener('pointerdown', onPointerDown)
  return () => {
    end()
    scroller.removeEventListener('pointerdown', onPointerDown)
  }
}
