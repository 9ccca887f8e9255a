'use client'
/**
 * What is selected in the gallery: ids, kept in the tab's memory while one looks at a clip and comes back. Where a range begins and where the
 * keyboard is (anchor and cursor) are places in the list.
 */
import { useSyncExternalStore } from 'react'

export interface Selection {
  readonly ids: ReadonlySet<string>
  readonly anchor: number
  readonly cursor: number
}

const NOTHING: Selection = { ids: new Set(), anchor: 0, cursor: 0 }

let selection = NOTHING
let owner: string | undefined
const listeners = new Set<() => void>()

function change(next: Partial<Selection>): void {
  selection = { ...selection, ...next }
  for (const listener of listeners) listener()
}

export const gallerySelection = {
  now: (): Selection => selection,
  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  },
  set(ids: Iterable<string>, at: Partial<Pick<Selection, 'anchor' | 'cursor'>> = {}): void {
    change({ ...at, ids: new Set(ids) })
  },
  /** With its place, where that is to be the keyboard's. */
  toggle(id: string, index?: number): void {
    const ids = new Set(selection.ids)
    if (!ids.delete(id)) ids.add(id)
    change({ ids, ...(index !== undefined && { anchor: index, cursor: index }) })
  },
  /** The keyboard's place alone. */
  moveTo(cursor: number): void {
    if (cursor !== selection.cursor) change({ cursor })
  },
  /** They are gone: what can't be seen must not be acted on. */
  drop(ids: readonly string[]): void {
    if (ids.some((id) => selection.ids.has(id))) change({ ids: selection.ids.difference(new Set(ids)) })
  },
  clear(): void {
    if (selection.ids.size > 0) change({ ids: NOTHING.ids })
  },
  /** Of which list: another one begins with nothing selected, its places are others. */
  belongTo(question: string): void {
    if (question === owner) return
    owner = question
    change(NOTHING)
  },
}

/** Draws anew with every change of the selection. */
export function useSelection() {
  const { ids } = useSyncExternalStore(gallerySelection.subscribe, gallerySelection.now, () => NOTHING)
  return { count: ids.size, all: (): string[] => [...ids] }
}
