/**
 * Where the cards of the grid lie. Pure. The server's first drawing follows the same rules in CSS (grid-rules.tsx), so that nothing moves
 * when the grid comes alive.
 */
import type { CardSize } from './gallery-address.ts'

/** Pixels. `least`: a card is at least so wide; on a phone the number of columns is given instead. */
export interface SizeRule {
  least: number
  gap: number
  /** Height of what stands under the picture. */
  caption: number
  onPhone: number
}

export const SIZE_RULES: Readonly<Record<CardSize, SizeRule>> = {
  s: { least: 128, gap: 8, caption: 0, onPhone: 3 },
  m: { least: 208, gap: 12, caption: 30, onPhone: 2 },
  l: { least: 330, gap: 16, caption: 32, onPhone: 1 },
}

/** Narrower is a phone. */
export const PHONE_WIDTH = 600
/** 16:9, as everywhere in the studio. */
export const STAGE = 16 / 9
/** A wall of screens shows no more. */
export const MOST_COLUMNS = 32

export interface GridLayout {
  columns: number
  gap: number
  /** Height of the picture, whole pixels. */
  stage: number
  /** From the top of one row to the top of the next, whole pixels. */
  pitch: number
}

export function gridLayout(width: number, size: CardSize): GridLayout {
  const { gap, caption } = SIZE_RULES[size]
  const columns = columnsOf(width, size)
  const card = Math.max(0, (width - gap * (columns - 1)) / columns)
  const stage = Math.round(card / STAGE)
  return { columns, gap, stage, pitch: stage + caption + gap }
}

function columnsOf(width: number, size: CardSize): number {
  const { least, gap, onPhone } = SIZE_RULES[size]
  if (width < PHONE_WIDTH) return onPhone
  return Math.min(MOST_COLUMNS, Math.max(1, Math.floor((width + gap) / (least + gap))))
}

/** From how wide on there are so many columns. */
export function widthFor(columns: number, size: CardSize): number {
  const { least, gap } = SIZE_RULES[size]
  return columns * (least + gap) - gap
}

export function rowsOf(total: number, { columns }: Pick<GridLayout, 'columns'>): number {
  return Math.ceil(total / columns)
}

/** Of all rows; the gap behind the last one is left out. */
export function heightOf(total: number, layout: GridLayout): number {
  return Math.max(0, rowsOf(total, layout) * layout.pitch - layout.gap)
}

export interface Span {
  from: number
  /** Not included. */
  to: number
}

/** Rows that are seen between `top` and `top + height`, and `beyond` more on either side. */
export function rowsSeen(
  top: number,
  height: number,
  total: number,
  layout: GridLayout,
  beyond = { above: 0, below: 0 },
): Span {
  const rows = rowsOf(total, layout)
  const first = Math.floor(top / layout.pitch) - beyond.above
  const last = Math.floor((top + height - 1) / layout.pitch) + beyond.below
  const from = Math.min(Math.max(0, first), rows)
  return { from, to: Math.min(rows, Math.max(from, last + 1)) }
}

/** How far to scroll so that the row is seen whole: `top` as it is, where it is already. */
export function topToShow(row: number, top: number, height: number, { pitch, gap }: GridLayout): number {
  const [start, end] = [row * pitch, (row + 1) * pitch - gap]
  if (start < top) return start
  return end > top + height ? Math.min(start, end - height) : top
}

export interface Box {
  left: number
  top: number
  right: number
  bottom: number
}

/** The rows and columns that a rectangle touches, as drawn over a grid that is so wide; undefined where it lies between cards. */
export function cellsTouched(
  box: Box,
  width: number,
  total: number,
  layout: GridLayout,
): { rows: Span; columns: Span } | undefined {
  const { columns, gap, pitch } = layout
  const step = (width + gap) / columns
  const across = spanTouched(box.left, box.right, step, gap, columns)
  const down = spanTouched(box.top, box.bottom, pitch, gap, rowsOf(total, layout))
  return across && down && { rows: down, columns: across }
}

function spanTouched(low: number, high: number, step: number, gap: number, count: number): Span | undefined {
  const from = Math.max(0, Math.floor((low + gap) / step))
  const to = Math.min(count, Math.floor(high / step) + 1)
  return from < to ? { from, to } : undefined
}

/** Where a key leads from a place in the grid; undefined for other keys. At an edge it stays. */
export function placeAfterKey(
  key: string,
  from: number,
  total: number,
  grid: { columns: number; rowsOnScreen: number },
): number | undefined {
  const { columns, rowsOnScreen } = grid
  const page = Math.max(1, rowsOnScreen - 1) * columns
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -columns,
    ArrowDown: columns,
    PageUp: -page,
    PageDown: page,
    Home: -from,
    End: total - 1 - from,
  }
  const step = steps[key]
  if (step === undefined || total === 0) return undefined
  const to = from + step
  if (to >= 0 && to < total) return to
  const column = from % columns
  // A page beyond the end is the end's row; an arrow from a whole row leads into the last one, which may be shorter.
  if (key === 'PageUp') return column
  const isRowBelow = Math.floor(from / columns) < Math.floor((total - 1) / columns)
  if (key === 'PageDown' || (key === 'ArrowDown' && isRowBelow))
    return Math.min(total - 1, Math.floor((total - 1) / columns) * columns + column)
  return from
}
