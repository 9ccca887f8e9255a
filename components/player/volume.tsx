import { Volume1, Volume2, VolumeX } from 'lucide-react'
import { useWords } from '#components/ui/language.tsx'
import { Slider } from '#components/ui/slider.tsx'
import { ControlButton } from './control-button.tsx'
import type { FrameControls } from './frame-player.ts'
import { PLAYER_WORDS } from './player.words.ts'
import { usePlayer } from './use-frame-player.ts'

/** On a phone the volume is the phone's own: only the switch is shown there. */
export function Volume({ player, hasAudio }: { player: FrameControls; hasAudio: boolean }) {
  const words = useWords(PLAYER_WORDS)
  const volume = usePlayer(player, (state) => state.volume)
  const muted = usePlayer(player, (state) => state.muted)
  const heard = muted || !hasAudio ? 0 : volume
  const Icon = heard === 0 ? VolumeX : heard < 0.5 ? Volume1 : Volume2
  const percent = Math.round(heard * 100)
  return (
    <div className="flex items-center">
      <ControlButton
        label={!hasAudio ? words.noSound : muted ? words.unmute : words.mute}
        command="mute"
        disabled={!hasAudio}
        onClick={() => player.setMuted(!muted)}
      >
        <Icon size={18} />
      </ControlButton>
      <div className="flex w-20 px-1.5 max-lg:hidden">
        <Slider
          label={words.volume}
          min={0}
          max={100}
          step={5}
          value={percent}
          valueText={`${percent} %`}
          disabled={!hasAudio}
          onChange={(value) => player.setVolume(value / 100)}
        />
      </div>
    </div>
  )
}
