import { useWords } from '#components/ui/language.tsx'
import { Menu } from '#components/ui/menu.tsx'
import type { FrameControls } from './frame-player.ts'
import { PLAYER_WORDS } from './player.words.ts'
import { SPEEDS } from './speeds.ts'
import { usePlayer } from './use-frame-player.ts'

/** Shows how fast it goes now, by J and L as well. */
export function SpeedMenu({ player }: { player: FrameControls }) {
  const words = useWords(PLAYER_WORDS)
  const speed = usePlayer(player, (state) => state.speed)
  const rate = usePlayer(player, (state) => (state.playing ? state.rate : state.speed))
  const shown = rate < 0 ? words.backwards(times(-rate)) : times(rate)
  return (
    <Menu
      label={`${words.speed}: ${shown}`}
      attributes={{ 'data-tip': words.speed }}
      items={() =>
        SPEEDS.map((one) => ({
          id: String(one),
          label: times(one),
          checked: one === speed,
          onSelect: () => player.setSpeed(one),
        }))
      }
      triggerClassName="h-8 min-w-12 rounded-md px-2 text-ink-2 tabular-nums hover:bg-hover hover:text-ink touch:h-11"
      trigger={rate < 0 ? `−${times(-rate)}` : times(rate)}
    />
  )
}

function times(speed: number): string {
  return `${speed}×`
}
