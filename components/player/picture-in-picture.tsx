import { PictureInPicture2 } from 'lucide-react'
import { useSyncExternalStore, type RefObject } from 'react'
import { useWords } from '#components/ui/language.tsx'
import { ControlButton } from './control-button.tsx'
import { PLAYER_WORDS } from './player.words.ts'

/** Only where the browser has it. */
export function PictureInPicture({ video }: { video: RefObject<HTMLVideoElement | null> }) {
  const words = useWords(PLAYER_WORDS)
  const isThere = useSyncExternalStore(never, isEnabled, () => false)
  if (!isThere) return null
  return (
    <ControlButton
      label={words.pip}
      command="picture_in_picture"
      className="max-sm:hidden"
      onClick={() => pressPictureInPicture(video.current)}
    >
      <PictureInPicture2 size={16} />
    </ControlButton>
  )
}

export function pressPictureInPicture(video: HTMLVideoElement | null): void {
  if (!video || !isEnabled() || video.disablePictureInPicture) return
  // Refused where nothing has loaded yet: then there is nothing to take out either.
  const done =
    document.pictureInPictureElement === video
      ? document.exitPictureInPicture()
      : video.requestPictureInPicture()
  done.catch(() => undefined)
}

function isEnabled(): boolean {
  return document.pictureInPictureEnabled ?? false
}

const never = () => () => undefined
