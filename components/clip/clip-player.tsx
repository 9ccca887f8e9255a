'use client'
/** The player with what this page adds to it. Loaded once the page has come to rest. */
import { useRouter } from 'next/navigation'
import { useMemo, type RefObject } from 'react'
import type { FramePlayer } from '#components/player/frame-player.ts'
import { Player } from '#components/player/player.tsx'
import { PictureLayer } from '#components/review/picture-layer.tsx'
import { TimeMarks } from '#components/review/time-marks.tsx'
import { useLanguage } from '#components/ui/language.tsx'
import type { ClipDetail } from '#lib/api/clips.ts'
import { composerLink } from '#lib/api/composer-link.ts'
import { clipName } from './clip-words.ts'
import { copyLinkAt } from './copy-link.ts'

export default function ClipPlayer({
  clip: { generation },
  firstFrame,
  player,
  project,
}: {
  clip: ClipDetail
  firstFrame?: number
  player: RefObject<FramePlayer | null>
  project: string | undefined
}) {
  const language = useLanguage()
  const router = useRouter()
  const { id, clip } = generation
  const title = clipName(generation, language)
  const playable = useMemo(() => clip && { ...clip, title }, [clip, title])
  const tools = useMemo(
    () => ({
      onUseFrame: (frame: number) => router.push(composerLink({ clip: id, use: 'frame', frame }, project)),
      copyLink: (frame: number) => void copyLinkAt(id, frame, language),
    }),
    [id, project, language, router],
  )
  if (!playable) return null
  return (
    <div className="absolute inset-0">
      <Player
        fills
        key={playable.mediaId}
        clip={playable}
        initialFrame={firstFrame}
        handleRef={player}
        tools={tools}
        overPicture={<PictureLayer width={playable.width} height={playable.height} />}
        overBar={<TimeMarks />}
      />
    </div>
  )
}
