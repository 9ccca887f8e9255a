import { lazy, Suspense, type RefObject } from 'react'
import type { FramePlayer } from '#components/player/frame-player.ts'
import { useRested } from '#components/clip/use-rested.ts'
import { ROOM_FOR_CONTROLS } from '#components/player/above-controls.ts'
import { BlurredImage } from '#components/ui/blurred-image.tsx'
import { useWords } from '#components/ui/language.tsx'
import type { SharedClip, SharedView } from '#lib/api/guest.ts'
import { sharedFile } from '#lib/queries/guest.ts'
import { GUEST_WORDS } from './guest.words.ts'

const GuestPlayer = lazy(() => import('./guest-player.tsx'))

/** Its place is kept before the player comes: the picture's, and the lines for the controls. */
export function GuestStage({
  token,
  clip,
  view,
  player,
  onTrouble,
}: {
  token: string
  clip: SharedClip
  view: SharedView
  player: RefObject<FramePlayer | null>
  /** Bytes were refused, or did not come. */
  onTrouble: () => void
}) {
  const words = useWords(GUEST_WORDS)
  const hasRested = useRested()
  const place = { token, clip: clip.key }
  const poster = sharedFile(place, 'poster')
  const picture = (
    <div className={ROOM_FOR_CONTROLS}>
      <div
        className="relative max-h-[70dvh] w-full bg-screen"
        style={{ aspectRatio: `${clip.width} / ${clip.height}` }}
      >
        {clip.hasPoster && (
          <BlurredImage src={poster} alt="" thumbhash={clip.thumbhash} fit="contain" isFirst />
        )}
      </div>
    </div>
  )
  return (
    <div
      className="overflow-hidden rounded-xl border bg-surface"
      onErrorCapture={onTrouble}
      // The browser's menu offers to save the video.
      onContextMenu={view.allows.download ? undefined : (event) => event.preventDefault()}
    >
      {hasRested ? (
        <Suspense fallback={picture}>
          <GuestPlayer
            handleRef={player}
            watermark={view.watermark}
            clip={{
              videoUrl: sharedFile(place, 'video'),
              copyUrl: sharedFile(place, 'playable'),
              ...(clip.hasPoster && { posterUrl: poster }),
              ...(clip.sprite && { sprite: { ...clip.sprite, url: sharedFile(place, 'sprite') } }),
              ...(clip.thumbhash !== undefined && { thumbhash: clip.thumbhash }),
              width: clip.width,
              height: clip.height,
              duration: clip.duration,
              fps: clip.fps,
              hasAudio: clip.hasAudio,
              title: words.clip(clip.place),
            }}
          />
        </Suspense>
      ) : (
        picture
      )}
    </div>
  )
}
