'use client'
import type { Ref } from 'react'
import type { FramePlayer } from '#components/player/frame-player.ts'
import type { PlayableClip } from '#components/player/playable-clip.ts'
import { Player } from '#components/player/player.tsx'

/** The player, with the link's words over the picture, in fullscreen too. */
export default function GuestPlayer({
  clip,
  watermark,
  handleRef,
}: {
  clip: PlayableClip
  watermark: string | undefined
  handleRef: Ref<FramePlayer>
}) {
  const overPicture = watermark === undefined ? undefined : <Watermark text={watermark} />
  return <Player clip={clip} handleRef={handleRef} {...(overPicture && { overPicture })} />
}

const ROWS = Array.from({ length: 12 }, (_, row) => row)
const COLUMNS = Array.from({ length: 10 }, (_, column) => column)

function Watermark({ text }: { text: string }) {
  return (
    <div
      aria-hidden
      data-watermark
      className="pointer-events-none absolute -inset-1/2 flex -rotate-24 flex-col justify-around text-sm font-semibold text-on-screen opacity-30 select-none"
    >
      {ROWS.map((row) => (
        <p
          key={row}
          className={row % 2 === 0 ? 'flex justify-around gap-12' : 'flex justify-around gap-12 pl-24'}
        >
          {COLUMNS.map((column) => (
            <span key={column} className="whitespace-nowrap">
              {text}
            </span>
          ))}
        </p>
      ))}
    </div>
  )
}
