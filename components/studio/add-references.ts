/** Turns addresses that were dropped, pasted or typed into references of the draft; files are in add-files.ts. */
import type { Dispatch } from 'react'
import type { DraftAction } from './draft.ts'
import { kindOfAddress } from './file-kind.ts'
import { newReferenceId } from './reference-id.ts'
import type { Uploads } from './use-uploads.ts'

interface Tools {
  dispatch: Dispatch<DraftAction>
  uploads: Uploads
}

export function addAddress(address: string, { dispatch, uploads }: Tools): void {
  const id = newReferenceId()
  const fileName = decodeURIComponentSafely(address.split(/[?#]/)[0]?.split('/').at(-1) ?? '') || 'reference'
  dispatch({ type: 'add', references: [{ id, kind: kindOfAddress(address), fileName }] })
  uploads.start(id, { address })
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
