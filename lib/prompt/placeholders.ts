/** Places of a prompt template that are still to be filled in: `{subject}`. Pure. */

export interface Placeholder {
  /** Without its braces. */
  name: string
  start: number
  /** Exclusive. */
  end: number
}

/** A few words of any script between braces. JSON and code in a prompt have signs in theirs. */
const PLACEHOLDER = /\{([\p{L}\p{N}](?:[\p{L}\p{M}\p{N} _-]{0,38}[\p{L}\p{M}\p{N}])?)\}/gu

export function findPlaceholders(text: string): Placeholder[] {
  return [...text.matchAll(PLACEHOLDER)].map(({ 0: all, 1: name = '', index }) => ({
    name,
    start: index,
    end: index + all.length,
  }))
}

/** The next one, or the one before; undefined at the end, where the key does what it always does. */
export function placeholderFrom(
  text: string,
  { start, end }: { start: number; end: number },
  direction: 'forward' | 'backward',
): Placeholder | undefined {
  const all = findPlaceholders(text)
  return direction === 'backward'
    ? all.findLast((place) => place.end <= start)
    : all.find((place) => place.start >= end || (start === end && place.start >= start))
}
