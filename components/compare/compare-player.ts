/**
 * Several clips under one set of controls, in step to the frame. Pictures are shown for all clips or for none: they are looked at together
 * with every refresh of the screen, and drawn when they are of one moment. Holds what is shown and what is wanted; knows nothing of React.
 */
import { clampFrame } from '#components/player/frame-math.ts'
import type { FrameControls, PlayerState } from '#components/player/frame-player.ts'
import { keepSound, readSound } from '#components/player/kept-sound.ts'
import { moveEnd, withIn, withOut, type LoopRange } from '#components/player/loop-range.ts'
import { shuttle } from '#components/player/shuttle.ts'
import { createChannel, type ClipChannel } from './clip-channel.ts'
import { createCompareMotion } from './compare-motion.ts'
import { clipFrameAt, timelineOf, type Timing } from './timeline.ts'

export interface CompareState extends PlayerState {
  /** Of the clip that the keys mean. It is heard as well, where it has sound. */
  chosen: number
  /** Absent: none of them has sound. */
  heard?: number
  /** Something has been drawn: before that posters stand there. */
  isDrawn: boolean
  /** The clips that all others wait for. */
  waitingFor: readonly number[]
  /** What this browser can't show; the others go on without them. */
  failed: readonly number[]
}

export interface ComparePlayer extends FrameControls {
  readonly clips: readonly ComparedClip[]
  state(): CompareState
  /** Returns what lets go of it again. */
  attachClip(index: number, video: HTMLVideoElement, canvas: HTMLCanvasElement): () => void
  /** Chooses it, and hears it where it has sound. */
  hear(index: number): void
}

export interface ComparedClip extends Timing {
  hasAudio: boolean
}

/** What the parts of the player know of one another. */
export interface CompareParts {
  clips: readonly ComparedClip[]
  timeline: Timing
  channels(): ClipChannel[]
  indexOf(channel: ClipChannel): number
  state(): CompareState
  change(part: Partial<CompareState>): void
  /** Brings all clips to a frame of the timeline, and then shows them. False: another wish came between. */
  gather(frame: number): Promise<boolean>
  /** Draws what all have now. */
  drawAll(): void
}

export function createComparePlayer(
  clips: readonly ComparedClip[],
  { initialFrame = 0, heard }: { initialFrame?: number | undefined; heard?: number | undefined } = {},
): ComparePlayer {
  const timeline = timelineOf(clips)
  const { fps, frames } = timeline
  const listeners = new Set<() => void>()
  const channels = new Map<number, ClipChannel>()
  const firstHeard = heard ?? clips.findIndex(({ hasAudio }) => hasAudio)
  /** Names the last wish: what was begun for another one ends there. */
  let wish = 0
  let state: CompareState = {
    frame: clampFrame(initialFrame, frames),
    playing: false,
    rate: 0,
    speed: 1,
    repeats: false,
    volume: 1,
    muted: false,
    chosen: Math.max(0, firstHeard),
    ...(firstHeard >= 0 && { heard: firstHeard }),
    isDrawn: false,
    waitingFor: [],
    failed: [],
  }

  function change(part: Partial<CompareState>): void {
    state = { ...state, ...part }
    for (const listener of listeners) listener()
  }

  function without(key: 'target' | 'loop'): void {
    const { [key]: _, ...rest } = state
    state = rest
  }

  function drawAll(): void {
    for (const channel of channels.values()) channel.look()?.draw()
    if (!state.isDrawn) change({ isDrawn: true })
  }

  async function gather(frame: number): Promise<boolean> {
    wish += 1
    const mine = wish
    change({ target: frame })
    const all = [...channels].map(([index, channel]) => {
      const clip = clips[index]
      return clip && channel.seek(clipFrameAt(frame, timeline, clip))
    })
    await Promise.all(all)
    if (mine !== wish) return false
    without('target')
    drawAll()
    change({ frame })
    return true
  }

  const parts: CompareParts = {
    clips,
    timeline,
    channels: () => [...channels.values()],
    indexOf: (channel) => [...channels].find(([, other]) => other === channel)?.[0] ?? 0,
    state: () => state,
    change,
    gather,
    drawAll,
  }
  const motion = createCompareMotion(parts)

  function applySound(): void {
    for (const [index, { video }] of channels) {
      video.volume = state.volume
      video.muted = state.muted || index !== state.heard
    }
  }

  function setSound(sound: { volume?: number; muted?: boolean }): void {
    change(sound)
    applySound()
    keepSound(state)
  }

  function attachClip(index: number, video: HTMLVideoElement, canvas: HTMLCanvasElement): () => void {
    const clip = clips[index]
    if (!clip) return () => undefined
    const channel = createChannel(video, canvas, clip)
    channels.set(index, channel)
    const unwatch = motion.watch(channel)
    const letGo = () => {
      unwatch()
      channel.stop()
      channels.delete(index)
    }
    // Where the picture can't be decoded some browsers play the sound, and call it a video without a size.
    const fail = () => {
      motion.halt()
      letGo()
      change({ failed: [...state.failed, index] })
      void gather(state.frame)
    }
    const onMetadata = () => video.videoWidth === 0 && fail()
    video.addEventListener('error', fail, { once: true })
    video.addEventListener('loadedmetadata', onMetadata)
    if (channels.size === 1) change(readSound())
    applySound()
    if (video.error || (video.readyState > 0 && video.videoWidth === 0)) fail()
    else if (channels.size + state.failed.length === clips.length) void gather(state.frame)
    return () => {
      video.removeEventListener('error', fail)
      video.removeEventListener('loadedmetadata', onMetadata)
      motion.halt()
      letGo()
      change({ failed: state.failed.filter((other) => other !== index) })
    }
  }

  async function seekToFrame(frame: number): Promise<number> {
    const to = clampFrame(frame, frames)
    await motion.seek(to)
    return state.frame
  }

  function stepBy(by: number): Promise<number> {
    motion.halt()
    return seekToFrame((state.target ?? state.frame) + by)
  }

  function setLoop(loop: LoopRange | undefined): void {
    without('loop')
    change(loop === undefined ? {} : { loop })
  }

  const here = () => state.target ?? state.frame
  return {
    clips,
    fps,
    frames,
    state: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    attachClip,
    hear(index) {
      change({ chosen: index, ...(clips[index]?.hasAudio && { heard: index, muted: false }) })
      applySound()
    },
    play: () => motion.run(state.speed),
    pause: motion.pause,
    toggle: () => (state.playing ? motion.pause() : motion.run(state.speed)),
    stepBy,
    seekToFrame,
    shuttle(key, isHeld = false) {
      const wanted = shuttle(key, { rate: state.rate, isHeld })
      if (wanted.kind === 'step') void stepBy(wanted.by)
      else if (wanted.rate === 0) motion.pause()
      else motion.run(wanted.rate)
    },
    setSpeed(speed) {
      change({ speed })
      if (state.playing) motion.run(speed)
    },
    markIn: () => setLoop(withIn(state.loop, here(), frames)),
    markOut: () => setLoop(withOut(state.loop, here(), frames)),
    setLoop,
    moveLoopEnd: (end, frame) => state.loop && setLoop(moveEnd(state.loop, end, frame, frames)),
    setRepeats: (repeats) => change({ repeats }),
    setVolume: (volume) => setSound({ volume: Math.min(1, Math.max(0, volume)), muted: volume === 0 }),
    setMuted: (muted) => setSound({ muted, ...(!muted && state.volume === 0 ? { volume: 0.5 } : {}) }),
  }
}
