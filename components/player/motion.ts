/**
 * Lets the clip run: forwards as the browser plays it, backwards by seeking on a clock, and round and round between two frames. One
 * thing at a time; `halt` ends whichever it is.
 */
import { atFrame, type LoopRange } from './loop-range.ts'
import type { PlayerState } from './frame-player.ts'
import { runByClock, wait } from './run-by-clock.ts'
import type { Seeker } from './seeker.ts'

export interface Motion {
  /** Backwards below 0. */
  run(rate: number): void
  halt(): void
  /** Goes there and on from there, if it was going. */
  seek(frame: number): Promise<number>
  presented(frame: number): void
  loopChanged(): void
  stop(): void
}

interface Parts {
  fps: number
  frames: number
  seeker: Seeker
  state(): PlayerState
  change(part: Partial<PlayerState>): void
}

/** ms of the last frame's time that the way back to the first takes by itself. */
const SEEK_MS = 20
/** Frames per second: more than screens show, and the word of them comes too late. */
const FASTEST_PLAYED = 75
/** Frames. */
const SHORTEST_PLAYED = 3
/** Frames come on screen with its own refresh, and the word of them up to two of those later. */
const REACH_SECONDS = 0.04

export function createMotion(video: HTMLVideoElement, parts: Parts): Motion {
  const { fps, frames, seeker, state, change } = parts
  /** Names what runs now: work that was begun for another run is dropped when it comes back. */
  let run: { rate: number; isHolding: boolean; isClocked: boolean } | undefined
  /** The most frames that lately went by between two looks. */
  let gap = 1
  let last = state().frame

  const first = () => state().loop?.in ?? 0
  const end = () => state().loop?.out ?? frames - 1
  const isRound = () => state().loop !== undefined || state().repeats

  function halt(): void {
    run = undefined
    if (!video.paused) video.pause()
    if (state().playing) change({ playing: false, rate: 0 })
  }

  function start(rate: number): void {
    const mine = { rate, isHolding: false, isClocked: false }
    run = mine
    change({ playing: true, rate })
    const { frame, target = frame, loop } = state()
    if (rate < 0 || (loop && needsClock(loop, rate * fps))) return void byClock(mine)
    const isOutside = loop !== undefined && (target < loop.in || target >= loop.out)
    if (isOutside || target >= end()) return void from(first(), mine)
    playOn(mine)
  }

  async function from(frame: number, mine: NonNullable<typeof run>): Promise<void> {
    mine.isHolding = true
    video.pause()
    await seeker.seek(frame)
    if (run === mine) playOn(mine)
  }

  function playOn(mine: NonNullable<typeof run>): void {
    mine.isHolding = false
    gap = 1
    last = state().frame
    video.playbackRate = mine.rate
    video.loop = state().repeats && state().loop === undefined
    video.play().catch((error: unknown) => onRefused(error, mine))
  }

  /** Without a press on the page a browser may want silence first. Not kept: nobody chose it. */
  function onRefused(error: unknown, mine: NonNullable<typeof run>): void {
    if (run !== mine || !(error instanceof DOMException) || error.name === 'AbortError') return
    if (error.name !== 'NotAllowedError' || video.muted) return halt()
    video.muted = true
    change({ muted: true })
    video.play().catch(() => run === mine && halt())
  }

  function presented(frame: number): void {
    const { loop } = state()
    const wentBy = frame - last
    last = frame
    if (!run || run.isHolding || run.isClocked) return
    if (wentBy > 0 && wentBy < fps) gap = Math.max(wentBy, gap * 0.95)
    if (!loop) return
    const reach = Math.max(gap, REACH_SECONDS * run.rate * fps)
    const what = atFrame(loop, frame, reach)
    if (what !== 'go on') void turn(run, frame, loop.out)
  }

  /** Stops on the last frame of the part, for as long as it is due, and goes back to its first. */
  async function turn(mine: NonNullable<typeof run>, frame: number, out: number): Promise<void> {
    mine.isHolding = true
    video.pause()
    const isShort = frame < out && frame >= first()
    if (isShort) await seeker.seek(out)
    if (run === mine && (isShort || frame === out)) await wait(1000 / (fps * mine.rate) - SEEK_MS)
    if (run === mine) await from(first(), mine)
  }

  async function byClock(mine: NonNullable<typeof run>): Promise<void> {
    mine.isClocked = true
    video.pause()
    const { frame, target = frame } = state()
    // A loop of one frame stands still.
    if (first() === end()) return void seeker.seek(first())
    await runByClock({
      rate: mine.rate,
      fps,
      from: target,
      range: { in: first(), out: end() },
      isRound,
      isWanted: () => run === mine,
      seek: seeker.seek,
    })
    if (run === mine) halt()
  }

  async function seek(frame: number): Promise<number> {
    const mine = run
    const arrived = seeker.seek(frame)
    if (!mine) return arrived
    if (mine.isClocked) start(mine.rate)
    else if (mine.isHolding) {
      run = { rate: mine.rate, isHolding: false, isClocked: false }
      playOn(run)
    }
    return arrived
  }

  function onPause(): void {
    if (run && !run.isHolding && !run.isClocked && video.paused && !video.ended) halt()
  }
  function onPlay(): void {
    if (!run && !video.paused) {
      run = { rate: video.playbackRate, isHolding: false, isClocked: false }
      change({ playing: true, rate: video.playbackRate })
    }
  }
  function onEnded(): void {
    // Seeking to the last frame can end it as well.
    if (!run || run.isClocked || run.isHolding) return
    if (state().loop) return void turn(run, end(), end())
    halt()
    // In a hurry the last frames are left out.
    if (state().frame !== frames - 1) void seeker.seek(frames - 1)
  }

  video.addEventListener('pause', onPause)
  video.addEventListener('play', onPlay)
  video.addEventListener('ended', onEnded)
  return {
    run: start,
    halt,
    seek,
    presented,
    loopChanged() {
      video.loop = state().repeats && state().loop === undefined
      const { loop } = state()
      const isOther =
        run !== undefined &&
        run.rate > 0 &&
        run.isClocked !== (loop !== undefined && needsClock(loop, run.rate * fps))
      if (run && (run.isClocked || isOther)) start(run.rate)
    },
    stop() {
      halt()
      video.removeEventListener('pause', onPause)
      video.removeEventListener('play', onPlay)
      video.removeEventListener('ended', onEnded)
    },
  }
}

/** So fast, or so short, that the word of a frame may come after the part is over. */
function needsClock({ in: first, out }: LoopRange, framesPerSecond: number): boolean {
  return framesPerSecond > FASTEST_PLAYED || out - first < SHORTEST_PLAYED
}
