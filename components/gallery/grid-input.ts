/** What mouse, finger and keys do in the grid: select, move, open. The rectangle has a file of its own. */
import type { CardGrid } from './card-grid.ts'
import type { CardNode } from './card-node.ts'
import { placeAfterKey } from './grid-layout.ts'
import { forgetRange } from './grid-range.ts'
import { gallerySelection } from './selection.ts'

export interface GridInput {
  grid: CardGrid
  scroller: HTMLElement
  runway: HTMLElement
  /** What is between two places is selected, beside what is given. */
  onRange: (from: number, to: number, beside: Iterable<string>) => void
  onOpen: (node: CardNode) => void
  /** It may be opened soon. */
  onPoint: (node: CardNode) => void
}

const LONG_PRESS_MS = 450
const SLIP = 10

export function listenToGrid(input: GridInput): () => void {
  const { runway } = input
  const ends = [listenToPresses(input), listenToKeys(input)]
  const onFocus = ({ target }: FocusEvent) => {
    const node = input.grid.nodeOf(target)
    if (node) gallerySelection.moveTo(node.index)
  }
  runway.addEventListener('focusin', onFocus)
  return () => {
    for (const end of ends) end()
    runway.removeEventListener('focusin', onFocus)
  }
}

function listenToPresses({ grid, scroller, onRange, onOpen, onPoint }: GridInput): () => void {
  let isTouch = false
  let press: { timer: ReturnType<typeof setTimeout>; x: number; y: number } | undefined
  /** The click that follows a long press or a rectangle is none. */
  let isSpent = false

  const endPress = () => {
    clearTimeout(press?.timer)
    press = undefined
  }
  const onPointerDown = (event: PointerEvent) => {
    isTouch = event.pointerType !== 'mouse'
    isSpent = false
    const node = grid.nodeOf(event.target)
    if (!node?.card) return
    onPoint(node)
    if (!isTouch) return
    const id = node.card.id
    const timer = setTimeout(() => {
      isSpent = true
      forgetRange()
      gallerySelection.toggle(id, node.index)
      navigator.vibrate?.(10)
    }, LONG_PRESS_MS)
    press = { timer, x: event.clientX, y: event.clientY }
  }
  const onPointerMove = ({ clientX, clientY }: PointerEvent) => {
    if (press && Math.hypot(clientX - press.x, clientY - press.y) > SLIP) endPress()
  }
  const onClick = (event: MouseEvent) => {
    if (isSpent || event.defaultPrevented) return event.preventDefault()
    const node = grid.nodeOf(event.target)
    const isPlain = !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey
    if (!node?.card) {
      if (isPlain && event.target instanceof Element && event.target.closest('[role="grid"]') !== null)
        gallerySelection.clear()
      return
    }
    const { ids, anchor } = gallerySelection.now()
    const part = partOf(event.target)
    if (part === 'title') {
      // With Ctrl the browser opens it beside, as it does with any link.
      if (!isPlain) return
      event.preventDefault()
      return onOpen(node)
    }
    forgetRange()
    if (isTouch && ids.size === 0 && part !== 'check') return onOpen(node)
    if (event.shiftKey) {
      onRange(anchor, node.index, event.ctrlKey || event.metaKey ? ids : [])
      gallerySelection.moveTo(node.index)
    } else if (isTouch || part === 'check' || !isPlain) gallerySelection.toggle(node.card.id, node.index)
    else gallerySelection.set([node.card.id], { anchor: node.index, cursor: node.index })
  }
  const onDoubleClick = (event: MouseEvent) => {
    const node = grid.nodeOf(event.target)
    if (node?.card && !isTouch && partOf(event.target) === undefined) onOpen(node)
  }
  // A long press is ours.
  const onContextMenu = (event: MouseEvent) => isTouch && event.preventDefault()
  const onSpent = () => (isSpent = true)
  const listeners: [string, (event: never) => void][] = [
    ['pointerdown', onPointerDown],
    ['pointermove', onPointerMove],
    ['pointerup', endPress],
    ['pointercancel', endPress],
    ['scroll', endPress],
    ['click', onClick],
    ['dblclick', onDoubleClick],
    ['contextmenu', onContextMenu],
    [RECTANGLE_DRAWN, onSpent],
  ]
  return listenAll(scroller, listeners)
}

/** Told by the rectangle once it has begun. */
export const RECTANGLE_DRAWN = 'rectangledrawn'

function listenAll(element: HTMLElement, listeners: readonly [string, (event: never) => void][]): () => void {
  const all = listeners.map(([name, listener]) => {
    // The names say which event it is.
    const heard = listener as (event: Event) => void
    element.addEventListener(name, heard)
    return () => element.removeEventListener(name, heard)
  })
  return () => {
    for (const end of all) end()
  }
}

function partOf(target: EventTarget | null): 'title' | 'check' | undefined {
  const part =
    target instanceof Element ? target.closest<HTMLElement>('[data-part]')?.dataset['part'] : undefined
  return part === 'title' || part === 'check' ? part : undefined
}

function listenToKeys({ grid, runway, onRange, onOpen, onPoint }: GridInput): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    const { cursor, anchor, ids } = gallerySelection.now()
    const mod = event.ctrlKey || event.metaKey
    if (event.altKey || event.defaultPrevented) return
    const card = grid.nodeAt(cursor)?.card
    const to = placeAfterKey(event.key, cursor, grid.total(), {
      columns: grid.layout().columns,
      rowsOnScreen: grid.rowsOnScreen(),
    })
    if (to !== undefined) {
      event.preventDefault()
      // The selection goes along where it is just the card that one leaves; a larger one stays, to be added to.
      const goesAlong = !mod && !event.shiftKey && card !== undefined && ids.size === 1 && ids.has(card.id)
      gallerySelection.moveTo(to)
      grid.reveal(to, true)
      const node = grid.nodeAt(to)
      if (event.shiftKey) return onRange(anchor, to, [])
      forgetRange()
      gallerySelection.set(goesAlong ? (node?.card ? [node.card.id] : []) : ids, { anchor: to, cursor: to })
      if (node?.card) onPoint(node)
    } else if (event.key === ' ' && !mod && card) {
      event.preventDefault()
      forgetRange()
      gallerySelection.toggle(card.id, cursor)
    } else if (event.key === 'Enter' && !mod && !event.shiftKey && card) {
      const node = grid.nodeAt(cursor)
      // On the title Enter is the link's own press.
      if (!node || event.target !== node.element) return
      event.preventDefault()
      onOpen(node)
    }
  }
  runway.addEventListener('keydown', onKeyDown)
  return () => runway.removeEventListener('keydown', onKeyDown)
}
