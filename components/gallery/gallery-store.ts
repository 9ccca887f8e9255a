'use client'
/** What this tab knows of the gallery: the lists of the queries that were looked at last, so that going back asks for nothing. */
import { createContext, use, useSyncExternalStore } from 'react'
import type { ClipChange } from '#lib/api/clip-changes.ts'
import type { GalleryCard } from '#lib/api/gallery.ts'
import { createGalleryList, type GalleryList, type GalleryListOptions } from './gallery-list.ts'

/** By query, the one looked at last at the end. */
const lists = new Map<string, GalleryList>()
const MOST_LISTS = 6

/** `query`: the words of GET /api/gallery. On the server every drawing has a list of its own. */
export function galleryListOf(query: string, options: GalleryListOptions): GalleryList {
  if (typeof window === 'undefined') return createGalleryList(options)
  const list = lists.get(query) ?? createGalleryList(options)
  lists.delete(query)
  lists.set(query, list)
  const [oldest] = lists.keys()
  if (lists.size > MOST_LISTS && oldest !== undefined) lists.delete(oldest)
  return list
}

/** Shows a change at once, in every list that is known: the gallery's when one comes back to it, too. */
export function patchCards(ids: readonly string[], change: Omit<ClipChange, 'id'>): void {
  patchEach(ids.map((id) => ({ ...change, id })))
}

/** The same where each has its own, as the `undo` of an answer. */
export function patchEach(changes: readonly ClipChange[]): void {
  if (changes.length > 0) for (const list of lists.values()) list.patch(changes)
}

/** The card as some list knows it. */
export function knownCard(id: string): GalleryCard | undefined {
  for (const list of [...lists.values()].toReversed()) {
    const card = list.cardOf(id)
    if (card) return card
  }
  return undefined
}

/** The list of the page, and its query. */
export const GalleryContext = createContext<{ list: GalleryList; query: string } | undefined>(undefined)

/** Draws anew with every change of the list: for what stands around the grid, not for its cards. */
export function useGallery() {
  const gallery = use(GalleryContext)
  if (!gallery) throw new Error('useGallery() is for what stands on the gallery’s page')
  const { list, query } = gallery
  useSyncExternalStore(list.subscribe, list.version, list.version)
  return {
    query,
    total: list.total(),
    cardAt: list.cardAt,
    ensure: list.ensure,
    patchCards,
  }
}
