import { useRef, useState, type PointerEvent } from 'react'
import { useWords } from '#components/ui/language.tsx'
import { frameAtX, percent } from './bar-place.ts'
import { BarPreview } from './bar-preview.tsx'
import { timecode, timecodeBase } from './frame-math.ts'
import type { FrameControls } from './frame-player.ts'
import { LoopHandles } from './loop-handles.tsx'
import type { PlayableClip } from './playable-clip.ts'
import { PLAYER_WORDS } from './player.words.ts'
import type { Buffered } from './use-buffered.ts'
import { usePlayer } from './use-frame-player.ts'

/** The whole clip from left to right, a cell for each frame. */
export function TimeBar({
  player,
  sprite,
  buffered = [],
}: {
  player: FrameControls
  /** Of the preview. */
  sprite?: PlayableClip['sprite']
  buffered?: readonly Buffered[]
}) {
  const words = useWords(PLAYER_WORDS)
  const bar = useRef<HTMLDivElement>(null)
  const wasPlaying = useRef(false)
  const [hovered, setHovered] = useState<number>()
  const frame = usePlayer(player, (state) => state.target ?? state.frame)
  const loop = usePlayer(player, (state) => state.loop)
  const playing = usePlayer(player, (state) => state.playing)
  const { fps, frames } = player
  const frameUnder = ({ clientX }: PointerEvent) => frameAtX(bar.current, clientX, frames)
  const onDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    wasPlaying.current = player.state().playing
    if (wasPlaying.current) player.pause()
    void player.seekToFrame(frameUnder(event))
  }
  const onMove = (event: PointerEvent<HTMLDivElement>) => {
    const under = frameUnder(event)
    setHovered(under)
    if (event.currentTarget.hasPointerCapture(event.pointerId)) void player.seekToFrame(under)
  }
  const onEnd = (event: PointerEvent<HTMLDivElement>) => {
    if (event.pointerType !== 'mouse') setHovered(undefined)
    if (wasPlaying.current) player.play()
    wasPlaying.current = false
  }
  // Read out while it plays, it must not change with every frame.
  const said = playing ? frame - (frame % timecodeBase(fps)) : frame
  return (
    <div className="relative">
      {hovered !== undefined && <BarPreview sprite={sprite} frame={hovered} frames={frames} fps={fps} />}
      <div
        ref={bar}
        role="slider"
        tabIndex={0}
        data-time-bar
        aria-label={words.position}
        aria-valuemin={0}
        aria-valuemax={frames - 1}
        aria-valuenow={said}
        aria-valuetext={`${timecode(said, fps)}, ${words.frameOf(said, frames)}`}
        onPointerDown={onDown}
        onPointerMove={onMove}
        onPointerUp={onEnd}
        onPointerCancel={onEnd}
        onPointerLeave={() => setHovered(undefined)}
        className="group relative h-6 cursor-pointer touch-none rounded-md outline-offset-0 select-none touch:h-11"
      >
        <div className="absolute inset-x-0 top-1/2 h-1 -translate-y-1/2 overflow-hidden rounded-full bg-line-strong group-hover:h-1.5">
          {buffered.map(({ from, to }) => (
            <div key={from} className="absolute inset-y-0 bg-line-strong" style={part(from, to)} />
          ))}
          {loop && (
            <div
              className="absolute inset-y-0 bg-ink-3"
              style={part(loop.in / frames, (loop.out + 1) / frames)}
            />
          )}
          <div
            className="absolute inset-y-0 left-0 bg-ink"
            style={{ width: percent((frame + 0.5) / frames) }}
          />
        </div>
        {hovered !== undefined && (
          <div
            className="absolute top-1/2 h-3 w-px -translate-y-1/2 bg-ink"
            style={{ left: percent((hovered + 0.5) / frames) }}
          />
        )}
        <div
          className="absolute top-1/2 size-3 -translate-1/2 rounded-full bg-ink ring-2 ring-surface touch:size-4"
          style={{ left: percent((frame + 0.5) / frames) }}
        />
      </div>
      {loop && <LoopHandles player={player} loop={loop} bar={bar} />}
    </div>
  )
}

function part(from: number, to: number) {
  return { left: percent(from), width: percent(to - from) }
}
