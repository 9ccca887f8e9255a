/** What of a selection's tags is to change, while it is being chosen. Pure. */

export interface TagWish {
  add: readonly string[]
  remove: readonly string[]
}

export interface ShownTag {
  tag: string
  /** How many of the selection have it, or will. */
  count: number
  /** How it differs from what is there. */
  wish?: 'add' | 'remove'
}

export const NO_WISH: TagWish = { add: [], remove: [] }

/** One request takes so many, and nobody reads more. */
export const MOST_WISHED = 20
const LONGEST = 64

/** As the server will keep it; '' is none. A comma parts tags. */
export function tagOf(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/[\s,，]+/gu, ' ')
    .trim()
    .slice(0, LONGEST)
    .trim()
}

/** Those that are there and those that are wished, in their order. */
export function shownTags(
  counts: Readonly<Record<string, number>>,
  { add, remove }: TagWish,
  all: number,
): ShownTag[] {
  const tags = new Set([...Object.keys(counts), ...add])
  return [...tags].toSorted().map((tag) => {
    if (add.includes(tag)) return { tag, count: all, wish: 'add' }
    const count = counts[tag] ?? 0
    return remove.includes(tag) ? { tag, count: 0, wish: 'remove' } : { tag, count }
  })
}

/** To all of them; what all have already is no wish. */
export function withTag(
  wish: TagWish,
  tag: string,
  counts: Readonly<Record<string, number>>,
  all: number,
): TagWish {
  const remove = wish.remove.filter((other) => other !== tag)
  const isThere = counts[tag] === all
  const add = isThere || wish.add.includes(tag) ? wish.add : [...wish.add, tag]
  return { add: add.slice(0, MOST_WISHED), remove }
}

/** From all of them; what none has is no wish. */
export function withoutTag(wish: TagWish, tag: string, counts: Readonly<Record<string, number>>): TagWish {
  const add = wish.add.filter((other) => other !== tag)
  const isThere = (counts[tag] ?? 0) > 0
  const remove = isThere && !wish.remove.includes(tag) ? [...wish.remove, tag] : wish.remove
  return { add, remove: remove.slice(0, MOST_WISHED) }
}

/** As it was. */
export function withoutWish({ add, remove }: TagWish, tag: string): TagWish {
  const others = (tags: readonly string[]) => tags.filter((other) => other !== tag)
  return { add: others(add), remove: others(remove) }
}

/** Those of the team that begin with what was typed, then those that hold it; not those that all have already. */
export function suggestedTags(
  team: readonly string[],
  typed: string,
  shown: readonly ShownTag[],
  all: number,
): string[] {
  const wanted = typed.toLowerCase()
  const had = new Set(shown.filter(({ count }) => count === all).map(({ tag }) => tag))
  const open = team.filter((tag) => !had.has(tag) && tag.toLowerCase().includes(wanted))
  const [first, rest] = [
    open.filter((tag) => tag.toLowerCase().startsWith(wanted)),
    open.filter((tag) => !tag.toLowerCase().startsWith(wanted)),
  ]
  return [...first, ...rest].slice(0, 8)
}
