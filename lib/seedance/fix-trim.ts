/** Moves the ends of a cut, in seconds. Pure. */

export interface Trim {
  start: number
  end: number
}

/** `length` is that of the original; a cut lasts from `min` to `max`. */
export interface TrimBounds {
  length: number
  min: number
  max: number
}

/**
 * The cut with one end (or, by its start, the whole of it) at `to`. An end that is moved takes the other along where the cut would
 * become too long or too short, and stops where the original does.
 */
export function movedTrim(
  { start, end }: Trim,
  part: 'start' | 'end' | 'both',
  to: number,
  { length, min, max }: TrimBounds,
): Trim {
  const least = Math.min(min, length)
  const lasts = (first: number, last: number) => Math.min(max, Math.max(least, last - first))
  if (part === 'end') {
    const last = within(to, least, length)
    return rounded({ start: last - lasts(Math.min(start, last), last), end: last })
  }
  const first = within(to, 0, length - (part === 'both' ? end - start : least))
  const seconds = part === 'both' ? end - start : lasts(first, Math.max(end, first))
  return rounded({ start: first, end: Math.min(length, first + seconds) })
}

function within(value: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, value))
}

/** Pointers speak in fractions of pixels; a millisecond is finer than a frame. */
function rounded({ start, end }: Trim): Trim {
  return { start: Math.max(0, Math.round(start * 1000) / 1000), end: Math.round(end * 1000) / 1000 }
}
