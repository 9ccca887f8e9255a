/**
 * A page may be higher than browsers can draw: Chromium ends at 33.5 million pixels, Firefox at 17.8. Beyond the limit the scroll bar stands
 * for the whole list in proportion, while wheels, fingers and keys go on moving by real pixels. Pure.
 *
 * `top` is what the browser scrolls, `place` where that is in the list; they differ by `shift`.
 */
export const HIGHEST = 15_000_000

export interface ScrollRange {
  /** Of the list. */
  height: number
  /** Of the window onto it. */
  view: number
}

/** What the browser is told. */
export function drawnHeight({ height }: ScrollRange): number {
  return Math.min(height, HIGHEST)
}

export interface ScrollPlace {
  top: number
  shift: number
}

/** More at once than wheels and keys do: somebody has moved the scroll bar. */
const JUMP_IN_VIEWS = 3

/** After the browser has scrolled to `top`. */
export function scrolled(before: ScrollPlace, top: number, range: ScrollRange): ScrollPlace {
  if (range.height <= HIGHEST) return { top, shift: 0 }
  if (Math.abs(top - before.top) > JUMP_IN_VIEWS * range.view) {
    const [most, mostDrawn] = ends(range)
    return { top, shift: Math.round((top / mostDrawn) * most) - top }
  }
  return { top, shift: clamp(top + before.shift, ends(range)[0]) - top }
}

/** Where the browser has to scroll to so that `place` is seen, with the scroll bar where it belongs. */
export function scrollTo(place: number, range: ScrollRange): ScrollPlace {
  const [most, mostDrawn] = ends(range)
  const wanted = clamp(Math.round(place), most)
  if (range.height <= HIGHEST) return { top: wanted, shift: 0 }
  const top = Math.round((wanted / most) * mostDrawn)
  return { top, shift: wanted - top }
}

/** Whether the browser would stop before the list's end, or the bar has moved away from where it belongs by more than a view. */
export function isAstray({ top, shift }: ScrollPlace, range: ScrollRange): boolean {
  if (range.height <= HIGHEST) return false
  const belongs = scrollTo(top + shift, range).top
  const isAtEnd = top <= 0 || top >= ends(range)[1]
  return (isAtEnd && belongs !== top) || Math.abs(belongs - top) > range.view
}

function ends(range: ScrollRange): [most: number, mostDrawn: number] {
  return [Math.max(0, range.height - range.view), Math.max(0, drawnHeight(range) - range.view)]
}

function clamp(place: number, most: number): number {
  return Math.min(Math.max(0, place), most)
}
