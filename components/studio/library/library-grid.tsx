import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { announce } from '#components/ui/announcer.tsx'
import { Button } from '#components/ui/button.tsx'
import { useWords } from '#components/ui/language.tsx'
import { Spinner } from '#components/ui/spinner.tsx'
import type { MediaFile, MediaList } from '#lib/api/media.ts'
import { modelOrLoosest } from '#lib/seedance/models.ts'
import type { Draft } from '../draft.ts'
import { LibraryTile } from './library-tile.tsx'
import { LIBRARY_WORDS } from './library.words.ts'
import { hasPlaceFor, type PickedFile } from './pick-files.ts'

/** The same whether much, little or nothing is found. */
const HEIGHT = 'h-[min(560px,calc(100dvh-220px))] min-h-0 shrink'

/** The files as a grid of tiles. Arrows go from one to the next in all four directions, Space picks. */
export function LibraryGrid({
  draft,
  pages,
  search,
  picked,
  onToggle,
}: {
  draft: Draft
  pages: UseInfiniteQueryResult<InfiniteData<MediaList>>
  search: string
  picked: readonly PickedFile[]
  onToggle: (media: MediaFile) => void
}) {
  const words = useWords(LIBRARY_WORDS)
  const [current, setCurrent] = useState(0)
  const { model } = modelOrLoosest(draft.model)
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = pages
  if (error && !data) {
    return (
      <Message text={words.failed}>
        <Button onClick={() => void refetch()}>{words.retry}</Button>
      </Message>
    )
  }
  if (!data) return <Message text={words.loading} isBusy />
  const files = data.pages.flatMap(({ media }) => media)
  if (files.length === 0 && !hasNextPage) {
    return <Message text={search === '' ? words.empty : words.notFound(search)} />
  }
  const isPicked = (media: MediaFile) => picked.some((file) => file.media.id === media.id)
  const refusalOf = (media: MediaFile) => {
    if (draft.references.some(({ mediaId }) => mediaId === media.id)) return words.there
    return isPicked(media) || hasPlaceFor(draft, picked, media) ? undefined : words.full(model.label)
  }
  return (
    <div className={`${HEIGHT} scrollbar-quiet overflow-y-auto p-5 max-sm:p-3`}>
      <div
        role="listbox"
        aria-label={words.files}
        aria-multiselectable
        tabIndex={-1}
        onKeyDown={(event) => moveFocus(event)}
        className="grid grid-cols-[repeat(auto-fill,minmax(132px,1fr))] gap-3"
      >
        {files.map((media, index) => {
          const refusal = refusalOf(media)
          return (
            <LibraryTile
              key={media.id}
              media={media}
              isPicked={isPicked(media)}
              refusal={refusal}
              isCurrent={index === Math.min(current, files.length - 1)}
              onFocus={() => setCurrent(index)}
              onPress={() => (refusal === undefined ? onToggle(media) : announce(refusal))}
            />
          )
        })}
      </div>
      {hasNextPage && <More isLoading={isFetchingNextPage} onLoad={() => void fetchNextPage()} />}
    </div>
  )
}

/** The next page comes when the end is near; the button is for keyboards and for a failed load. */
function More({ isLoading, onLoad }: { isLoading: boolean; onLoad: () => void }) {
  const words = useWords(LIBRARY_WORDS)
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (!button.current) return
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && button.current?.click(), {
      rootMargin: '400px',
    })
    observer.observe(button.current)
    return () => observer.disconnect()
  }, [])
  return (
    <div className="flex justify-center pt-4">
      <Button ref={button} variant="quiet" disabled={isLoading} onClick={onLoad}>
        {isLoading ? words.loading : words.more}
      </Button>
    </div>
  )
}

function Message({
  text,
  isBusy = false,
  children,
}: {
  text: string
  isBusy?: boolean
  children?: React.ReactNode
}) {
  return (
    <div className={`${HEIGHT} flex flex-col items-center justify-center gap-3 p-8 text-center text-ink-2`}>
      {isBusy && <Spinner size={20} />}
      <p className="max-w-prose text-pretty">{text}</p>
      {children}
    </div>
  )
}

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const all = Array.from(event.currentTarget.querySelectorAll<HTMLElement>('[role="option"]'))
  const index = all.findIndex((option) => option === document.activeElement)
  const columns = getComputedStyle(event.currentTarget).gridTemplateColumns.split(' ').length
  const targets: Record<string, number> = {
    ArrowRight: index + 1,
    ArrowLeft: index - 1,
    ArrowDown: index + columns,
    ArrowUp: index - columns,
    Home: 0,
    End: all.length - 1,
  }
  const target = targets[event.key]
  if (target === undefined) return
  event.preventDefault()
  all[target]?.focus()
}
