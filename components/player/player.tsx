'use client'
/** One clip, to be looked at closely. */
import { clsx } from 'clsx'
import { useEffect, useImperativeHandle, useRef, type ReactNode, type Ref } from 'react'
import { useLanguage, useWords } from '#components/ui/language.tsx'
import { Controls } from './controls.tsx'
import { frameCount } from './frame-math.ts'
import type { FramePlayer } from './frame-player.ts'
import type { PlayableClip } from './playable-clip.ts'
import { playerCommands } from './player-commands.ts'
import { PLAYER_WORDS } from './player.words.ts'
import { saveFrame } from './save-frame.ts'
import { Stage } from './stage.tsx'
import { TimeBar } from './time-bar.tsx'
import { useBuffered } from './use-buffered.ts'
import { PlayerOf, useFramePlayer, usePlayer } from './use-frame-player.ts'
import { useFullscreen } from './use-fullscreen.ts'
import { pressPictureInPicture } from './picture-in-picture.tsx'
import { usePlayable } from './use-playable.ts'
import { usePlayerKeys } from './use-player-keys.ts'

export interface PlayerTools {
  /** Puts the frame to use as a reference. */
  onUseFrame?: (frame: number) => void
  copyLink?: (frame: number) => void
}

/** Give it a `key` where the clip changes. Its height is the picture's and the controls', unless it `fills` its place. */
export function Player({
  clip,
  initialFrame,
  onFrame,
  handleRef,
  tools = {},
  autoPlay = false,
  repeats = false,
  fills = false,
  stageClassName = 'max-h-[70dvh]',
  staysInPage = false,
  overPicture,
  overBar,
}: {
  clip: PlayableClip
  initialFrame?: number | undefined
  /** With every frame that comes on screen. */
  onFrame?: (frame: number) => void
  handleRef?: Ref<FramePlayer>
  tools?: PlayerTools
  autoPlay?: boolean
  repeats?: boolean
  fills?: boolean
  /** Bounds the picture, where it doesn't fill. */
  stageClassName?: string
  /** No window of its own for the picture, in which nothing lies over it. */
  staysInPage?: boolean
  /** What a page lays over the picture, and above the bar; `usePlayerAround` tells it the player. */
  overPicture?: ReactNode
  overBar?: ReactNode
}) {
  const words = useWords(PLAYER_WORDS)
  const language = useLanguage()
  const root = useRef<HTMLElement>(null)
  const video = useRef<HTMLVideoElement>(null)
  const { playing, source, retry } = usePlayable(video, clip)
  const frames = frameCount(clip.duration, clip.fps)
  const player = useFramePlayer(video, { fps: clip.fps, frames, initialFrame, repeats }, source)
  const buffered = useBuffered(video, clip.duration)
  const { isFull, isIdle, toggle: toggleFullscreen } = useFullscreen(root, video)
  useImperativeHandle(handleRef, () => player, [player])
  const frame = usePlayer(player, (state) => state.frame)
  useEffect(() => onFrame?.(frame), [frame, onFrame])
  useEffect(() => {
    if (autoPlay) player.play()
  }, [autoPlay, player, source])
  const { mediaId } = clip
  const savePng =
    mediaId === undefined
      ? undefined
      : () => {
          player.pause()
          return saveFrame({ ...clip, mediaId }, player.state().frame, language)
        }
  const { copyLink } = tools
  usePlayerKeys(root, (isHeld) =>
    playerCommands(
      player,
      {
        goTo: () => root.current?.querySelector<HTMLElement>('[data-command="go_to_frame"]')?.click(),
        fullscreen: toggleFullscreen,
        pictureInPicture: () => pressPictureInPicture(video.current),
        ...(savePng && { saveFrame: () => void savePng() }),
        ...(copyLink && { copyLink: () => copyLink(player.state().frame) }),
      },
      isHeld,
    ),
  )
  return (
    <PlayerOf value={player}>
      <section
        ref={root}
        aria-label={words.controls}
        data-idle={isIdle || undefined}
        className={clsx(
          'group/player relative flex min-h-0 w-full flex-col bg-surface data-idle:cursor-none',
          fills && 'h-full',
        )}
      >
        <div
          className={clsx('min-h-0 w-full', isFull || fills ? 'flex-1' : stageClassName)}
          style={isFull || fills ? undefined : { aspectRatio: `${clip.width} / ${clip.height}` }}
        >
          <Stage
            video={video}
            clip={clip}
            source={source}
            playing={playing}
            staysInPage={staysInPage}
            onRetry={retry}
            onPress={player.toggle}
            onDoublePress={toggleFullscreen}
          >
            {overPicture}
          </Stage>
        </div>
        <div
          className={clsx(
            'px-2 pt-1 pb-2 transition-opacity',
            isFull &&
              'absolute inset-x-0 bottom-0 bg-surface group-data-idle/player:pointer-events-none group-data-idle/player:opacity-0',
          )}
        >
          {overBar}
          <TimeBar player={player} sprite={clip.sprite} buffered={buffered} />
          <Controls
            player={player}
            clip={clip}
            video={video}
            tools={tools}
            savePng={savePng}
            staysInPage={staysInPage}
            fullscreen={{ isFull, toggle: toggleFullscreen }}
          />
        </div>
      </section>
    </PlayerOf>
  )
}
