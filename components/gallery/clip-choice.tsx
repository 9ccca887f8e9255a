import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { WithQueries } from '#components/studio/with-queries.tsx'
import { BlurredImage } from '#components/ui/blurred-image.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { useWords } from '#components/ui/language.tsx'
import type { GalleryCard } from '#lib/api/gallery.ts'
import { defineWords } from '#lib/language/language.ts'
import { fetchGalleryPage } from '#lib/queries/gallery.ts'

const WORDS = defineWords({
  en: {
    search: 'Search clips',
    loading: 'Looking',
    failed: 'The clips could not be read. Try again.',
    take: (take: number) => `Take ${take}`,
  },
  zh: {
    search: '搜索成片',
    loading: '查找中',
    failed: '无法读取成片，请重试。',
    take: (take) => `第 ${take} 条`,
  },
})

interface Props {
  project: string
  words: { title: string; none: string; clip: (take: number, prompt: string) => string }
  /** These are not offered. */
  without?: readonly string[]
  /** On the picture of a clip. */
  badge?: (card: GalleryCard) => string | undefined
  onPress: (card: GalleryCard, button: HTMLElement) => void
  onClose: () => void
}

/** The project's newest clips, or those that are searched for, to press one of them. */
export function ClipChoice(props: Props) {
  return (
    <Dialog title={props.words.title} onClose={props.onClose} className="w-[760px]">
      <WithQueries>
        <Choice {...props} />
      </WithQueries>
    </Dialog>
  )
}

/** Enough to find one among the last; older ones are searched for. */
const MOST_SHOWN = 60

function Choice({ project, words: own, without = [], badge, onPress }: Props) {
  const words = useWords(WORDS)
  const [typed, setTyped] = useState('')
  const search = useDeferredValue(typed.trim())
  const question = new URLSearchParams({
    project,
    state: 'succeeded',
    by: 'take',
    ...(search !== '' && { q: search }),
  }).toString()
  const { data, isError, isPending } = useQuery({
    queryKey: ['clip choice', question],
    queryFn: ({ signal }) => fetchGalleryPage(question, { limit: MOST_SHOWN }, signal),
  })
  const cards = (data?.cards ?? []).filter(({ id, clip }) => clip !== undefined && !without.includes(id))
  const empty = isPending ? words.loading : own.none
  const note = isError ? words.failed : cards.length === 0 ? empty : undefined
  return (
    <>
      <div className="border-b px-5 py-3 max-sm:px-3">
        <input
          type="search"
          data-focus-first
          aria-label={words.search}
          placeholder={words.search}
          value={typed}
          maxLength={200}
          onChange={(event) => setTyped(event.target.value)}
          className="h-8 w-full rounded-md bg-raised px-2.5 ring-1 ring-line-strong touch:h-11"
        />
      </div>
      <div className="h-[min(60dvh,520px)] scrollbar-quiet overflow-y-auto p-4 max-sm:p-3">
        {note !== undefined && (
          <p role="status" className="text-ink-2">
            {note}
          </p>
        )}
        <ul className="grid grid-cols-2 gap-3 sm:grid-cols-4">
          {cards.map((card) => (
            <li key={card.id}>
              <Tile
                card={card}
                label={own.clip(card.take, card.prompt)}
                badge={badge?.(card)}
                onPress={(button) => onPress(card, button)}
              />
            </li>
          ))}
        </ul>
      </div>
    </>
  )
}

function Tile({
  card,
  label,
  badge,
  onPress,
}: {
  card: GalleryCard
  label: string
  badge: string | undefined
  onPress: (button: HTMLElement) => void
}) {
  const words = useWords(WORDS)
  return (
    <button
      type="button"
      aria-label={label}
      onClick={(event) => onPress(event.currentTarget)}
      className="block w-full rounded-lg text-left hover:bg-hover"
    >
      <span className="relative block aspect-video overflow-hidden rounded-lg bg-stage">
        {card.clip && (
          <BlurredImage
            src={`/api/media/${card.clip.mediaId}/preview`}
            alt=""
            thumbhash={card.clip.thumbhash}
            fit="contain"
          />
        )}
        {badge !== undefined && (
          <span className="absolute bottom-1 left-1 rounded-md bg-shade px-1.5 py-0.5 text-2xs font-medium text-on-screen">
            {badge}
          </span>
        )}
      </span>
      <span className="block truncate px-1 pt-1 text-xs">{card.prompt}</span>
      <span className="block px-1 pb-1 text-xs text-ink-3">{words.take(card.take)}</span>
    </button>
  )
}
