/**
 * The cards of one query, as far as they are known. Pages come when they are looked at, by the cursor of the card before them where that is
 * known, else by a jump; what lies far from the place last looked at is forgotten again. Once shown, a card stays where it is until the
 * list is read anew, also when what was said of it would put it elsewhere: nothing moves under the hand. No React, no clock.
 */
import type { ClipChange } from '#lib/api/clip-changes.ts'
import type { GalleryCard, GalleryNews, GalleryPage } from '#lib/api/gallery.ts'
import { changedClip } from './actions/change-clip.ts'
import { createCardPlaces } from './card-places.ts'

/** A third of a second of fast scrolling at the usual size, and 60 KB of JSON. */
export const PAGE = 100
/** More is forgotten: about 6 MB of cards. */
export const MOST_KEPT = 6000

export type PageRequest = { limit: number } & ({ after: string } | { skip: number })

export interface GalleryListOptions {
  fetchPage: (request: PageRequest, signal: AbortSignal) => Promise<GalleryPage>
  /** Whose cards they are: what is moved to another project leaves. */
  projectId: string
  /** Its cards are those in the bin: what is restored leaves. */
  isBin?: boolean
  /** One card stands for a shot; another of its takes may come to lie on top. */
  byShot?: boolean
  /** What is new belongs before everything else. */
  isNewestFirst?: boolean
  /** The beginning, where the server has drawn it. */
  first?: GalleryPage
}

export type GalleryList = ReturnType<typeof createGalleryList>

export function createGalleryList(options: GalleryListOptions) {
  const { fetchPage, projectId, isBin = false, byShot = false, isNewestFirst = false, first } = options
  let places = createCardPlaces()
  /** As the places here count them: `kept` and `fresh` make the difference to the server's. */
  let total: number | undefined
  let cursor: number | undefined
  let version = 0
  let error: unknown
  /** What the server gave for the page behind a card: it holds wherever that card has moved to. */
  const nextAfter = new Map<string, string>()
  /** Thrown away or moved here, with their places: for an undo. */
  const ghosts = new Map<string, { card: GalleryCard; index: number; turn: number; isConfirmed?: true }>()
  let turn = 0
  /** Still shown, though they match no longer. */
  const kept = new Set<string>()
  /** Match, and are not shown yet. */
  const fresh = new Set<string>()
  /** Shown as they were; to be asked for again when looked at. */
  const stale = new Set<string>()
  const inFlight = new Map<number, AbortController>()
  let seen = { from: 0, to: 0 }
  const listeners = new Set<() => void>()

  const changed = () => {
    version += 1
    for (const listener of listeners) listener()
  }
  const ownTotal = (ofServer: number) => ofServer - fresh.size + kept.size

  const place = (start: number, page: GalleryPage) => {
    if (page.total !== undefined) total = ownTotal(page.total)
    if (page.cursor !== undefined) cursor ??= page.cursor
    page.cards.forEach((card, offset) => {
      stale.delete(card.id)
      places.put(start + offset, card)
    })
    const last = page.cards.at(-1)
    if (last && page.next !== undefined) nextAfter.set(last.id, page.next)
    // It ends here: some went away since the total was counted.
    if (page.next === undefined) total = start + page.cards.length
    if (places.known() <= MOST_KEPT) return
    places.keep(seen.from - MOST_KEPT / 4, seen.to + MOST_KEPT / 4)
    nextAfter.clear()
  }
  if (first) place(0, first)

  const requestFor = (start: number): PageRequest => {
    const before = start > 0 ? places.at(start - 1) : undefined
    const after = before && nextAfter.get(before.id)
    if (after !== undefined) return { after, limit: PAGE }
    let keptBefore = 0
    for (const id of kept) if (places.indexOf(id) < start) keptBefore += 1
    return { skip: Math.max(0, start - keptBefore) + (isNewestFirst ? fresh.size : 0), limit: PAGE }
  }
  const load = async (start: number) => {
    const controller = new AbortController()
    inFlight.set(start, controller)
    try {
      const page = await fetchPage(requestFor(start), controller.signal)
      if (inFlight.get(start) !== controller) return
      inFlight.delete(start)
      error = undefined
      place(start, page)
    } catch (cause) {
      if (controller.signal.aborted) return
      inFlight.delete(start)
      error = cause
    }
    changed()
  }
  /** Answers on their way were asked for places that have changed. */
  const stopLoading = () => {
    for (const controller of inFlight.values()) controller.abort()
    inFlight.clear()
  }

  const takeOut = (id: string) => {
    const index = places.indexOf(id)
    const card = places.at(index)
    if (!card) return
    stopLoading()
    turn += 1
    ghosts.set(id, { card, index, turn })
    places.takeOut(index)
    kept.delete(id)
    if (total !== undefined) total -= 1
  }
  const putBack = (id: string) => {
    const ghost = ghosts.get(id)
    if (!ghost) return
    stopLoading()
    ghosts.delete(id)
    places.putIn(ghost.index, ghost.card)
    if (total !== undefined) total += 1
  }
  const change = (one: ClipChange) => {
    const { id, removed, project } = one
    if (removed === !isBin || (project !== undefined && project !== projectId)) takeOut(id)
    else if (removed === isBin || project === projectId) putBack(id)
    const index = places.indexOf(id)
    const card = places.at(index)
    if (card) places.put(index, changedClip(card, one))
  }
  /** Takes that go along to another project, because one of their shot does. */
  const companions = (named: readonly ClipChange[]): ClipChange[] => {
    const goingTo = new Map<string, string>()
    for (const { id, project } of named) {
      const card = places.at(places.indexOf(id)) ?? ghosts.get(id)?.card
      if (card && project !== undefined) goingTo.set(card.shotId, project)
    }
    const others: ClipChange[] = []
    const isNamed = new Set(named.map(({ id }) => id))
    const look = ({ id, shotId }: GalleryCard) => {
      const project = goingTo.get(shotId)
      if (project !== undefined && !isNamed.has(id)) others.push({ id, project })
    }
    if (goingTo.size > 0) {
      places.each(look)
      for (const { card } of ghosts.values()) look(card)
    }
    return others
  }

  return {
    /** Of all cards of the query; undefined until the first answer. */
    total: () => total,
    /** Where the news begin; undefined until the first answer. */
    cursor: () => cursor,
    version: () => version,
    error: () => error,
    /** How many match and are not shown yet: see refresh(). */
    freshCount: () => fresh.size,
    cardAt: (index: number) => places.at(index),
    /** -1 where it isn't known. */
    indexOf: (id: string) => places.indexOf(id),
    cardOf: (id: string) => places.at(places.indexOf(id)),
    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    /** Asks for what of these places is missing, `to` not included, and for nothing that is known. What was asked for elsewhere is called off. */
    ensure(from: number, to: number): void {
      seen = { from: Math.max(0, from), to: Math.min(to, total ?? to) }
      for (const [start, controller] of inFlight)
        if (start + PAGE <= from || start >= to) {
          controller.abort()
          inFlight.delete(start)
        }
      const isOnItsWay = (index: number) =>
        [...inFlight.keys()].some((start) => start <= index && index < start + PAGE)
      for (let index = seen.from; index < seen.to; index += 1) {
        const card = places.at(index)
        if (card && !stale.has(card.id)) continue
        if (!isOnItsWay(index)) void load(startOfPage(index, (before) => places.at(before) !== undefined))
      }
    },
    /** Shows at once what was said of cards; answers with what puts them back. Unknown ones are passed over. */
    patch(named: readonly ClipChange[]): () => void {
      const changes = [...named, ...companions(named)]
      const before = changes.flatMap(({ id }) => places.at(places.indexOf(id)) ?? [])
      const wereHere = new Set(before.map(({ id }) => id))
      // What went last comes back first: each then finds the list as it was when it went.
      const turnOf = ({ id }: ClipChange) => ghosts.get(id)?.turn ?? 0
      for (const one of changes.toSorted((a, b) => turnOf(b) - turnOf(a))) change(one)
      changed()
      return () => {
        for (const { id } of changes) if (!wereHere.has(id)) takeOut(id)
        for (const card of before.toReversed()) {
          putBack(card.id)
          const index = places.indexOf(card.id)
          if (index >= 0) places.put(index, card)
        }
        changed()
      }
    },
    /** What changed on the server. What is new goes to the top where `mayInsert`, else it is counted as fresh. */
    hear(news: GalleryNews, mayInsert: boolean): void {
      cursor = news.cursor
      if (news.isMuch) {
        places.each(({ id }) => stale.add(id))
        nextAfter.clear()
      }
      const matching = new Set(news.matching)
      const placeOf = (card: GalleryCard) => {
        const index = places.indexOf(card.id)
        if (index >= 0 || !byShot) return index
        let found = -1
        places.each((other, at) => {
          if (other.shotId === card.shotId) found = at
        })
        return found
      }
      for (const card of news.cards.toSorted((a, b) => a.createdAt - b.createdAt)) {
        const index = placeOf(card)
        if (index >= 0) {
          places.put(index, card)
          if (matching.has(card.id)) kept.delete(card.id)
          else kept.add(card.id)
        } else if (ghosts.has(card.id)) {
          // What was thrown away a moment ago may still be told of as it was before.
          if (!ghosts.get(card.id)?.isConfirmed) continue
          putBack(card.id)
          places.put(places.indexOf(card.id), card)
        } else if (matching.has(card.id)) {
          if (mayInsert && isNewestFirst && (places.at(0)?.createdAt ?? 0) <= card.createdAt)
            places.putIn(0, card)
          else fresh.add(card.id)
        }
      }
      for (const id of news.gone) {
        fresh.delete(id)
        takeOut(id)
        const ghost = ghosts.get(id)
        if (ghost) ghost.isConfirmed = true
      }
      total = ownTotal(news.total)
      changed()
    },
    /** Forgets everything: what is looked at is read anew, and lies where it belongs. */
    refresh(): void {
      stopLoading()
      places = createCardPlaces()
      for (const known of [nextAfter, ghosts, kept, fresh, stale]) known.clear()
      cursor = undefined
      error = undefined
      changed()
    },
  }
}

/** A page begins right behind what is known, if that is near: then the cursor can be used. */
function startOfPage(index: number, isKnown: (index: number) => boolean): number {
  const start = index - (index % PAGE)
  for (let before = index; before > start; before -= 1) if (isKnown(before - 1)) return before
  return start
}
