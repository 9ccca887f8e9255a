'use client'
import { useEffect, useImperativeHandle, useRef, type ReactNode, type Ref } from 'react'
import { frameCount } from './frame-math.ts'
import type { FramePlayer } from './frame-player.ts'
import { useFramePlayer, usePlayer } from './use-frame-player.ts'

export interface PlayableClip {
  /** Absent: neither frames nor a playable copy can be asked of the server. */
  mediaId?: string
  videoUrl: string
  posterUrl?: string
  /** Base64. */
  thumbhash?: string
  /** Frames side by side, for the preview over the bar. */
  sprite?: { url: string; columns: number; rows: number; tileWidth: number; tileHeight: number }
  width: number
  height: number
  /** Seconds. */
  duration: number
  fps: number
  hasAudio: boolean
  /** In words, for screen readers and file names; without an extension. */
  title: string
}

export interface PlayerTools {
  /** More buttons, in the place for what is done with the clip. */
  extra?: ReactNode
  /** Puts the frame, in seconds at its middle, to use as a reference. */
  useFrame?: (frame: number, seconds: number) => void
  copyLink?: (frame: number) => void
}

/** Give it a `key` where the clip changes. */
export function Player({
  clip,
  initialFrame,
  onFrame,
  handleRef,
  autoPlay = false,
  repeats = false,
}: {
  clip: PlayableClip
  initialFrame?: number | undefined
  /** With every frame that comes on screen. */
  onFrame?: (frame: number) => void
  handleRef?: Ref<FramePlayer>
  tools?: PlayerTools
  autoPlay?: boolean
  repeats?: boolean
}) {
  const video = useRef<HTMLVideoElement>(null)
  const frames = frameCount(clip.duration, clip.fps)
  const player = useFramePlayer(video, { fps: clip.fps, frames, initialFrame, repeats })
  useImperativeHandle(handleRef, () => player, [player])
  const frame = usePlayer(player, (state) => state.frame)
  useEffect(() => onFrame?.(frame), [frame, onFrame])
  useEffect(() => {
    if (autoPlay) player.play()
  }, [autoPlay, player])
  return (
    <div className="relative flex min-h-0 items-center justify-center bg-screen">
      <video
        ref={video}
        src={clip.videoUrl}
        {...(clip.posterUrl === undefined ? {} : { poster: clip.posterUrl })}
        controls
        playsInline
        preload="auto"
        aria-label={clip.title}
        style={{ aspectRatio: `${clip.width} / ${clip.height}` }}
        className="max-h-full w-full"
      />
    </div>
  )
}
