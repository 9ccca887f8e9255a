import { Maximize, Minimize } from 'lucide-react'
import type { RefObject } from 'react'
import { useWords } from '#components/ui/language.tsx'
import { ControlButton } from './control-button.tsx'
import type { FrameControls } from './frame-player.ts'
import { FrameTools } from './frame-tools.tsx'
import { GuidesMenu } from './guides-menu.tsx'
import { LoopButtons } from './loop-buttons.tsx'
import { PictureInPicture } from './picture-in-picture.tsx'
import type { PlayableClip } from './playable-clip.ts'
import type { PlayerTools } from './player.tsx'
import { PLAYER_WORDS } from './player.words.ts'
import { SpeedMenu } from './speed-menu.tsx'
import { TimeReadout } from './time-readout.tsx'
import { Transport } from './transport.tsx'
import { Volume } from './volume.tsx'

/** All in one row; on a phone in two, each with fingers' room. */
export function Controls({
  player,
  clip,
  video,
  tools,
  savePng,
  staysInPage,
  fullscreen,
}: {
  player: FrameControls
  clip: PlayableClip
  video: RefObject<HTMLVideoElement | null>
  tools: PlayerTools
  savePng: (() => Promise<void>) | undefined
  staysInPage: boolean
  fullscreen: { isFull: boolean; toggle: () => void }
}) {
  const words = useWords(PLAYER_WORDS)
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-1">
      <div className="flex items-center gap-x-1 max-sm:w-full max-sm:justify-between">
        <Transport player={player} />
        <TimeReadout player={player} />
      </div>
      <div className="flex items-center max-sm:w-full max-sm:justify-between">
        <SpeedMenu player={player} />
        <LoopButtons player={player} />
        <Volume player={player} hasAudio={clip.hasAudio} />
        <GuidesMenu />
        <FrameTools player={player} tools={tools} savePng={savePng} />
        {!staysInPage && <PictureInPicture video={video} />}
        <ControlButton
          label={fullscreen.isFull ? words.leaveFullscreen : words.fullscreen}
          command="fullscreen"
          onClick={fullscreen.toggle}
        >
          {fullscreen.isFull ? <Minimize size={16} /> : <Maximize size={16} />}
        </ControlButton>
      </div>
    </div>
  )
}
