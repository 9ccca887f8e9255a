/**
 * The grid itself: which rows are drawn while one scrolls through a hundred thousand cards, written by hand. React draws none of it, or every
 * frame would cost twice as much; it says what list, size and words there are, and is told what is pressed.
 */
import type { CardNode } from './card-node.ts'
import type { GalleryList } from './gallery-list.ts'
import { type GridLayout, gridLayout, heightOf, rowsOf, rowsSeen, topToShow } from './grid-layout.ts'
import { drawnHeight, isAstray, scrolled, type ScrollPlace, scrollTo } from './long-scroll.ts'
import { createPatience, type GridView } from './grid-patience.ts'
import { createPosterLoader } from './poster-loader.ts'
import { createRowPool, type RowNode } from './row-pool.ts'
import { gallerySelection } from './selection.ts'

export interface CardGrid {
  show: (view: GridView) => void
  layout: () => GridLayout
  total: () => number
  rowsOnScreen: () => number
  /** Scrolls so that the card is seen; with the focus where it is wanted. */
  reveal: (index: number, withFocus: boolean) => void
  /** Of the card at a place of the window. */
  nodeOf: (target: EventTarget | null) => CardNode | undefined
  nodeAt: (index: number) => CardNode | undefined
  /** A place of the window as a place of the list. */
  placeOf: (event: { clientX: number; clientY: number }) => { x: number; y: number }
  /** Where in the runway a place of the list is drawn now. */
  drawnAt: (y: number) => number
  isAtTop: () => boolean
  stop: () => void
}

/** Cards that stand for those to come, before the first answer. */
const BEFORE_ANSWER = 24
/** Rows beyond the window, in the direction of the scrolling and against it. */
const AHEAD = 3
const BEHIND = 1
/** While the list rushes by, pages are asked for at most so often. */
const RUSHING_MS = 150

/** Where each list was left: the first card seen, and how far it was scrolled past. */
const left = new WeakMap<GalleryList, { index: number; offset: number }>()

export function createCardGrid(
  { scroller, runway, mould }: { scroller: HTMLElement; runway: HTMLElement; mould: HTMLElement },
  first: GridView,
): CardGrid {
  let view = first
  let layout = gridLayout(runway.clientWidth, view.size)
  let height = scroller.clientHeight
  let place: ScrollPlace = { top: 0, shift: 0 }
  let ahead = 1
  let askedAt = 0
  let frame = 0
  let unsubscribe = () => {}

  const total = () => view.list.total() ?? BEFORE_ANSWER
  const range = () => ({ height: heightOf(total(), layout) + padding, view: height })
  const pool = createRowPool({
    runway,
    mould,
    cardAt: (index) => view.list.cardAt(index),
    faceOf: (card) => view.faceOf(card),
    isSelected: (id) => gallerySelection.now().ids.has(id),
    loading: () => view.loading,
  })
  const posters = createPosterLoader({ nodesInSight: allNodes, onRest: rest })
  /** Above and below the rows, within what is scrolled. */
  const { paddingTop, paddingBottom } = getComputedStyle(scroller)
  const above = Number.parseFloat(paddingTop)
  const padding = above + Number.parseFloat(paddingBottom)

  function* allNodes(): Iterable<CardNode> {
    for (const { nodes } of pool.rows()) yield* nodes
  }
  const seen = (beyond?: { above: number; below: number }) =>
    rowsSeen(place.top + place.shift - above, height, total(), layout, beyond)
  const move = (rows: Iterable<RowNode>) => {
    for (const { element, row } of rows) {
      // The row of the focus may be far away from what is seen.
      const y = Math.min(Math.max(-layout.pitch, row * layout.pitch - place.shift), drawnHeight(range()))
      element.style.transform = `translateY(${y}px)`
    }
  }
  const draw = () => {
    const beyond = ahead > 0 ? { above: BEHIND, below: AHEAD } : { above: AHEAD, below: BEHIND }
    const added = pool.draw(seen(beyond), pinnedRow())
    move(added)
    for (const { nodes } of added) posters.show(nodes)
    markTabStop()
    ask()
  }
  /** The focus must not go away with its row. */
  const pinnedRow = () =>
    runway.contains(document.activeElement) && gallerySelection.now().cursor < total()
      ? Math.floor(gallerySelection.now().cursor / layout.columns)
      : undefined
  const ask = () => {
    const now = performance.now()
    if (posters.isRushing() && now - askedAt < RUSHING_MS) return
    askedAt = now
    const beyond = posters.isRushing() ? 0 : AHEAD
    const { from, to } = seen({ above: beyond, below: beyond })
    if (to > from || view.list.total() === undefined)
      view.list.ensure(from * layout.columns, Math.max(1, to) * layout.columns)
  }
  /** One card takes part in the order of Tab: the keyboard's, or the first that is seen. */
  let tabStop: CardNode | undefined
  const markTabStop = () => {
    const { cursor } = gallerySelection.now()
    const { from, to } = seen()
    const row = Math.floor(cursor / layout.columns)
    const isSeen = (row >= from && row < to) || row === pinnedRow()
    const node = pool.nodeAt(isSeen ? cursor : from * layout.columns)
    if (node === tabStop) return
    if (tabStop) tabStop.element.tabIndex = -1
    if (node) node.element.tabIndex = 0
    tabStop = node
  }
  const go = (next: ScrollPlace) => {
    const by = next.top + next.shift - place.top - place.shift
    const isShifted = next.shift !== place.shift
    place = next
    if (isShifted) {
      pool.forgetFree()
      move(pool.rows())
    }
    if (scroller.scrollTop !== next.top) scroller.scrollTop = next.top
    if (by === 0) return
    ahead = by
    posters.moved(by)
    draw()
    remember()
  }
  const remember = () => {
    const y = place.top + place.shift
    const row = Math.floor(y / layout.pitch)
    left.set(view.list, { index: row * layout.columns, offset: y - row * layout.pitch })
  }
  const onScroll = () => {
    if (scroller.scrollTop !== place.top) go(scrolled(place, scroller.scrollTop, range()))
  }
  function rest() {
    if (isAstray(place, range())) go(scrollTo(place.top + place.shift, range()))
    pool.sort()
    ask()
  }
  const say = () => {
    const count = view.list.total()
    runway.ariaRowCount = String(count === undefined ? -1 : rowsOf(count, layout))
    runway.ariaColCount = String(layout.columns)
    runway.ariaBusy = String(count === undefined)
    runway.hidden = count === 0
  }
  const measure = () => {
    layout = gridLayout(runway.clientWidth, view.size)
    height = scroller.clientHeight
    runway.style.setProperty('--columns', String(layout.columns))
    runway.style.setProperty('--gap', `${layout.gap}px`)
    runway.style.setProperty('--stage', `${layout.stage}px`)
    runway.dataset['size'] = view.size
    runway.style.height = `${drawnHeight(range()) - padding}px`
    say()
  }
  /** Everything anew, with the same card at the top. */
  const lay = (at: { index: number; offset: number }) => {
    measure()
    pool.reset({ columns: layout.columns, total: total() })
    place = scrollTo(Math.floor(at.index / layout.columns) * layout.pitch + at.offset, range())
    if (scroller.scrollTop !== place.top) scroller.scrollTop = place.top
    draw()
    remember()
  }
  const onList = () => {
    cancelAnimationFrame(frame)
    frame = requestAnimationFrame(() => {
      const hadFocus = runway.contains(document.activeElement)
      const { cursor } = gallerySelection.now()
      if (cursor >= total()) gallerySelection.moveTo(Math.max(0, total() - 1))
      pool.setTotal(total())
      runway.style.height = `${drawnHeight(range()) - padding}px`
      say()
      const most = scrollTo(Infinity, range())
      if (place.top + place.shift > most.top + most.shift) go(most)
      pool.repaint()
      draw()
      posters.show(allNodes())
      // The card in focus has gone: its neighbour takes over.
      if (
        hadFocus &&
        !(document.activeElement instanceof HTMLElement && document.activeElement.checkVisibility())
      )
        pool.nodeAt(gallerySelection.now().cursor)?.element.focus({ preventScroll: true })
    })
  }
  const onLoad = ({ target }: Event) => {
    if (!(target instanceof HTMLImageElement)) return
    const node = nodeOf(target)
    if (node && target.getAttribute('src') === node.poster) target.dataset['shown'] = 'true'
  }
  const nodeOf = (target: EventTarget | null): CardNode | undefined => {
    const element = target instanceof Element ? target.closest('[role="gridcell"]') : null
    if (!element) return undefined
    for (const node of allNodes()) if (node.element === element) return node
    return undefined
  }
  const resized = new ResizeObserver(() => {
    const isWider = gridLayout(runway.clientWidth, view.size)
    if (isWider.pitch === layout.pitch && isWider.columns === layout.columns) {
      height = scroller.clientHeight
      draw()
    } else lay(left.get(view.list) ?? START)
  })
  const unselect = gallerySelection.subscribe(() => {
    pool.markAllSelected()
    markTabStop()
    runway.dataset['selecting'] = String(gallerySelection.now().ids.size > 0)
  })

  const showNow = (next: GridView) => {
    const isOther = next.list !== view.list
    const [words, size] = [view.loading, view.size]
    view = next
    if (isOther || unsubscribe === NOTHING) {
      unsubscribe()
      unsubscribe = view.list.subscribe(onList)
      lay(left.get(view.list) ?? START)
    } else if (size !== next.size) lay(left.get(view.list) ?? START)
    if (words !== next.loading) pool.repaint(true)
  }
  const patience = createPatience({
    isShown: (list) => list === view.list,
    show: showNow,
    cards: BEFORE_ANSWER,
  })
  unsubscribe = NOTHING
  const drawnFirst = runway.querySelector<HTMLElement>('.gallery-first')
  pool.adopt(drawnFirst?.querySelectorAll<HTMLElement>('[role="gridcell"]') ?? [])
  if (drawnFirst) drawnFirst.hidden = true
  runway.addEventListener('load', onLoad, true)
  scroller.addEventListener('scroll', onScroll, { passive: true })
  showNow(first)
  resized.observe(scroller)

  return {
    show: patience.show,
    layout: () => layout,
    total,
    rowsOnScreen: () => Math.max(1, Math.floor(height / layout.pitch)),
    reveal(index, withFocus) {
      const row = Math.floor(index / layout.columns)
      // The rows of a list begin below the padding, and a card that is revealed keeps some distance from the edge.
      const room = above - REVEAL_ROOM
      const y = place.top + place.shift
      const to = topToShow(row, y - room, height - 2 * REVEAL_ROOM, layout) + room
      if (to !== y) go(scrollTo(to, range()))
      draw()
      if (withFocus) pool.nodeAt(index)?.element.focus({ preventScroll: true, focusVisible: true })
    },
    nodeOf,
    nodeAt: pool.nodeAt,
    placeOf({ clientX, clientY }) {
      const box = runway.getBoundingClientRect()
      return { x: clientX - box.left, y: clientY - box.top + place.shift }
    },
    drawnAt: (y) => y - place.shift,
    isAtTop: () => place.top + place.shift < layout.pitch / 2,
    stop() {
      remember()
      patience.stop()
      cancelAnimationFrame(frame)
      unsubscribe()
      unselect()
      resized.disconnect()
      posters.stop()
      scroller.removeEventListener('scroll', onScroll)
      runway.removeEventListener('load', onLoad, true)
      pool.clear()
    },
  }
}

/** Between a card that is revealed and the window's edge. */
const REVEAL_ROOM = 8
const START = { index: 0, offset: 0 }
const NOTHING = () => {}
