/**
 * The one time of several clips. Pure. It counts in frames of the fastest clip and is as long as the longest; clips of different rates are
 * matched by time, and one that has ended holds its last frame.
 */
import { clampFrame, exactRate, frameAt, startOfFrame, timeOfFrame } from '#components/player/frame-math.ts'

export interface Timing {
  fps: number
  frames: number
}

export function timelineOf(clips: readonly Timing[]): Timing {
  const fps = Math.max(...clips.map((clip) => exactRate(clip.fps)))
  const seconds = Math.max(...clips.map(endOf))
  return { fps, frames: Math.max(1, Math.round(seconds * fps)) }
}

/** Which frame of the clip is on screen with this one of the timeline. */
export function clipFrameAt(frame: number, timeline: Timing, clip: Timing): number {
  return clampFrame(frameAt(timeOfFrame(frame, timeline.fps), clip.fps), clip.frames)
}

export function hasEndedAt(frame: number, timeline: Timing, clip: Timing): boolean {
  return timeOfFrame(frame, timeline.fps) >= endOf(clip)
}

/** Seconds. */
function endOf({ fps, frames }: Timing): number {
  return startOfFrame(frames, fps)
}

/** The seconds through which a picture of a clip is the right one. */
export interface Span {
  from: number
  to: number
}

export function spanOf(frame: number, clip: Timing): Span {
  const isLast = frame >= clip.frames - 1
  return {
    from: startOfFrame(Math.min(frame, clip.frames - 1), clip.fps),
    to: isLast ? Infinity : startOfFrame(frame + 1, clip.fps),
  }
}

/** Longest of the clips' frames, for rounding: a hundredth of it is nothing. */
const NOTHING = 0.01

/** How the pictures of several clips belong together: of one moment, of two that follow on one another, or further apart. */
export function togetherness(spans: readonly Span[], timeline: Timing): 'same' | 'neighbours' | 'apart' {
  const gap = (lastBegin(spans) - Math.min(...spans.map(({ to }) => to))) * timeline.fps
  if (gap < -NOTHING) return 'same'
  return gap <= NOTHING ? 'neighbours' : 'apart'
}

/** The timeline's frame that such pictures show. */
export function frameOfSpans(spans: readonly Span[], timeline: Timing): number {
  return clampFrame(frameAt(lastBegin(spans), timeline.fps), timeline.frames)
}

function lastBegin(spans: readonly Span[]): number {
  return Math.max(...spans.map(({ from }) => from))
}
