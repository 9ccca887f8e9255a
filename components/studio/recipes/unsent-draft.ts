/** The draft that was being written when somebody stepped back through sent recipes, kept until it is gone back to. */
import type { Draft } from '../draft.ts'
import { parseDraft, serialiseDraft } from '../draft-storage.ts'

export interface UnsentDraft {
  draft: Draft
  /** The id of the recipe that stands in the composer instead. */
  at: string
}

const keyOf = (projectId: string) => `seedreel.unsent.${projectId}`

/** Beside the draft itself, so that a reload on the way loses nothing. */
export function readUnsent(projectId: string): UnsentDraft | undefined {
  const text = localStorage.getItem(keyOf(projectId))
  const end = text?.indexOf('\n') ?? -1
  const draft = text === null || end < 0 ? undefined : parseDraft(text.slice(end + 1))
  return draft && text !== null ? { draft, at: text.slice(0, end) } : undefined
}

/** False: the storage is full or forbidden, and nothing may be put in its place then. */
export function keepUnsent(projectId: string, { draft, at }: UnsentDraft): boolean {
  try {
    localStorage.setItem(keyOf(projectId), `${at}\n${serialiseDraft(draft)}`)
    return true
  } catch {
    return false
  }
}

export function forgetUnsent(projectId: string): void {
  localStorage.removeItem(keyOf(projectId))
}
