import type { Dispatch, RefObject } from 'react'
import type { Language } from '#lib/language/language.ts'
import type { Draft, DraftAction } from '../draft.ts'
import type { PromptFieldHandle } from '../prompt-field.tsx'
import type { Uploads } from '../use-uploads.ts'

/** What everything around recipes works on. */
export interface RecipeTools {
  /** As it is now, not as it was drawn. */
  draft: () => Draft
  dispatch: Dispatch<DraftAction>
  uploads: Uploads
  prompt: RefObject<PromptFieldHandle | null>
  /** Of the messages that follow. */
  language: Language
}

/** A draft that was put aside comes back; a file that arrived while its reference was away found none, so it is sent once more. */
export function bringBack(draft: Draft, { dispatch, uploads, prompt }: RecipeTools): void {
  dispatch({ type: 'replace', draft })
  for (const { id, mediaId, url } of draft.references) {
    if (mediaId === undefined && url === undefined && !uploads.uploading().has(id)) uploads.retry(id)
  }
  prompt.current?.focus()
}
