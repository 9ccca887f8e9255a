import { useEffect, type ReactNode, type RefObject } from 'react'
import { BlurredImage } from '#components/ui/blurred-image.tsx'
import { useWords } from '#components/ui/language.tsx'
import { Guides } from './guides.tsx'
import type { PlayableClip } from './playable-clip.ts'
import { PlayerNotice } from './player-notice.tsx'
import { PLAYER_WORDS } from './player.words.ts'
import { usePlayerView } from './player-view.ts'
import type { Playing } from './use-playable.ts'

/** The picture, with lines over it, or with words where there is none. A press plays and stops, two show it on the whole screen. */
export function Stage({
  video,
  clip,
  source,
  playing,
  staysInPage,
  onRetry,
  onPress,
  onDoublePress,
  children,
}: {
  video: RefObject<HTMLVideoElement | null>
  clip: PlayableClip
  source: string
  playing: Playing
  staysInPage: boolean
  onRetry: () => void
  onPress: () => void
  onDoublePress: () => void
  children?: ReactNode
}) {
  const words = useWords(PLAYER_WORDS)
  const { guides } = usePlayerView()
  // Play and stop have their button and key: the picture itself is no control.
  useEffect(() => {
    const element = video.current
    element?.addEventListener('click', onPress)
    element?.addEventListener('dblclick', onDoublePress)
    return () => {
      element?.removeEventListener('click', onPress)
      element?.removeEventListener('dblclick', onDoublePress)
    }
  }, [video, onPress, onDoublePress])
  const isShown = playing.what === 'original' || playing.what === 'copy'
  return (
    <div className="relative size-full overflow-hidden bg-screen">
      {!isShown && clip.posterUrl !== undefined && (
        <BlurredImage src={clip.posterUrl} alt="" thumbhash={clip.thumbhash} fit="contain" />
      )}
      <video
        ref={video}
        src={source}
        {...(clip.posterUrl === undefined ? {} : { poster: clip.posterUrl })}
        hidden={!isShown}
        playsInline
        disablePictureInPicture={staysInPage}
        preload="auto"
        aria-label={clip.title}
        className="absolute inset-0 size-full object-contain"
      />
      {isShown && <Guides width={clip.width} height={clip.height} guides={guides} />}
      {playing.what === 'copy' && (
        <p
          title={words.copyHint}
          className="absolute top-2 left-2 rounded-md bg-shade px-2 py-0.5 text-2xs text-on-screen"
        >
          {words.copy}
          <span className="sr-only"> {words.copyHint}</span>
        </p>
      )}
      {!isShown && <PlayerNotice playing={playing} onRetry={onRetry} />}
      {children}
    </div>
  )
}
