/** The part that is played again and again. Pure; both ends are frames and belong to it. */
import { clampFrame } from './frame-math.ts'

export interface LoopRange {
  in: number
  out: number
}

/** An in behind the out drops that, and the other way round. */
export function withIn(loop: LoopRange | undefined, frame: number, frames: number): LoopRange {
  const start = clampFrame(frame, frames)
  const end = loop && loop.out >= start ? loop.out : frames - 1
  return { in: start, out: end }
}

export function withOut(loop: LoopRange | undefined, frame: number, frames: number): LoopRange {
  const end = clampFrame(frame, frames)
  const start = loop && loop.in <= end ? loop.in : 0
  return { in: start, out: end }
}

/** For handles that are dragged: they stop at one another. */
export function moveEnd(loop: LoopRange, end: 'in' | 'out', frame: number, frames: number): LoopRange {
  const to = clampFrame(frame, frames)
  return end === 'in' ? { ...loop, in: Math.min(to, loop.out) } : { ...loop, out: Math.max(to, loop.in) }
}

/**
 * What is to be done when `frame` has come on screen. `reach` is how many frames may go by before the next look: with fewer than that
 * left, waiting for the out would show what lies behind it.
 */
export function atFrame(loop: LoopRange, frame: number, reach: number): 'go on' | 'stop at out' | 'turn' {
  if (frame >= loop.out || frame < loop.in) return 'turn'
  return frame + reach > loop.out ? 'stop at out' : 'go on'
}
