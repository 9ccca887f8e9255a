import { Import } from 'lucide-react'
import { useRef } from 'react'
import { shortcut } from '#components/studio/commands/shortcuts.ts'
import { Button } from '#components/ui/button.tsx'
import { useWords } from '#components/ui/language.tsx'
import { IMPORT_WORDS } from './import.words.ts'

/** Opens the choice of files. What takes them in is loaded with the first one. */
export function ImportButton({ projectId }: { projectId: string }) {
  const words = useWords(IMPORT_WORDS)
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button
        variant="quiet"
        size="sm"
        aria-label={words.importVideos}
        data-tip={words.importVideos}
        {...shortcut('import_clips')}
        onClick={() => input.current?.click()}
        className="ml-1 max-sm:px-2 touch:h-11"
      >
        <Import aria-hidden size={16} />
        <span className="max-sm:hidden">{words.import}</span>
      </Button>
      <input
        ref={input}
        type="file"
        accept="video/*"
        multiple
        hidden
        data-import
        onChange={(event) => {
          const files = [...(event.target.files ?? [])]
          // The same file can be chosen again.
          event.target.value = ''
          if (files.length > 0)
            void import('./import-queue.ts').then(({ importQueue }) => importQueue.add(files, projectId))
        }}
      />
    </>
  )
}
