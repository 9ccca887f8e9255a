/**
 * Which items of two lists are the same, in order: E. W. Myers, "An O(ND) Difference Algorithm" (1986), with an end. Lists that have
 * little in common are cut at items that stand once in both, and what has none is taken for replaced.
 */

/** Both lists' places of one common item. */
export type Match = readonly [before: number, after: number]

/** Steps of the exact way at most: 80,000 comparisons and half a megabyte for one stretch. */
const MOST_EDITS = 400

/** In order. The most that can be matched, unless the lists differ by more than MOST_EDITS items. */
export function commonItems(before: readonly string[], after: readonly string[]): Match[] {
  // Numbers are compared ten times as fast as strings.
  const numbers = new Map<string, number>()
  const numberOf = (item: string) => {
    const number = numbers.get(item) ?? numbers.size
    numbers.set(item, number)
    return number
  }
  return matchesIn(Int32Array.from(before, numberOf), Int32Array.from(after, numberOf), 0, 0)
}

function matchesIn(before: Int32Array, after: Int32Array, beforeAt: number, afterAt: number): Match[] {
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before[start] === after[start]) start += 1
  let end = 0
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end += 1
  return [
    ...run(start, beforeAt, afterAt),
    ...matchesBetween(
      before.subarray(start, before.length - end),
      after.subarray(start, after.length - end),
      beforeAt + start,
      afterAt + start,
    ),
    ...run(end, beforeAt + before.length - end, afterAt + after.length - end),
  ]
}

function run(length: number, beforeAt: number, afterAt: number): Match[] {
  return Array.from({ length }, (_, index) => [beforeAt + index, afterAt + index] as const)
}

function matchesBetween(before: Int32Array, after: Int32Array, beforeAt: number, afterAt: number): Match[] {
  if (before.length === 0 || after.length === 0) return []
  const exact = shortestEdit(before, after)
  if (exact) return exact.map(([one, other]) => [beforeAt + one, afterAt + other])
  const anchors = anchorsOf(before, after)
  const ends = [...anchors, [before.length, after.length] as const]
  let [lastBefore, lastAfter] = [0, 0]
  return anchors.length === 0
    ? []
    : ends.flatMap(([one, other], index) => {
        const between = matchesIn(
          before.subarray(lastBefore, one),
          after.subarray(lastAfter, other),
          beforeAt + lastBefore,
          afterAt + lastAfter,
        )
        ;[lastBefore, lastAfter] = [one + 1, other + 1]
        return index < anchors.length ? [...between, [beforeAt + one, afterAt + other] as const] : between
      })
}

/** Undefined where more than MOST_EDITS items would have to go or come. */
function shortestEdit(before: Int32Array, after: Int32Array): Match[] | undefined {
  const most = Math.min(MOST_EDITS, before.length + after.length)
  const reach = new Int32Array(2 * most + 3)
  const middle = most + 1
  /** How far each diagonal reached before each step: -step … step. */
  const history: Int32Array[] = []
  for (let step = 0; step <= most; step += 1) {
    history.push(reach.slice(middle - step - 1, middle + step + 2))
    for (let diagonal = -step; diagonal <= step; diagonal += 2) {
      const isDown =
        diagonal === -step ||
        (diagonal < step && at(reach, middle + diagonal - 1) < at(reach, middle + diagonal + 1))
      let x = isDown ? at(reach, middle + diagonal + 1) : at(reach, middle + diagonal - 1) + 1
      while (x < before.length && x - diagonal < after.length && before[x] === after[x - diagonal]) x += 1
      reach[middle + diagonal] = x
      if (x >= before.length && x - diagonal >= after.length)
        return walkBack(history, before.length, after.length)
    }
  }
  return undefined
}

function walkBack(history: readonly Int32Array[], beforeLength: number, afterLength: number): Match[] {
  const matches: Match[] = []
  let [x, y] = [beforeLength, afterLength]
  for (let step = history.length - 1; step >= 0; step -= 1) {
    const reached = history[step]
    if (!reached) break
    const reachOf = (diagonal: number) => at(reached, diagonal + step + 1)
    const diagonal = x - y
    const isDown = diagonal === -step || (diagonal < step && reachOf(diagonal - 1) < reachOf(diagonal + 1))
    const last = isDown ? diagonal + 1 : diagonal - 1
    const lastX = step === 0 ? 0 : reachOf(last)
    const startX = step === 0 ? 0 : isDown ? lastX : lastX + 1
    while (x > startX) {
      x -= 1
      y -= 1
      matches.push([x, y])
    }
    if (step > 0) [x, y] = [lastX, lastX - last]
  }
  return matches.toReversed()
}

function at(numbers: Int32Array, index: number): number {
  return numbers[index] ?? 0
}

/** Items that stand once in both lists, as many as keep their order (patience). */
function anchorsOf(before: Int32Array, after: Int32Array): Match[] {
  const places = onceIn(after)
  const once = onceIn(before)
  const pairs = [...before].flatMap((item, index): Match[] => {
    const other = places.get(item)
    return once.get(item) === index && other !== undefined && other >= 0 ? [[index, other]] : []
  })
  return longestRising(pairs)
}

/** -1 for what stands there more than once. */
function onceIn(items: Int32Array): Map<number, number> {
  const places = new Map<number, number>()
  items.forEach((item, index) => places.set(item, places.has(item) ? -1 : index))
  return places
}

/** The most pairs, in order, whose second places rise too. */
function longestRising(pairs: readonly Match[]): Match[] {
  const piles: { pair: Match; under: number }[][] = []
  for (const pair of pairs) {
    let [low, high] = [0, piles.length]
    while (low < high) {
      const half = (low + high) >> 1
      if ((piles[half]?.at(-1)?.pair[1] ?? 0) < pair[1]) low = half + 1
      else high = half
    }
    const pile = piles[low]
    const card = { pair, under: (piles[low - 1]?.length ?? 0) - 1 }
    if (pile) pile.push(card)
    else piles.push([card])
  }
  const rising: Match[] = []
  let place = (piles.at(-1)?.length ?? 0) - 1
  for (const pile of piles.toReversed()) {
    const card = pile[place]
    if (!card) break
    rising.push(card.pair)
    place = card.under
  }
  return rising.toReversed()
}
