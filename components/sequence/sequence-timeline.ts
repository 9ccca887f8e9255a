/** Parts one after another, counted in the frames of the first one, as joining counts them. Pure. */
import { exactRate } from '#lib/generation/frame-rate.ts'

/** Frames of the clip's own; both are shown. */
export interface TimedPart {
  in: number
  out: number
  fps: number
}

export interface SequenceTimeline {
  fps: number
  frames: number
  /** Where each part begins. */
  starts: readonly number[]
}

export interface Place {
  index: number
  /** Of the clip's own. */
  frame: number
}

export function sequenceTimeline(parts: readonly TimedPart[]): SequenceTimeline {
  const fps = exactRate(parts[0]?.fps ?? 24)
  const starts: number[] = []
  let frames = 0
  for (const part of parts) {
    starts.push(frames)
    frames += framesOfPart(part, fps)
  }
  return { fps, frames, starts }
}

/** Once it is shown at this rate; at least one. */
export function framesOfPart(part: TimedPart, fps: number): number {
  const own = part.out - part.in + 1
  const rate = exactRate(part.fps)
  return rate === fps ? own : Math.max(1, Math.round((own / rate) * fps))
}

/** Which frame of which clip stands there. Without parts there is none. */
export function placeAt(
  parts: readonly TimedPart[],
  { fps, frames, starts }: SequenceTimeline,
  frame: number,
): Place | undefined {
  const wanted = Math.min(frames - 1, Math.max(0, Math.round(frame)))
  const index = starts.findLastIndex((start) => start <= wanted)
  const [part, start] = [parts[index], starts[index]]
  if (!part || start === undefined) return undefined
  const rate = exactRate(part.fps)
  const local = rate === fps ? wanted - start : Math.floor(((wanted - start + 0.5) / fps) * rate)
  return { index, frame: Math.min(part.out, part.in + local) }
}

/** Where a frame of a part stands; what is cut off stands at the part's nearest end. */
export function frameOfPlace(
  parts: readonly TimedPart[],
  { fps, starts }: SequenceTimeline,
  place: Place,
): number {
  const [part, start] = [parts[place.index], starts[place.index]]
  if (!part || start === undefined) return 0
  const own = Math.min(part.out, Math.max(part.in, place.frame)) - part.in
  const rate = exactRate(part.fps)
  const local = rate === fps ? own : Math.floor(((own + 0.5) / rate) * fps)
  return start + Math.min(framesOfPart(part, fps) - 1, local)
}
