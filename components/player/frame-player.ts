/**
 * A video element that counts in frames. Holds what is shown and what is wanted; knows nothing of React. The element may come and go
 * (`attach`), commands without one do nothing.
 */
import { clampFrame } from './frame-math.ts'
import { moveEnd, withIn, withOut, type LoopRange } from './loop-range.ts'
import { createMotion, type Motion } from './motion.ts'
import { keepSound, readSound } from './kept-sound.ts'
import { createSeeker, type Seeker } from './seeker.ts'
import { shuttle, type ShuttleKey } from './shuttle.ts'
import { watchFrames } from './watch-frames.ts'

export interface PlayerState {
  /** On the screen. 0 is the first. */
  frame: number
  /** Sought and not yet on the screen. */
  target?: number
  /** Backwards as well. */
  playing: boolean
  /** How fast it goes now, backwards below 0; 0 while it stands still. */
  rate: number
  /** How fast Play plays. */
  speed: number
  loop?: LoopRange
  /** The whole clip again and again, where no part is. */
  repeats: boolean
  volume: number
  muted: boolean
}

/** What controls need of a player, whether it is of one clip or of several. */
export interface FrameControls {
  readonly fps: number
  readonly frames: number
  state(): PlayerState
  subscribe(listener: () => void): () => void
  play(): void
  pause(): void
  toggle(): void
  /** Stops, and goes so many frames on, or back. */
  stepBy(frames: number): Promise<number>
  /** Resolves once the frame is presented, with its number; with that of a later wish where one came between. */
  seekToFrame(frame: number): Promise<number>
  /** J, K and L; `isHeld`: K is down meanwhile. */
  shuttle(key: ShuttleKey, isHeld?: boolean): void
  setSpeed(speed: number): void
  /** Here is the first, or the last, frame of the part that is repeated. */
  markIn(): void
  markOut(): void
  setLoop(loop: LoopRange | undefined): void
  moveLoopEnd(end: 'in' | 'out', frame: number): void
  setRepeats(repeats: boolean): void
  setVolume(volume: number): void
  setMuted(muted: boolean): void
}

export interface FramePlayer extends FrameControls {
  /** Returns what lets go of it again. */
  attach(video: HTMLVideoElement): () => void
}

export interface FramePlayerOptions {
  fps: number
  frames: number
  initialFrame?: number | undefined
  repeats?: boolean | undefined
}

export function createFramePlayer({
  fps,
  frames,
  initialFrame = 0,
  repeats = false,
}: FramePlayerOptions): FramePlayer {
  const listeners = new Set<() => void>()
  let element: { video: HTMLVideoElement; seeker: Seeker; motion: Motion } | undefined
  let state: PlayerState = {
    frame: clampFrame(initialFrame, frames),
    playing: false,
    rate: 0,
    speed: 1,
    repeats,
    volume: 1,
    muted: false,
  }

  function change(part: Partial<PlayerState>): void {
    state = { ...state, ...part }
    for (const listener of listeners) listener()
  }

  function attach(video: HTMLVideoElement): () => void {
    const onTarget = (target: number | undefined) => {
      const { target: _, ...rest } = state
      state = rest
      change(target === undefined ? {} : { target })
    }
    const tellsFrames = 'requestVideoFrameCallback' in video
    const seeker = createSeeker(video, fps, { tellsFrames, onTarget })
    const motion = createMotion(video, { fps, frames, seeker, state: () => state, change })
    const unwatch = watchFrames(video, fps, (shown) => {
      const frame = clampFrame(shown, frames)
      change({ frame })
      seeker.presented(frame)
      motion.presented(frame)
    })
    element = { video, seeker, motion }
    const sound = readSound()
    Object.assign(video, sound)
    change(sound)
    if (state.frame > 0) void seeker.seek(state.frame)
    return () => {
      unwatch()
      motion.stop()
      seeker.stop()
      element = undefined
      change({ playing: false, rate: 0 })
    }
  }

  function seekToFrame(frame: number): Promise<number> {
    const to = clampFrame(frame, frames)
    if (!element) {
      change({ frame: to })
      return Promise.resolve(to)
    }
    if (to === state.frame && state.target === undefined && !state.playing) return Promise.resolve(to)
    return element.motion.seek(to)
  }

  function stepBy(by: number): Promise<number> {
    element?.motion.halt()
    return seekToFrame((state.target ?? state.frame) + by)
  }

  function setLoop(loop: LoopRange | undefined): void {
    const { loop: _, ...rest } = state
    state = rest
    change(loop === undefined ? {} : { loop })
    element?.motion.loopChanged()
  }

  function setSound(sound: { volume?: number; muted?: boolean }): void {
    change(sound)
    if (element) Object.assign(element.video, sound)
    keepSound(state)
  }

  const run = (rate: number) => element?.motion.run(rate)
  const pause = () => element?.motion.halt()
  return {
    fps,
    frames,
    state: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    attach,
    play: () => run(state.speed),
    pause,
    toggle: () => (state.playing ? pause() : run(state.speed)),
    stepBy,
    seekToFrame,
    shuttle(key, isHeld = false) {
      const wanted = shuttle(key, { rate: state.rate, isHeld })
      if (wanted.kind === 'step') void stepBy(wanted.by)
      else if (wanted.rate === 0) pause()
      else run(wanted.rate)
    },
    setSpeed(speed) {
      change({ speed })
      if (state.playing) run(speed)
    },
    markIn: () => setLoop(withIn(state.loop, state.target ?? state.frame, frames)),
    markOut: () => setLoop(withOut(state.loop, state.target ?? state.frame, frames)),
    setLoop,
    moveLoopEnd: (end, frame) => state.loop && setLoop(moveEnd(state.loop, end, frame, frames)),
    setRepeats(next) {
      change({ repeats: next })
      element?.motion.loopChanged()
    },
    setVolume: (volume) => setSound({ volume: Math.min(1, Math.max(0, volume)), muted: volume === 0 }),
    setMuted: (muted) => setSound({ muted, ...(!muted && state.volume === 0 ? { volume: 0.5 } : {}) }),
  }
}
