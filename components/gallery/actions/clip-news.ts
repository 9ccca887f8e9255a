/**
 * What is said of clips, told to everything on the page that shows them: at once, before the server has agreed. The grid, the clip page and
 * the comparison listen; whoever changes clips tells.
 */
import type { ClipChange } from '#lib/api/clip-changes.ts'

/** Shows the changes, of the clips that it shows; answers with what puts them back as they were. */
export type ClipListener = (changes: readonly ClipChange[]) => () => void

const listeners = new Set<ClipListener>()

/** Answers with what ends it. */
export function onClipChanges(listener: ClipListener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function tellClipChanges(changes: readonly ClipChange[]): () => void {
  const putBack = [...listeners].map((listener) => listener(changes))
  return () => {
    for (const undo of putBack) undo()
  }
}
