import { Play, Volume2, VolumeX } from 'lucide-react'
import type { ReactNode } from 'react'
import { BlurredImage } from '#components/ui/blurred-image.tsx'
import { useWords } from '#components/ui/language.tsx'
import type { Generation } from '#lib/generation/generation.ts'
import { isFinal } from '#lib/generation/lifecycle.ts'
import { defineWords } from '#lib/language/language.ts'
import type { UsualTime } from '#lib/generation/usual-time.ts'
import { shortcut } from './commands/shortcuts.ts'
import { clock } from './format.ts'
import { HoverScrub } from './hover-scrub.tsx'
import { fillsStage } from './sprite-frame.ts'
import { TakeProblem, WORDY_STAGE } from './take-problem.tsx'
import { TakeProgress } from './take-progress.tsx'

const WORDS = defineWords({
  en: { play: (take: number) => `Play take ${take}`, sound: 'with sound', silent: 'silent' },
  zh: { play: (take) => `播放第 ${take} 条`, sound: '有声', silent: '无声' },
})

/** The picture of a take. Always 16:9, whatever shape the clip has or will have, so nothing around it ever moves. */
export function TakeStage({
  generation,
  usual,
  isFirst,
  problemActions,
  onPlay,
}: {
  generation: Generation
  usual: UsualTime | undefined
  isFirst: boolean
  problemActions: ReactNode
  onPlay: () => void
}) {
  const { clip, state } = generation
  if (isFinal(state) && !(clip && state === 'succeeded')) {
    return (
      <div className={`relative bg-stage ${WORDY_STAGE}`}>
        <TakeProblem generation={generation}>{problemActions}</TakeProblem>
      </div>
    )
  }
  return (
    <div className="relative aspect-video overflow-hidden bg-stage">
      {clip && state === 'succeeded' ? (
        <ClipStage clip={clip} take={generation.take} isFirst={isFirst} onPlay={onPlay} />
      ) : (
        <>
          <ReferenceGlow generation={generation} />
          <TakeProgress generation={generation} usual={usual} />
        </>
      )}
    </div>
  )
}

function ClipStage({
  clip,
  take,
  isFirst,
  onPlay,
}: {
  clip: NonNullable<Generation['clip']>
  take: number
  isFirst: boolean
  onPlay: () => void
}) {
  const words = useWords(WORDS)
  return (
    <button
      type="button"
      aria-label={words.play(take)}
      {...shortcut('play')}
      onClick={onPlay}
      className="group absolute inset-0 size-full bg-screen -outline-offset-3"
    >
      {clip.posterUrl !== undefined && (
        <BlurredImage
          src={clip.posterUrl}
          alt=""
          thumbhash={clip.thumbhash}
          fit={fillsStage(clip) ? 'cover' : 'contain'}
          isFirst={isFirst}
        />
      )}
      {clip.sprite && <HoverScrub sprite={clip.sprite} />}
      <span
        aria-hidden
        className="pointer-events-none absolute bottom-2 left-2 flex size-9 items-center justify-center rounded-full bg-shade text-on-screen opacity-0 transition-opacity group-hover:opacity-100 group-focus-visible:opacity-100 touch:opacity-100"
      >
        <Play size={16} fill="currentColor" className="translate-x-px" />
      </span>
      <span className="pointer-events-none absolute right-2 bottom-2 flex items-center gap-1 rounded-md bg-shade px-1.5 py-0.5 text-2xs font-medium text-on-screen tabular-nums">
        {clip.hasAudio ? (
          <Volume2 size={12} aria-label={words.sound} />
        ) : (
          <VolumeX size={12} aria-label={words.silent} />
        )}
        {clock(clip.duration * 1000)}
      </span>
    </button>
  )
}

/** While nothing can be shown yet, the first picture it is made from lends its colours. */
function ReferenceGlow({ generation }: { generation: Generation }) {
  const source = generation.recipe.references.find(
    ({ kind, mediaId }) => kind !== 'audio' && mediaId !== undefined,
  )
  if (source?.mediaId === undefined) return null
  return (
    <img
      src={`/api/media/${source.mediaId}/preview`}
      alt=""
      aria-hidden
      className="absolute inset-0 size-full scale-125 object-cover opacity-25 blur-2xl"
    />
  )
}
