import type { Ref } from 'react'
import { ACCEPTED_FILES } from './file-kind.ts'

/** The way to the browser's file dialog; the buttons that open it are elsewhere. */
export function FileInput({
  ref,
  onFiles,
}: {
  ref: Ref<HTMLInputElement>
  onFiles: (files: readonly File[]) => void
}) {
  return (
    <input
      ref={ref}
      type="file"
      multiple
      hidden
      tabIndex={-1}
      aria-label="Choose files"
      accept={ACCEPTED_FILES}
      onChange={(event) => {
        onFiles(Array.from(event.currentTarget.files ?? []))
        // The same file may be chosen again.
        event.currentTarget.value = ''
      }}
    />
  )
}
