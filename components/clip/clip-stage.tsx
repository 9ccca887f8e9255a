import { clsx } from 'clsx'
import { lazy, Suspense, type RefObject } from 'react'
import { ABOVE_CONTROLS } from '#components/player/above-controls.ts'
import type { FramePlayer } from '#components/player/frame-player.ts'
import { BlurredImage } from '#components/ui/blurred-image.tsx'
import { latePart } from '#components/ui/late-part.tsx'
import { useWords } from '#components/ui/language.tsx'
import { defineWords } from '#lib/language/language.ts'
import type { ShownClip } from './use-clip.ts'
import { useRested } from './use-rested.ts'

const WORDS = defineWords({
  en: { gone: 'The file of this clip is gone. What is known of it stays.' },
  zh: { gone: '这个成片的文件已不在，其他信息仍保留。' },
})

const ClipPlayer = lazy(() => import('./clip-player.tsx'))
const ClipState = latePart(() => import('./clip-state.tsx'))

/** Its size is the page's and never the clip's, so nothing moves when the player comes, or another take. */
export function ClipStage({
  shown,
  firstFrame,
  player,
  project,
}: {
  shown: ShownClip
  firstFrame?: number
  player: RefObject<FramePlayer | null>
  project: string | undefined
}) {
  const { clip, card } = shown
  const generation = clip?.generation
  const mediaId = clip ? generation?.clip?.mediaId : card?.clip?.mediaId
  return (
    <div
      className={clsx(
        'relative flex min-h-0 flex-1 flex-col overflow-hidden rounded-xl max-lg:aspect-square sm:max-lg:aspect-video',
        mediaId === undefined ? 'bg-stage' : 'bg-screen',
      )}
    >
      {mediaId === undefined ? (
        clip && (generation?.state === 'succeeded' ? <Gone /> : <ClipState clip={clip} />)
      ) : (
        <>
          <div className={clsx('absolute inset-x-0 top-0', ABOVE_CONTROLS)}>
            <BlurredImage
              src={`/api/media/${mediaId}/preview`}
              alt=""
              thumbhash={generation?.clip?.thumbhash ?? card?.clip?.thumbhash}
              fit="contain"
              isFirst
            />
          </div>
          {clip && <LatePlayer shown={shown} player={player} firstFrame={firstFrame} project={project} />}
        </>
      )}
    </div>
  )
}

/** Over the picture, once the page has come to rest. */
function LatePlayer({
  shown: { clip },
  player,
  firstFrame,
  project,
}: {
  shown: ShownClip
  player: RefObject<FramePlayer | null>
  firstFrame: number | undefined
  project: string | undefined
}) {
  const hasRested = useRested()
  if (!hasRested || !clip) return null
  return (
    <Suspense>
      <ClipPlayer
        clip={clip}
        player={player}
        project={project}
        {...(firstFrame !== undefined && { firstFrame })}
      />
    </Suspense>
  )
}

function Gone() {
  const words = useWords(WORDS)
  return <p className="m-auto max-w-90 p-6 text-center text-base text-ink-2">{words.gone}</p>
}
