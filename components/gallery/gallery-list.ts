/**
 * The cards of one query, as far as they are known: a sparse list by place. Pages come when they are looked at, by the cursor of the card
 * before them where that is known, else by a jump; what lies far from the place last looked at is forgotten again. No React, no clock.
 */
import type { ClipChange } from '#lib/api/clip-changes.ts'
import type { GalleryCard, GalleryPage } from '#lib/api/gallery.ts'
import { patched } from './patched-card.ts'

/** A third of a second's worth of fast scrolling at size M, and 60 KB of JSON. */
export const PAGE = 100
/** More is forgotten: about 6 MB of cards. */
export const MOST_KEPT = 6000

export interface PageRequest {
  after?: string
  skip?: number
  limit: number
}

export interface GalleryListOptions {
  fetchPage: (request: PageRequest, signal: AbortSignal) => Promise<GalleryPage>
  /** Its cards are those in the bin: a restored one leaves. */
  isBin?: boolean
  /** The beginning, where the server has drawn it. */
  first?: GalleryPage
}

export type GalleryList = ReturnType<typeof createGalleryList>

interface Ghost {
  card: GalleryCard
  index: number
}

export function createGalleryList({ fetchPage, isBin = false, first }: GalleryListOptions) {
  let cards: (GalleryCard | undefined)[] = []
  let total: number | undefined
  let known = 0
  let version = 0
  let error: unknown
  /** What the server gave for the page behind a card: it holds wherever that card has moved to. */
  const nextAfter = new Map<string, string>()
  /** Thrown away or moved here; to be put back by an undo. */
  const ghosts = new Map<string, Ghost>()
  let indexes: Map<string, number> | undefined
  const inFlight = new Map<number, AbortController>()
  let wanted: readonly [number, number] = [0, 0]
  const listeners = new Set<() => void>()

  const changed = () => {
    version += 1
    for (const listener of listeners) listener()
  }
  const place = (start: number, page: GalleryPage) => {
    if (page.total !== undefined) total = page.total
    page.cards.forEach((card, offset) => {
      if (cards[start + offset] === undefined) known += 1
      cards[start + offset] = card
    })
    const last = page.cards.at(-1)
    if (last && page.next !== undefined) nextAfter.set(last.id, page.next)
    // Fewer than there should be: some went away since the total was counted.
    if (page.next === undefined) total = start + page.cards.length
    if (total !== undefined && cards.length > total) cards.length = total
    indexes = undefined
  }
  if (first) place(0, first)

  const forget = () => {
    if (known <= MOST_KEPT) return
    const [from, to] = wanted
    const [low, high] = [from - MOST_KEPT / 4, to + MOST_KEPT / 4]
    const kept: (GalleryCard | undefined)[] = []
    known = 0
    nextAfter.clear()
    for (let index = Math.max(0, Math.floor(low)); index < Math.min(cards.length, high); index += 1) {
      if (cards[index] === undefined) continue
      kept[index] = cards[index]
      known += 1
    }
    cards = kept
    indexes = undefined
  }

  const load = async (start: number) => {
    const controller = new AbortController()
    inFlight.set(start, controller)
    const before = start > 0 ? cards[start - 1] : undefined
    const after = before && nextAfter.get(before.id)
    try {
      const request = after === undefined ? { skip: start, limit: PAGE } : { after, limit: PAGE }
      const page = await fetchPage(request, controller.signal)
      if (inFlight.get(start) !== controller) return
      error = undefined
      place(start, page)
      forget()
    } catch (cause) {
      if (controller.signal.aborted) return
      error = cause
    } finally {
      if (inFlight.get(start) === controller) inFlight.delete(start)
    }
    changed()
  }

  const indexOf = (id: string): number => {
    if (!indexes) {
      indexes = new Map()
      for (const [index, card] of cards.entries()) if (card) indexes.set(card.id, index)
    }
    return indexes.get(id) ?? -1
  }
  const takeOut = (id: string) => {
    const index = indexOf(id)
    const card = cards[index]
    if (!card) return
    ghosts.set(id, { card, index })
    cards.splice(index, 1)
    known -= 1
    if (total !== undefined) total -= 1
    indexes = undefined
  }
  const putBack = (id: string) => {
    const ghost = ghosts.get(id)
    if (!ghost) return
    ghosts.delete(id)
    cards.splice(ghost.index, 0, ghost.card)
    known += 1
    if (total !== undefined) total += 1
    indexes = undefined
  }
  /** Answers that are on their way were asked for places that have changed. */
  const stopLoading = () => {
    for (const controller of inFlight.values()) controller.abort()
    inFlight.clear()
  }

  return {
    /** Of all cards of the query; undefined until the first answer. */
    total: () => total,
    version: () => version,
    error: () => error,
    cardAt: (index: number): GalleryCard | undefined => cards[index],
    /** -1 where it isn't known. */
    indexOf,
    cardOf: (id: string): GalleryCard | undefined => cards[indexOf(id)],
    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    /** Asks for what of these places is missing, `to` not included, and for nothing that is known. What was asked for elsewhere is called off. */
    ensure(from: number, to: number): void {
      wanted = [Math.max(0, from), Math.min(to, total ?? PAGE)]
      const starts = new Set<number>()
      for (let index = wanted[0]; index < wanted[1]; index += 1)
        if (cards[index] === undefined) starts.add(startOfPage(cards, index))
      for (const [start, controller] of inFlight)
        if (start + PAGE <= from || start >= to) {
          controller.abort()
          inFlight.delete(start)
        }
      for (const start of starts) if (!inFlight.has(start)) void load(start)
    },
    isLoading: () => inFlight.size > 0,
    /** Shows at once what was said of cards. Unknown ids are passed over. */
    patch(changes: readonly ClipChange[]): void {
      const moves = changes.some(({ removed }) => removed !== undefined)
      if (moves) stopLoading()
      // Back in the order in which they lay: each goes to the place it had when those before it were there.
      const backwards = moves
        ? [...changes].sort((a, b) => ghostIndex(ghosts, a.id) - ghostIndex(ghosts, b.id))
        : changes
      for (const change of backwards) {
        if (change.removed === !isBin) takeOut(change.id)
        else if (change.removed === isBin) putBack(change.id)
        const index = indexOf(change.id)
        const card = cards[index]
        if (card) cards[index] = patched(card, change)
      }
      changed()
    },
    /** Newer ones of the server, in their places. */
    replace(news: readonly GalleryCard[]): void {
      for (const card of news) {
        const index = indexOf(card.id)
        if (index >= 0) cards[index] = card
      }
      changed()
    },
    /** Forgets everything, and begins anew with what is looked at. */
    reload(): void {
      stopLoading()
      cards = []
      known = 0
      indexes = undefined
      nextAfter.clear()
      ghosts.clear()
      changed()
    },
  }
}

/** The page of a missing place begins right behind what is known, if that is near: then its cursor can be used. */
function startOfPage(cards: readonly (GalleryCard | undefined)[], index: number): number {
  const start = index - (index % PAGE)
  for (let before = index; before > start; before -= 1) if (cards[before - 1] !== undefined) return before
  return start
}

function ghostIndex(ghosts: ReadonlyMap<string, Ghost>, id: string): number {
  return ghosts.get(id)?.index ?? 0
}
