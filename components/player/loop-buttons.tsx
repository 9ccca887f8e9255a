import { ArrowLeftFromLine, ArrowRightFromLine, Repeat, X } from 'lucide-react'
import { useWords } from '#components/ui/language.tsx'
import { ControlButton } from './control-button.tsx'
import type { FrameControls } from './frame-player.ts'
import { PLAYER_WORDS } from './player.words.ts'
import { usePlayer } from './use-frame-player.ts'

export function LoopButtons({ player }: { player: FrameControls }) {
  const words = useWords(PLAYER_WORDS)
  const hasLoop = usePlayer(player, (state) => state.loop !== undefined)
  const repeats = usePlayer(player, (state) => state.repeats)
  return (
    <div className="flex items-center">
      <ControlButton label={words.markIn} command="mark_in" onClick={player.markIn}>
        <ArrowRightFromLine size={16} />
      </ControlButton>
      <ControlButton label={words.markOut} command="mark_out" onClick={player.markOut}>
        <ArrowLeftFromLine size={16} />
      </ControlButton>
      {hasLoop ? (
        <ControlButton
          label={words.clearLoop}
          command="clear_loop"
          className="text-ink!"
          onClick={() => player.setLoop(undefined)}
        >
          <X size={16} />
        </ControlButton>
      ) : (
        <ControlButton
          label={words.repeat}
          command="repeat_clip"
          isOn={repeats}
          onClick={() => player.setRepeats(!repeats)}
        >
          <Repeat size={16} />
        </ControlButton>
      )}
    </div>
  )
}
