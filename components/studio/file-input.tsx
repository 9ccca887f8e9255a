import type { Ref } from 'react'
import { useWords } from '#components/ui/language.tsx'
import { defineWords } from '#lib/language/language.ts'
import { ACCEPTED_FILES } from './accepted-files.ts'

const WORDS = defineWords({ en: { choose: 'Choose files' }, zh: { choose: '选择文件' } })

/** The way to the browser's file dialog; the buttons that open it are elsewhere. */
export function FileInput({
  ref,
  onFiles,
}: {
  ref: Ref<HTMLInputElement>
  onFiles: (files: readonly File[]) => void
}) {
  const words = useWords(WORDS)
  return (
    <input
      ref={ref}
      type="file"
      multiple
      hidden
      tabIndex={-1}
      aria-label={words.choose}
      accept={ACCEPTED_FILES}
      onChange={(event) => {
        onFiles(Array.from(event.currentTarget.files ?? []))
        // The same file may be chosen again.
        event.currentTarget.value = ''
      }}
    />
  )
}
