import type { Dispatch, RefObject } from 'react'
import type { Draft, DraftAction } from '../draft.ts'
import type { PromptFieldHandle } from '../prompt-field.tsx'
import type { Uploads } from '../use-uploads.ts'

/** What the commands of the composer work on. */
export interface StudioTools {
  draft: Draft
  dispatch: Dispatch<DraftAction>
  uploads: Uploads
  prompt: RefObject<PromptFieldHandle | null>
  onBrowse: () => void
  onGenerate: () => void
}
