'use client'
/**
 * What can be done by key and by the command menu, right now. Any component says what it offers with `useCommands`; nothing is drawn
 * anew for it, the lists are asked when a key is pressed or the menu opens.
 */
import { useEffect, useLayoutEffect, useRef } from 'react'
import type { Sentence } from '#lib/language/language.ts'
import { SHORTCUTS } from './shortcuts.ts'

export type CommandGroup =
  | 'write'
  | 'references'
  | 'settings'
  | 'takes'
  | 'clips'
  | 'selection'
  | 'player'
  | 'compare'
  | 'sequence'
  | 'studio'

export interface Command {
  /** Also what `data-command` says of the control that does the same. */
  id: string
  group: CommandGroup
  name: Sentence
  /** Other words to find it by. */
  also?: Sentence
  /** What it would be done to, or how it is now. */
  detail?: Sentence
  /** As in shortcuts.ts. */
  keys?: string
  /** `page` is meant where absent: outside of fields. With `take` and `reference` the keys count only while one has the focus. */
  scope?: 'page' | 'anywhere' | 'take' | 'reference'
  /** One of many: found by its words, not listed beside the others. */
  isChoice?: boolean
  /** The control deals with these keys itself: they are listed in the map, and nowhere else. */
  isOwn?: boolean
  /** Absent: always. */
  isOffered?: () => boolean
  run: () => void
}

type List = () => readonly Command[]

const lists = new Set<List>()

/** For as long as the component is there. The newest of several commands with one id counts. */
export function useCommands(list: List): void {
  const latest = useRef(list)
  useLayoutEffect(() => {
    latest.current = list
  })
  useEffect(() => {
    const ask = () => latest.current()
    lists.add(ask)
    return () => void lists.delete(ask)
  }, [])
}

/** In the order of shortcuts.ts; those without a place there behind the others of their group. */
export function allCommands(): Command[] {
  const all = new Map([...lists].flatMap((ask) => ask()).map((command) => [command.id, command]))
  return [...all.values()].toSorted((one, other) => placeOf(one) - placeOf(other))
}

const NAMES: readonly string[] = Object.keys(SHORTCUTS)
const KEYS: readonly string[] = Object.values(SHORTCUTS)

/** Most commands are called as their shortcut is; else the first with their keys. */
function placeOf({ id, keys }: Command): number {
  if (keys === undefined) return KEYS.length
  const place = NAMES.includes(id) ? NAMES.indexOf(id) : KEYS.indexOf(keys)
  return place === -1 ? KEYS.length : place
}

export function offeredCommands(): Command[] {
  return allCommands().filter(({ isOffered, isOwn }) => !isOwn && (isOffered?.() ?? true))
}
