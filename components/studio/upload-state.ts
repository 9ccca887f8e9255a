/** What is known in this tab of files on their way. */
import type { Dispatch } from 'react'
import type { Sentence } from '#lib/language/language.ts'
import type { PendingSource } from '#lib/queries/pending-uploads.ts'
import type { DraftAction } from './draft.ts'

export type UploadState =
  /** `part` is 0 … 1, absent while the server fetches an address by itself. */
  | { status: 'uploading'; part?: number; preview?: string }
  /** `stopped`: by a person, who can have it go on. */
  | { status: 'failed'; message: Sentence; stopped?: true; preview?: string }

export type UploadSource = PendingSource | { refused: Sentence }

/** What those that carry uploads work on. */
export interface UploadDesk {
  sources: { readonly current: Map<string, UploadSource> }
  /** How each one is called off. */
  running: { readonly current: Map<string, () => void> }
  change: (id: string, state: UploadState | undefined) => void
  dispatch: Dispatch<DraftAction>
  /** The id of the project that the files are added to. */
  project: string
}

export const STOPPED: UploadState = {
  status: 'failed',
  stopped: true,
  message: { en: 'The upload was stopped.', zh: '上传已停止。' },
}

/** Lives as long as the page: a few dozen small pictures. */
export function previewOf(file: File): string | undefined {
  return file.type.startsWith('image/') ? URL.createObjectURL(file) : undefined
}
