'use client'
/**
 * What is selected in the gallery: ids, kept in the tab's memory while one looks at a clip and comes back. Where it begins and where the
 * keyboard is (anchor and cursor) are places in the list, see grid-keys.ts.
 */
import { useSyncExternalStore } from 'react'

export interface Selection {
  readonly ids: ReadonlySet<string>
  /** Where a range begins, and where the keyboard is: places in the list. */
  readonly anchor: number
  readonly cursor: number
}

const NOTHING: Selection = { ids: new Set(), anchor: 0, cursor: 0 }

let selection = NOTHING
const listeners = new Set<() => void>()

function change(next: Selection): void {
  selection = next
  for (const listener of listeners) listener()
}

export const gallerySelection = {
  now: (): Selection => selection,
  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  },
  has: (id: string): boolean => selection.ids.has(id),
  set(ids: Iterable<string>, at: Partial<Pick<Selection, 'anchor' | 'cursor'>> = {}): void {
    change({ ...selection, ...at, ids: new Set(ids) })
  },
  toggle(id: string, index?: number): void {
    const ids = new Set(selection.ids)
    if (!ids.delete(id)) ids.add(id)
    change({ ids, anchor: index ?? selection.anchor, cursor: index ?? selection.cursor })
  },
  /** The keyboard's place alone. */
  moveTo(cursor: number, anchor = selection.anchor): void {
    if (cursor !== selection.cursor || anchor !== selection.anchor) change({ ...selection, anchor, cursor })
  },
  clear(): void {
    if (selection.ids.size > 0) change({ ...selection, ids: NOTHING.ids })
  },
  /** Another list: its places are others. */
  reset(): void {
    change(NOTHING)
  },
}

/** Draws anew with every change of the selection. */
export function useSelection() {
  const { ids, anchor, cursor } = useSyncExternalStore(
    gallerySelection.subscribe,
    gallerySelection.now,
    () => NOTHING,
  )
  return {
    ids,
    anchor,
    cursor,
    count: ids.size,
    has: (id: string) => ids.has(id),
    all: (): string[] => [...ids],
    clear: gallerySelection.clear,
    set: gallerySelection.set,
    toggle: gallerySelection.toggle,
  }
}
