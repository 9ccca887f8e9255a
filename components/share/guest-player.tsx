'use client'
import type { Ref } from 'react'
import type { FramePlayer } from '#components/player/frame-player.ts'
import type { PlayableClip } from '#components/player/playable-clip.ts'
import { Player } from '#components/player/player.tsx'
import { PictureLayer } from '#components/review/picture-layer.tsx'
import { TimeMarks } from '#components/review/time-marks.tsx'
import { Watermark } from './watermark.tsx'

/** The player with what was drawn and said, and the link's words over the picture, in fullscreen too. */
export default function GuestPlayer({
  clip,
  watermark,
  handleRef,
}: {
  clip: PlayableClip
  watermark: string | undefined
  handleRef: Ref<FramePlayer>
}) {
  return (
    <Player
      clip={clip}
      handleRef={handleRef}
      // A small window of the browser's own would show the picture without the words.
      staysInPage={watermark !== undefined}
      overPicture={
        <>
          {watermark !== undefined && <Watermark text={watermark} />}
          <PictureLayer width={clip.width} height={clip.height} />
        </>
      }
      overBar={<TimeMarks />}
    />
  )
}
