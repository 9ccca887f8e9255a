'use client'
/** Where a clip stands in the gallery that one came from: the way back there, and to the clips beside it. */
import { useEffect, useSyncExternalStore } from 'react'
import { listWith } from '#components/gallery/gallery-store.ts'
import type { GalleryList } from '#components/gallery/gallery-list.ts'
import { goToClip } from './use-clip.ts'

export interface GalleryPlace {
  /** The gallery's address. */
  back: string
  /** Absent at the ends, and where one did not come from the gallery. */
  previous: string | undefined
  next: string | undefined
  go(id: string | undefined): void
}

/** Cards that are fetched ahead of the one that is shown. */
const AHEAD = 20

export function useGalleryPlace(id: string, project: string | undefined): GalleryPlace {
  const anchor = useSyncExternalStore(noNews, () => anchorFor(id), nowhere)
  const list = anchor?.list
  useSyncExternalStore(list?.subscribe ?? noNews, list?.version ?? never, never)
  const at = anchor ? anchor.list.indexOf(anchor.id) : -1
  useEffect(() => {
    if (at >= 0) list?.ensure(Math.max(0, at - AHEAD), at + AHEAD)
  }, [list, at])
  const plain = project === undefined ? '' : `project=${project}`
  const query = anchor?.query ?? plain
  return {
    back: query === '' ? '/gallery' : `/gallery?${query}`,
    previous: at > 0 ? list?.cardAt(at - 1)?.id : undefined,
    next: at >= 0 ? list?.cardAt(at + 1)?.id : undefined,
    go: (wanted) => wanted !== undefined && goToClip(wanted),
  }
}

interface Anchor {
  list: GalleryList
  query: string
  id: string
}

/** Where one is in the gallery, as long as the tab lives. */
let latest: Anchor | undefined

/** A take that has no card of its own there keeps the place of the one that one came by. */
function anchorFor(id: string): Anchor | undefined {
  if (latest?.id === id) return latest
  const found = listWith(id)
  if (found) latest = { ...found, id }
  return latest
}

const noNews = () => () => undefined
const never = () => 0
const nowhere = () => undefined
