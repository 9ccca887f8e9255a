import { LoopButtons } from '#components/player/loop-buttons.tsx'
import { SpeedMenu } from '#components/player/speed-menu.tsx'
import { TimeBar } from '#components/player/time-bar.tsx'
import { TimeReadout } from '#components/player/time-readout.tsx'
import { Transport } from '#components/player/transport.tsx'
import { Volume } from '#components/player/volume.tsx'
import { useWords } from '#components/ui/language.tsx'
import type { ComparedTake } from '#lib/api/comparison.ts'
import { defineWords } from '#lib/language/language.ts'
import type { ComparePlayer } from './compare-player.ts'
import { useCompare } from './use-compare-player.ts'

const WORDS = defineWords({ en: { controls: 'Controls of all clips' }, zh: { controls: '全部成片的控制' } })

/** One set for all clips, always in reach. */
export function CompareControls({
  takes,
  player,
}: {
  takes: readonly ComparedTake[]
  player: ComparePlayer
}) {
  const words = useWords(WORDS)
  const heard = useCompare(player, (state) => state.heard)
  // Over the bar the pictures of the one that is heard.
  const sprite = takes[heard ?? 0]?.generation.clip?.sprite
  return (
    <section
      aria-label={words.controls}
      className="sticky bottom-0 z-20 border-y bg-surface px-4 py-1 max-sm:px-2 max-sm:pb-[max(4px,env(safe-area-inset-bottom))]"
    >
      <TimeBar player={player} {...(sprite && { sprite })} />
      <div className="flex flex-wrap items-center justify-between gap-x-2">
        <div className="flex items-center gap-x-1 max-sm:w-full max-sm:justify-between">
          <Transport player={player} />
          <TimeReadout player={player} />
        </div>
        <div className="flex items-center max-sm:w-full max-sm:justify-between">
          <LoopButtons player={player} />
          <SpeedMenu player={player} />
          <Volume player={player} hasAudio={heard !== undefined} />
        </div>
      </div>
    </section>
  )
}
