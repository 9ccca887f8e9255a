import { useRef, type KeyboardEvent, type PointerEvent, type RefObject } from 'react'
import { useWords } from '#components/ui/language.tsx'
import { frameAtX, percent } from './bar-place.ts'
import { timecode } from './frame-math.ts'
import type { FrameControls } from './frame-player.ts'
import type { LoopRange } from './loop-range.ts'
import { PLAYER_WORDS } from './player.words.ts'

const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -10,
  PageUp: 10,
}

/** The two ends of the loop, to be dragged or moved by arrow keys. The picture follows them. */
export function LoopHandles({
  player,
  loop,
  bar,
}: {
  player: FrameControls
  loop: LoopRange
  bar: RefObject<HTMLDivElement | null>
}) {
  return (
    <>
      <Handle end="in" player={player} loop={loop} bar={bar} />
      <Handle end="out" player={player} loop={loop} bar={bar} />
    </>
  )
}

function Handle({
  end,
  player,
  loop,
  bar,
}: {
  end: 'in' | 'out'
  player: FrameControls
  loop: LoopRange
  bar: RefObject<HTMLDivElement | null>
}) {
  const words = useWords(PLAYER_WORDS)
  const wasPlaying = useRef(false)
  const { fps, frames } = player
  const at = loop[end]
  const move = (frame: number) => {
    player.moveLoopEnd(end, frame)
    void player.seekToFrame(player.state().loop?.[end] ?? frame)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key]
    if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    player.pause()
    move(at + step * (event.shiftKey ? 10 : 1))
  }
  const onDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    wasPlaying.current = player.state().playing
    player.pause()
  }
  const onEnd = () => {
    if (wasPlaying.current) player.play()
    wasPlaying.current = false
  }
  return (
    <div
      role="slider"
      tabIndex={0}
      data-loop-end={end}
      aria-label={words[end]}
      aria-valuemin={0}
      aria-valuemax={frames - 1}
      aria-valuenow={at}
      aria-valuetext={`${timecode(at, fps)}, ${words.frameOf(at, frames)}`}
      data-tip={words[end]}
      onKeyDown={onKeyDown}
      onPointerDown={onDown}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId))
          move(frameAtX(bar.current, event.clientX, frames))
      }}
      onPointerUp={onEnd}
      onPointerCancel={onEnd}
      // Beside its frame's cell, so that the two never lie over one another nor over the playhead between them.
      className="absolute inset-y-0 w-6 cursor-ew-resize touch-none touch:w-11"
      style={
        end === 'in'
          ? { left: percent(loop.in / frames), translate: '-100% 0' }
          : { left: percent((loop.out + 1) / frames) }
      }
    >
      <svg
        aria-hidden
        viewBox="0 0 8 16"
        className="absolute top-1/2 h-4 w-2 -translate-y-1/2 text-accent"
        style={end === 'in' ? { right: 0 } : { left: 0, scale: '-1 1' }}
      >
        <path d="M7 1H2a1 1 0 0 0-1 1v12a1 1 0 0 0 1 1h5" fill="none" stroke="currentColor" strokeWidth="2" />
      </svg>
    </div>
  )
}
