'use client'
/** What this tab knows of the gallery: the lists of the queries that were looked at last, so that going back asks for nothing. */
import { createContext, use, useSyncExternalStore } from 'react'
import type { ClipChange } from '#lib/api/clip-changes.ts'
import type { GalleryCard } from '#lib/api/gallery.ts'
import { onClipChanges } from './actions/clip-news.ts'
import { createGalleryList, type GalleryList, type GalleryListOptions } from './gallery-list.ts'

/** By question, the one looked at last at the end. */
const lists = new Map<string, GalleryList>()
const MOST_LISTS = 6
/** What followed the `?` in the address of the page that showed it. */
const addresses = new WeakMap<GalleryList, string>()

/** `question`: the words to GET /api/gallery, with the project. On the server every drawing has a list of its own. */
export function galleryListOf(question: string, options: GalleryListOptions): GalleryList {
  if (typeof window === 'undefined') return createGalleryList(options)
  const list = lists.get(question) ?? createGalleryList(options)
  lists.delete(question)
  lists.set(question, list)
  const [oldest] = lists.keys()
  if (lists.size > MOST_LISTS && oldest !== undefined) lists.delete(oldest)
  return list
}

/** Shows changes at once, in every list that is known; answers with what puts them back. */
function patchEach(changes: readonly ClipChange[]): () => void {
  const putBack = [...lists.values()].map((list) => list.patch(changes))
  return () => {
    for (const undo of putBack) undo()
  }
}

// For as long as the tab lives: what is said of a clip on its own page is to be seen when one comes back.
if (typeof window !== 'undefined') onClipChanges(patchEach)

export function rememberAddress(list: GalleryList, query: string): void {
  addresses.set(list, query)
}

/** The list in which the clip was looked at last, and what followed the `?` in its page's address. */
export function listWith(id: string): { list: GalleryList; query: string } | undefined {
  const list = [...lists.values()].findLast((one) => one.indexOf(id) >= 0)
  return list && { list, query: addresses.get(list) ?? '' }
}

/** The card as some list knows it. */
export function knownCard(id: string): GalleryCard | undefined {
  return listWith(id)?.list.cardOf(id)
}

interface GalleryOfPage {
  list: GalleryList
  /** Its words to GET /api/gallery. */
  question: string
}

export const GalleryContext = createContext<GalleryOfPage | undefined>(undefined)

/** Of the page, without drawing anew when it changes. */
export function useGalleryList(): GalleryOfPage {
  const gallery = use(GalleryContext)
  if (!gallery) throw new Error('this is for what stands on the gallery’s page')
  return gallery
}

/** Draws anew with every change of the list: for what stands around the grid, not for its cards. */
export function useGallery() {
  const { list } = useGalleryList()
  useSyncExternalStore(list.subscribe, list.version, list.version)
  return {
    total: list.total(),
    error: list.error(),
    freshCount: list.freshCount(),
    refresh: list.refresh,
  }
}
