import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { useWords } from '#components/ui/language.tsx'
import { Segmented } from '#components/ui/segmented.tsx'
import { libraryQuery } from '#lib/queries/library.ts'
import type { ReferenceKind } from '#lib/seedance/request.ts'
import type { Draft } from '../draft.ts'
import { newReferenceId } from '../reference-id.ts'
import { WithQueries } from '../with-queries.tsx'
import { LibraryGrid } from './library-grid.tsx'
import { LIBRARY_WORDS } from './library.words.ts'
import { withPicked, type PickedFile } from './pick-files.ts'

/** ms between the last key and the question. */
const SEARCH_AFTER = 200

interface LibraryProps {
  draft: Draft
  /** What becomes of the draft. */
  onPick: (change: (draft: Draft) => Draft) => void
  onClose: () => void
}

/** The team's files and clips, to be picked as references: as many as the model has places for. */
export default function LibraryDialog(props: LibraryProps) {
  const words = useWords(LIBRARY_WORDS)
  return (
    <Dialog title={words.title} onClose={props.onClose} className="w-[960px]">
      <WithQueries>
        <Library {...props} />
      </WithQueries>
    </Dialog>
  )
}

function Library({ draft, onPick }: LibraryProps) {
  const words = useWords(LIBRARY_WORDS)
  const [kind, setKind] = useState<ReferenceKind | 'all'>('all')
  const [typed, setTyped] = useState('')
  const search = useAfterTyping(typed.trim())
  const [picked, setPicked] = useState<PickedFile[]>([])
  const pages = useInfiniteQuery(libraryQuery({ search, ...(kind === 'all' ? {} : { kind }) }))
  return (
    <>
      <div className="flex flex-wrap items-center gap-3 border-b px-5 py-3 max-sm:px-3">
        <input
          type="search"
          aria-label={words.search}
          placeholder={words.search}
          value={typed}
          maxLength={200}
          onChange={(event) => setTyped(event.target.value)}
          className="h-8 min-w-40 flex-1 rounded-md bg-raised px-2.5 ring-1 ring-line-strong touch:h-11"
        />
        <Segmented
          label={words.kind}
          value={kind}
          stretch={false}
          options={(['all', 'image', 'video', 'audio'] as const).map((value) => ({
            value,
            label: words[value],
          }))}
          onChange={setKind}
        />
      </div>
      <LibraryGrid
        key={`${kind} ${search}`}
        draft={draft}
        pages={pages}
        search={search}
        picked={picked}
        onToggle={(media) =>
          setPicked((before) =>
            before.some((file) => file.media.id === media.id)
              ? before.filter((file) => file.media.id !== media.id)
              : [...before, { id: newReferenceId(), media }],
          )
        }
      />
      <footer className="flex items-center justify-between gap-3 border-t px-5 py-3 max-sm:px-3">
        <output className="text-xs text-ink-2 tabular-nums">
          {picked.length === 0 ? words.none : words.chosen(picked.length)}
        </output>
        <Button
          variant="accent"
          disabled={picked.length === 0}
          onClick={(event) => {
            onPick((now) => withPicked(now, picked))
            event.currentTarget.closest('dialog')?.close()
          }}
        >
          {words.add(picked.length)}
        </Button>
      </footer>
    </>
  )
}

function useAfterTyping(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), SEARCH_AFTER)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}
