/** Lets frames follow one another by seeking, where browsers can't play: backwards, and exactly through what is short or fast. */
import type { LoopRange } from './loop-range.ts'

export interface ClockRun {
  /** Backwards below 0. */
  rate: number
  fps: number
  from: number
  /** Both ends are shown; where it is round and round, each time. */
  range: LoopRange
  isRound(): boolean
  /** False: something else has begun, and this is over. */
  isWanted(): boolean
  seek(frame: number): Promise<number>
}

/** Resolves at the end, or once it isn't wanted any more. Frames that come too late are left out; the pace is kept. */
export async function runByClock({
  rate,
  fps,
  from,
  range,
  isRound,
  isWanted,
  seek,
}: ClockRun): Promise<void> {
  const [start, end] = rate > 0 ? [range.in, range.out] : [range.out, range.in]
  if (from === end && !isRound()) return
  const frameMs = 1000 / (fps * Math.abs(rate))
  let base = from >= range.in && from <= range.out && from !== end ? from : start
  if (base !== from) await seek(base)
  for (;;) {
    const began = performance.now()
    let asked = base
    while (isWanted() && asked !== end) {
      await nextRefresh()
      const gone = Math.floor((performance.now() - began) / frameMs)
      const wanted = rate > 0 ? Math.min(end, base + gone) : Math.max(end, base - gone)
      if (wanted === asked || !isWanted()) continue
      asked = wanted
      const arrived = seek(wanted)
      if (wanted === end) await arrived
    }
    if (!isWanted() || !isRound()) return
    await wait(frameMs)
    if (!isWanted()) return
    base = start
    await seek(base)
  }
}

export function wait(ms: number): Promise<void> {
  return ms > 0 ? new Promise((resolve) => setTimeout(resolve, ms)) : Promise.resolve()
}

function nextRefresh(): Promise<unknown> {
  return new Promise((resolve) => requestAnimationFrame(resolve))
}
