import { percent } from '#components/player/bar-place.ts'
import { TimeBar } from '#components/player/time-bar.tsx'
import { TimeReadout } from '#components/player/time-readout.tsx'
import { Transport } from '#components/player/transport.tsx'
import { Volume } from '#components/player/volume.tsx'
import type { PlayedPart } from './played-parts.ts'
import type { SequencePlayer } from './sequence-player.ts'
import { framesOfPart } from './sequence-timeline.ts'

/** One line for all of it, with a mark at every cut, and what plays it. */
export function SequenceBar({
  player,
  parts,
  hasAudio,
}: {
  player: SequencePlayer
  parts: readonly PlayedPart[]
  hasAudio: boolean
}) {
  const { fps, frames } = player
  return (
    <div className="px-2 pt-1 pb-2">
      <TimeBar player={player} />
      <div aria-hidden className="flex h-1.5 gap-0.5 px-px">
        {parts.map((part, index) => (
          <span
            key={part.id}
            className={index % 2 === 0 ? 'rounded-full bg-ink-3' : 'rounded-full bg-line-strong'}
            style={{ width: percent(framesOfPart(part, fps) / frames) }}
          />
        ))}
      </div>
      <div className="mt-1 flex flex-wrap items-center justify-between gap-x-3">
        <Transport player={player} />
        <TimeReadout player={player} />
        <Volume player={player} hasAudio={hasAudio} />
      </div>
    </div>
  )
}
