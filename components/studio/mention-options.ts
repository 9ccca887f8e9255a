/** What the menu that `@` opens offers. Pure. */
import type { DraftReference } from './draft.ts'

/** Makes a reference of a file, and mentions it. */
export const ADD_FILE = 'add_file'

export type MenuOption = DraftReference | typeof ADD_FILE

/**
 * References whose name fits, best first; the one that `@Image1` means goes before them. A file can be added where something fits or nothing
 * is typed yet: else Enter after `@5` would open the file dialog.
 */
export function menuOptions(
  references: readonly DraftReference[],
  query: string,
  atPosition?: (query: string, references: readonly DraftReference[]) => string | undefined,
): MenuOption[] {
  const named = matchingReferences(references, query)
  const id = query === '' ? undefined : atPosition?.(query, references)
  const meant = references.filter((reference) => reference.id === id)
  const fitting = [...meant, ...named.filter((reference) => reference.id !== id)]
  return fitting.length === 0 && query !== '' ? [] : [...fitting, ADD_FILE]
}

/** By how well the name fits: beginnings first. */
export function matchingReferences(references: readonly DraftReference[], query: string): DraftReference[] {
  const wanted = query.normalize('NFC').toLowerCase()
  const rank = ({ name }: DraftReference) => name.normalize('NFC').toLowerCase().indexOf(wanted)
  return references
    .filter((reference) => rank(reference) !== -1)
    .sort((a, b) => Number(rank(a) > 0) - Number(rank(b) > 0))
}
