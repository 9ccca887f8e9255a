'use client'
import { useQuery } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { Pencil, Trash2 } from 'lucide-react'
import { useId, useState, type MouseEvent } from 'react'
import { WithQueries } from '#components/studio/with-queries.tsx'
import { useNames } from '#components/studio/use-names.ts'
import { IconButton } from '#components/ui/button.tsx'
import { useLanguage, useWords } from '#components/ui/language.tsx'
import { NameField } from '#components/ui/name-field.tsx'
import type { SavedSearch } from '#lib/api/saved-searches.ts'
import { savedSearchesQuery } from '#lib/queries/saved-searches.ts'
import { type GalleryView, PLAIN_VIEW, readGalleryAddress, writeGalleryAddress } from '../gallery-address.ts'
import { addressOf, showView } from '../use-gallery-view.ts'
import { chipsOf } from './chips.ts'
import { FILTER_WORDS } from './filters.words.ts'
import { SAVED_WORDS } from './saved-search.words.ts'
import { useSavedWork, type SavedWork } from './use-saved-work.ts'

export default function SavedSearchPanel(props: { view: GalleryView; close: () => void }) {
  return (
    <WithQueries>
      <Panel {...props} />
    </WithQueries>
  )
}

function Panel({ view, close }: { view: GalleryView; close: () => void }) {
  const words = useWords(SAVED_WORDS)
  const { data, isError } = useQuery(savedSearchesQuery(view.project))
  const { work, problem } = useSavedWork(view.project)
  const problemId = useId()
  const present = keptQuery(view)
  const describedBy = problem === undefined ? undefined : problemId
  return (
    <div className="p-1">
      {isError && !data && <p className="p-2 text-xs text-bad">{words.unreachable}</p>}
      {!isError && !data && <p className="p-2 text-xs text-ink-3">{words.loading}</p>}
      {data?.searches.length === 0 && <p className="p-2 text-xs text-pretty text-ink-2">{words.empty}</p>}
      <ul className="max-h-72 scrollbar-quiet overflow-y-auto">
        {data?.searches.map((search) => (
          <Row
            key={search.id}
            search={search}
            view={view}
            isPresent={search.query === present}
            work={work}
            problemId={describedBy}
            close={close}
          />
        ))}
      </ul>
      <div className="mt-1 border-t px-1 pt-2 pb-1">
        {present === '' ? (
          <p className="px-1 text-xs text-pretty text-ink-3">{words.nothing}</p>
        ) : (
          <NameField
            label={words.saveAs}
            action={words.save}
            problemId={describedBy}
            onName={(name) => work.save(name, present)}
          />
        )}
        <p id={problemId} role="alert" className="px-1 pt-1 text-xs text-pretty text-bad empty:hidden">
          {problem}
        </p>
      </div>
    </div>
  )
}

function Row({
  search,
  view,
  isPresent,
  work,
  problemId,
  close,
}: {
  search: SavedSearch
  view: GalleryView
  isPresent: boolean
  work: SavedWork
  problemId: string | undefined
  close: () => void
}) {
  const words = useWords(SAVED_WORDS)
  const [isRenaming, setRenaming] = useState(false)
  if (isRenaming)
    return (
      <li className="p-1">
        <NameField
          label={words.newName}
          action={words.save}
          initial={search.name}
          problemId={problemId}
          onCancel={() => setRenaming(false)}
          onName={async (name) => {
            const isDone = await work.rename(search.id, name)
            if (isDone) setRenaming(false)
            return isDone
          }}
        />
      </li>
    )
  const target = viewOf(search, view)
  const onClick = (event: MouseEvent) => {
    // Elsewhere it opens as the link that it is.
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    showView(target, 'push')
    close()
  }
  return (
    <li className="flex items-center rounded-lg focus-within:bg-hover hover:bg-hover">
      <a
        href={addressOf(target)}
        aria-current={isPresent ? 'true' : undefined}
        onClick={onClick}
        className="min-h-10 min-w-0 flex-1 rounded-lg px-2 py-1 -outline-offset-2 touch:min-h-11"
      >
        <span translate="no" className={clsx('block truncate', isPresent ? 'font-semibold' : 'font-medium')}>
          {search.name}
        </span>
        <Detail view={target} />
      </a>
      {search.canChange && (
        <>
          <IconButton
            size="sm"
            className="touch:size-11"
            label={words.rename(search.name)}
            onClick={() => setRenaming(true)}
          >
            <Pencil size={13} />
          </IconButton>
          <IconButton
            size="sm"
            className="touch:size-11"
            label={words.remove(search.name)}
            onClick={() => void work.remove(search)}
          >
            <Trash2 size={13} />
          </IconButton>
        </>
      )}
    </li>
  )
}

/** The searches are the team's: nobody is meant by “you”. */
const NOBODY = { id: '', name: '' }

/** What it looks for, in one line. */
function Detail({ view: { filter, sort } }: { view: GalleryView }) {
  const words = useWords(SAVED_WORDS)
  const filters = useWords(FILTER_WORDS)
  const language = useLanguage()
  const names = useNames(filter.author !== undefined)
  const parts = [
    ...(filter.q === undefined ? [] : [filter.q]),
    ...chipsOf(filter, language, { me: NOBODY, names }).map(({ label }) => label),
    ...(sort === PLAIN_VIEW.sort ? [] : [filters.sorts[sort]]),
  ]
  return (
    <span className="block truncate text-xs text-ink-3">
      {parts.length === 0 ? words.everything : parts.join(' · ')}
    </span>
  )
}

/** The project is where it is kept, and the size of cards is each person's own. */
function keptQuery({ filter, sort, by }: GalleryView): string {
  return writeGalleryAddress({ ...PLAIN_VIEW, filter, sort, by })
}

function viewOf({ query }: SavedSearch, { project, size }: GalleryView): GalleryView {
  const kept = readGalleryAddress(new URLSearchParams(query))
  return { ...kept, size, ...(project !== undefined && { project }) }
}
