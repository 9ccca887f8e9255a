import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useDeferredValue, useState } from 'react'
import { WithQueries } from '#components/studio/with-queries.tsx'
import { BlurredImage } from '#components/ui/blurred-image.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { useWords } from '#components/ui/language.tsx'
import { compareAddress, type ComparedTake } from '#lib/api/comparison.ts'
import type { GalleryCard } from '#lib/api/gallery.ts'
import { defineWords } from '#lib/language/language.ts'
import { fetchGalleryPage } from '#lib/queries/gallery.ts'
import type { ComparePlayer } from './compare-player.ts'

const WORDS = defineWords({
  en: {
    title: 'Add a clip to the comparison',
    search: 'Search clips',
    loading: 'Looking',
    none: 'No other clip was found.',
    failed: 'The clips could not be read. Try again.',
    clip: (take: number, prompt: string) => `Take ${take}: ${prompt}`,
    take: (take: number) => `Take ${take}`,
  },
  zh: {
    title: '添加成片到对比',
    search: '搜索成片',
    loading: '查找中',
    none: '没有找到其他成片。',
    failed: '无法读取成片，请重试。',
    clip: (take, prompt) => `第 ${take} 条：${prompt}`,
    take: (take) => `第 ${take} 条`,
  },
})

interface Props {
  takes: readonly ComparedTake[]
  player: ComparePlayer
  project: string
  onClose: () => void
}

/** The project's newest clips, or those that are searched for; a press adds one. */
export default function AddClip(props: Props) {
  const words = useWords(WORDS)
  return (
    <Dialog title={words.title} onClose={props.onClose} className="w-[760px]">
      <WithQueries>
        <Choice {...props} />
      </WithQueries>
    </Dialog>
  )
}

/** Enough to find one among the last; older ones are searched for. */
const MOST_SHOWN = 60

function Choice({ takes, player, project }: Props) {
  const words = useWords(WORDS)
  const router = useRouter()
  const [typed, setTyped] = useState('')
  const search = useDeferredValue(typed.trim())
  const question = new URLSearchParams({
    project,
    state: 'succeeded',
    by: 'take',
    ...(search !== '' && { q: search }),
  }).toString()
  const { data, isError, isPending } = useQuery({
    queryKey: ['compare', question],
    queryFn: ({ signal }) => fetchGalleryPage(question, { limit: MOST_SHOWN }, signal),
  })
  const ids = takes.map(({ generation }) => generation.id)
  const cards = (data?.cards ?? []).filter(({ id, clip }) => clip !== undefined && !ids.includes(id))
  const add = (id: string, button: HTMLElement) => {
    button.closest('dialog')?.close()
    router.replace(compareAddress([...ids, id], { frame: player.state().frame, project }))
  }
  const note = isError
    ? words.failed
    : isPending
      ? words.loading
      : cards.length === 0
        ? words.none
        : undefined
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
              <Tile card={card} onPress={(button) => add(card.id, button)} />
            </li>
          ))}
        </ul>
      </div>
    </>
  )
}

function Tile({ card, onPress }: { card: GalleryCard; onPress: (button: HTMLElement) => void }) {
  const words = useWords(WORDS)
  return (
    <button
      type="button"
      aria-label={words.clip(card.take, card.prompt)}
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
      </span>
      <span className="block truncate px-1 pt-1 text-xs">{card.prompt}</span>
      <span className="block px-1 pb-1 text-xs text-ink-3">{words.take(card.take)}</span>
    </button>
  )
}
