import { ChevronLeft, ChevronRight, ChevronsLeft, ChevronsRight, Pause, Play } from 'lucide-react'
import { useWords } from '#components/ui/language.tsx'
import { ControlButton } from './control-button.tsx'
import type { FrameControls } from './frame-player.ts'
import { PLAYER_WORDS } from './player.words.ts'
import { usePlayer } from './use-frame-player.ts'

/** Play, and step by frames. */
export function Transport({ player }: { player: FrameControls }) {
  const words = useWords(PLAYER_WORDS)
  const playing = usePlayer(player, (state) => state.playing)
  const step = (by: number) => () => void player.stepBy(by)
  return (
    <div className="flex items-center">
      <ControlButton label={words.tenBack} command="ten_frames_back" onClick={step(-10)}>
        <ChevronsLeft size={18} />
      </ControlButton>
      <ControlButton label={words.back} command="frame_back" onClick={step(-1)}>
        <ChevronLeft size={18} />
      </ControlButton>
      <ControlButton
        label={playing ? words.pause : words.play}
        command="play_pause"
        className="text-ink!"
        onClick={player.toggle}
      >
        {playing ? <Pause size={18} fill="currentColor" /> : <Play size={18} fill="currentColor" />}
      </ControlButton>
      <ControlButton label={words.on} command="frame_on" onClick={step(1)}>
        <ChevronRight size={18} />
      </ControlButton>
      <ControlButton label={words.tenOn} command="ten_frames_on" onClick={step(10)}>
        <ChevronsRight size={18} />
      </ControlButton>
    </div>
  )
}
