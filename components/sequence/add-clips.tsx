import { ClipChoice } from '#components/gallery/clip-choice.tsx'
import { frameCount } from '#components/player/frame-math.ts'
import { announce } from '#components/ui/announcer.tsx'
import { useLanguage, useWords } from '#components/ui/language.tsx'
import { notify } from '#components/ui/notify.ts'
import { randomId } from '#components/ui/random-id.ts'
import { AppError } from '#lib/api/app-error.ts'
import type { GalleryCard } from '#lib/api/gallery.ts'
import { MOST_PARTS, type PartClip } from '#lib/api/sequences.ts'
import { defineWords } from '#lib/language/language.ts'
import { fetchClip } from '#lib/queries/clips.ts'
import type { Edit, Edits } from './sequence-edits.ts'

const WORDS = defineWords({
  en: {
    title: 'Add clips to the sequence',
    none: 'No clip was found.',
    clip: (take: number, prompt: string) => `Add take ${take}: ${prompt}`,
    inIt: (times: number) => (times === 1 ? 'in it' : `${times} × in it`),
    added: (prompt: string) => `Added at the end: ${prompt}`,
    notAdded: 'The clip could not be added',
    full: `A sequence has room for ${MOST_PARTS} clips.`,
  },
  zh: {
    title: '添加成片到序列',
    none: '没有找到成片。',
    clip: (take, prompt) => `添加第 ${take} 条：${prompt}`,
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

/** Every press adds one at the end. */
export default function AddClips({ project, edits, edit, onClose }: Props) {
  const words = useWords(WORDS)
  const add = useAdd(edits, edit)
  const badge = ({ id }: GalleryCard) => {
    const times = edits.now.parts.filter(({ clipId }) => clipId === id).length
    return times > 0 ? words.inIt(times) : undefined
  }
  return (
    <ClipChoice
      project={project}
      words={words}
      badge={badge}
      onPress={(card) => void add(card)}
      onClose={onClose}
    />
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
