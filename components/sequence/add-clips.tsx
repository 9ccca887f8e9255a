import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { frameCount } from '#components/player/frame-math.ts'
import { WithQueries } from '#components/studio/with-queries.tsx'
import { announce } from '#components/ui/announcer.tsx'
import { BlurredImage } from '#components/ui/blurred-image.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { useLanguage, useWords } from '#components/ui/language.tsx'
import { notify } from '#components/ui/notify.ts'
import { randomId } from '#components/ui/random-id.ts'
import { AppError } from '#lib/api/app-error.ts'
import type { GalleryCard } from '#lib/api/gallery.ts'
import { MOST_PARTS, type PartClip } from '#lib/api/sequences.ts'
import { defineWords } from '#lib/language/language.ts'
import { fetchClip } from '#lib/queries/clips.ts'
import { fetchGalleryPage } from '#lib/queries/gallery.ts'
import type { Edit, Edits } from './sequence-edits.ts'

const WORDS = defineWords({
  en: {
    title: 'Add clips to the sequence',
    search: 'Search clips',
    loading: 'Looking',
    none: 'No clip was found.',
    failed: 'The clips could not be read. Try again.',
    clip: (take: number, prompt: string) => `Add take ${take}: ${prompt}`,
    take: (take: number) => `Take ${take}`,
    inIt: (times: number) => (times === 1 ? 'in it' : `${times} × in it`),
    added: (prompt: string) => `Added at the end: ${prompt}`,
    notAdded: 'The clip could not be added',
    full: `A sequence has room for ${MOST_PARTS} clips.`,
  },
  zh: {
    title: '添加成片到序列',
    search: '搜索成片',
    loading: '查找中',
    none: '没有找到成片。',
    failed: '无法读取成片，请重试。',
    clip: (take, prompt) => `添加第 ${take} 条：${prompt}`,
    take: (take) => `第 ${take} 条`,
    inIt: (times) => `已有 ${times} 次`,
    added: (prompt) => `已添加到末尾：${prompt}`,
    notAdded: '无法添加这个成片',
    full: `一个序列最多 ${MOST_PARTS} 段。`,
  },
})

interface Props {
  project: string
  edits: Edits
  edit: (edit: Edit) => void
  onClose: () => void
}

/** The project's newest clips, or those that are searched for; every press adds one at the end. */
export default function AddClips(props: Props) {
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

function Choice({ project, edits, edit }: Props) {
  const words = useWords(WORDS)
  const add = useAdd(edits, edit)
  const [typed, setTyped] = useState('')
  const search = useDeferredValue(typed.trim())
  const question = new URLSearchParams({
    project,
    state: 'succeeded',
    by: 'take',
    ...(search !== '' && { q: search }),
  }).toString()
  const { data, isError, isPending } = useQuery({
    queryKey: ['sequence', question],
    queryFn: ({ signal }) => fetchGalleryPage(question, { limit: MOST_SHOWN }, signal),
  })
  const cards = (data?.cards ?? []).filter(({ clip }) => clip !== undefined)
  const empty = isPending ? words.loading : words.none
  const note = isError ? words.failed : cards.length === 0 ? empty : undefined
  const timesIn = (id: string) => edits.now.parts.filter(({ clipId }) => clipId === id).length
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
              <Tile card={card} timesIn={timesIn(card.id)} onPress={() => void add(card)} />
            </li>
          ))}
        </ul>
      </div>
    </>
  )
}

/** The card does not say how many frames a second its clip has: that is asked for. */
function useAdd({ now }: Edits, edit: (edit: Edit) => void) {
  const words = useWords(WORDS)
  const language = useLanguage()
  return async (card: GalleryCard) => {
    if (now.parts.length >= MOST_PARTS) return notify({ kind: 'problem', message: words.full })
    try {
      const { generation } = await fetchClip(card.id)
      const { clip: file, take } = generation
      if (!file) throw new Error('no clip')
      const { mediaId, videoUrl, posterUrl, thumbhash, width, height, fps, hasAudio } = file
      const clip: PartClip = {
        title: card.prompt,
        take,
        mediaId,
        videoUrl,
        ...(posterUrl !== undefined && { posterUrl }),
        ...(thumbhash !== undefined && { thumbhash }),
        width,
        height,
        fps,
        hasAudio,
        frames: frameCount(file.duration, fps),
      }
      const part = { id: `part_${randomId()}`, clipId: card.id, in: 0, out: clip.frames - 1, clip }
      edit({ type: 'add', parts: [part], at: MOST_PARTS })
      announce(words.added(card.prompt))
    } catch (error) {
      const advice = error instanceof AppError ? { advice: error.said[language] } : {}
      notify({ kind: 'problem', message: words.notAdded, ...advice })
    }
  }
}

function Tile({ card, timesIn, onPress }: { card: GalleryCard; timesIn: number; onPress: () => void }) {
  const words = useWords(WORDS)
  return (
    <button
      type="button"
      aria-label={words.clip(card.take, card.prompt)}
      onClick={onPress}
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
        {timesIn > 0 && (
          <span className="absolute bottom-1 left-1 rounded-md bg-shade px-1.5 py-0.5 text-2xs font-medium text-on-screen">
            {words.inIt(timesIn)}
          </span>
        )}
      </span>
      <span className="block truncate px-1 pt-1 text-xs">{card.prompt}</span>
      <span className="block px-1 pb-1 text-xs text-ink-3">{words.take(card.take)}</span>
    </button>
  )
}
