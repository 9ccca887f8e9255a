import { X } from 'lucide-react'
import { IconButton } from '#components/ui/button.tsx'
import { useWords } from '#components/ui/language.tsx'
import { ImportLine } from './import-line.tsx'
import { importQueue, type ImportItem } from './import-queue.ts'
import { IMPORT_WORDS } from './import.words.ts'

/** At the edge of the page: every file, how far it is, and what can be done with it. */
export function ImportPanel({ items }: { items: readonly ImportItem[] }) {
  const words = useWords(IMPORT_WORDS)
  const done = items.filter(({ state }) => state.is === 'done').length
  const isAtWork = items.some(({ state }) => state.is === 'waiting' || state.is === 'sending')
  return (
    <section
      aria-label={words.panel}
      className="fixed right-4 bottom-4 z-30 flex max-h-[min(60dvh,420px)] w-96 flex-col overflow-hidden rounded-xl bg-raised shadow-raised ring-1 ring-line-strong max-sm:inset-x-2 max-sm:bottom-2 max-sm:w-auto"
    >
      <div className="flex h-11 shrink-0 items-center gap-2 border-b pr-1.5 pl-4">
        <p role="status" className="flex-1 font-medium tabular-nums">
          {words.counted(done, items.length)}
        </p>
        {!isAtWork && (
          <IconButton label={words.clear} onClick={importQueue.clear} className="touch:size-11">
            <X size={16} />
          </IconButton>
        )}
      </div>
      <ul className="scrollbar-quiet overflow-y-auto py-1">
        {items.map((item) => (
          <ImportLine key={item.id} item={item} />
        ))}
      </ul>
    </section>
  )
}
