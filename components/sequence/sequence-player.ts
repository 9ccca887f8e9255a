/**
 * Plays a sequence on two video elements: while one is seen the other holds the first frame of the next part, and takes its place when the
 * last frame of this one has had its time. Knows nothing of React.
 */
import type { FrameControls, PlayerState } from '#components/player/frame-player.ts'
import { keepSound, readSound } from '#components/player/kept-sound.ts'
import { exactRate } from '#lib/generation/frame-rate.ts'
import {
  frameOfPlace,
  placeAt,
  sequenceTimeline,
  type Place,
  type SequenceTimeline,
} from './sequence-timeline.ts'
import type { PlayedPart } from './played-parts.ts'
import { createScreen, type Screen } from './screen.ts'
import { createSlot, type Slot } from './slot.ts'

export interface SequencePlayer extends FrameControls {
  /** Both elements, and what is seen of them. Returns what lets go of them again. */
  attach(videos: readonly [HTMLVideoElement, HTMLVideoElement], canvas: HTMLCanvasElement): () => void
  setParts(parts: readonly PlayedPart[]): void
  timeline(): SequenceTimeline
  /** Which part is seen. */
  place(): Place | undefined
  /** Shows a frame of a part's clip, also one that is cut off: for trimming. */
  preview(index: number, frame: number): Promise<void>
}

export function createSequencePlayer(first: readonly PlayedPart[]): SequencePlayer {
  const listeners = new Set<() => void>()
  let parts = first
  let timeline = sequenceTimeline(parts)
  let slots: [Slot, Slot] | undefined
  let screen: Screen | undefined
  let front = 0
  /** Of what is seen, or will be. */
  let at: Place | undefined = placeAt(parts, timeline, 0)
  let wish = 0
  let cut: ReturnType<typeof setTimeout> | undefined
  let state: PlayerState = {
    frame: 0,
    playing: false,
    rate: 0,
    speed: 1,
    repeats: false,
    volume: 1,
    muted: false,
  }

  function change(part: Partial<PlayerState>): void {
    state = { ...state, ...part }
    for (const listener of listeners) listener()
  }

  /** No cut is due any more. */
  function hold(): void {
    clearTimeout(cut)
    cut = undefined
  }

  const slot = (which: number): Slot | undefined => slots?.[which]
  const back = () => slot(1 - front)

  function bring(which: number): void {
    front = which
    for (const [index, one] of (slots ?? []).entries()) {
      const isFront = index === which
      one.video.style.zIndex = isFront ? '1' : '0'
      one.video.toggleAttribute('data-front', isFront)
      one.video.muted = state.muted || !isFront
      one.video.volume = state.volume
      one.video.playbackRate = state.speed
      if (!isFront) one.video.pause()
    }
  }

  /** The part after this one, at its first frame, behind what is seen. */
  function prepare(): void {
    const next = at && parts[at.index + 1]
    if (next) void back()?.hold(next, next.in)
  }

  async function show(place: Place): Promise<boolean> {
    wish += 1
    const mine = wish
    hold()
    const part = parts[place.index]
    if (!part || !slots) return false
    const isSame = at !== undefined && parts[at.index]?.videoUrl === part.videoUrl
    at = place
    change({ target: frameOfPlace(parts, timeline, place) })
    const which = !isSame || back()?.isReady(part, place.frame) === true ? 1 - front : front
    const isHeld = await slot(which)?.hold(part, place.frame)
    if (mine !== wish) return false
    bring(which)
    const seen = slot(front)
    if (seen) await screen?.drawStill(seen.video, part.fps, place.frame)
    if (mine !== wish) return false
    const { target = state.frame, ...rest } = state
    state = rest
    change({ frame: target })
    prepare()
    return isHeld === true
  }

  function onFrame(from: Slot, told: number): void {
    const part = at && parts[at.index]
    if (from !== slot(front) || !state.playing || !at || !part || state.target !== undefined) return
    const isMeant = (one: number) => one >= part.in && one <= part.out
    const frame = Math.max(told, screen?.draw(from.video, part.fps, told, isMeant) ?? told)
    if (from.video.paused && frame < part.out) return
    at = { ...at, frame: Math.min(part.out, frame) }
    change({ frame: frameOfPlace(parts, timeline, at) })
    if (frame < part.out) return
    // It has its time, and not a frame more is shown of this clip.
    from.video.pause()
    hold()
    const left = frame > part.out ? 0 : 1000 / exactRate(part.fps) / state.speed
    cut = setTimeout(() => void goOn(), Math.max(0, left - HEAD_START))
  }

  async function goOn(): Promise<void> {
    hold()
    if (!at || !state.playing) return
    const index = at.index + 1 < parts.length ? at.index + 1 : state.repeats ? 0 : undefined
    const next = index === undefined ? undefined : parts[index]
    if (index === undefined || !next) return change({ playing: false, rate: 0 })
    wish += 1
    const mine = wish
    const other = back()
    if (other?.isReady(next, next.in) !== true) await other?.hold(next, next.in)
    if (mine !== wish || !state.playing || !other) return
    at = { index, frame: next.in }
    bring(1 - front)
    screen?.draw(other.video, next.fps, next.in, (one) => one === next.in)
    change({ frame: frameOfPlace(parts, timeline, at) })
    start(other)
    prepare()
  }

  function start({ video }: Slot): void {
    const part = at && parts[at.index]
    // A part of one frame has no second one that would tell of its end.
    if (part && at && at.frame >= part.out) {
      hold()
      cut = setTimeout(() => void goOn(), 1000 / exactRate(part.fps) / state.speed)
      return
    }
    void video.play().catch(() => change({ playing: false, rate: 0 }))
  }

  function onEnded(from: Slot): void {
    if (from !== slot(front) || !state.playing || cut !== undefined) return
    void goOn()
  }

  async function play(): Promise<void> {
    if (state.playing || parts.length === 0) return
    const isAtEnd = (state.target ?? state.frame) >= timeline.frames - 1
    change({ playing: true, rate: state.speed })
    const place =
      isAtEnd || !at ? placeAt(parts, timeline, 0) : placeAt(parts, timeline, state.target ?? state.frame)
    if (place && (isAtEnd || state.target !== undefined || !isShown(place))) await show(place)
    const seen = slot(front)
    if (state.playing && seen) start(seen)
  }

  /** After a preview of what is cut off it is not. */
  function isShown(place: Place): boolean {
    return at?.index === place.index && at.frame === place.frame
  }

  function pause(): void {
    hold()
    slot(front)?.video.pause()
    if (state.playing) change({ playing: false, rate: 0 })
  }

  async function seekToFrame(frame: number): Promise<number> {
    const wasPlaying = state.playing
    const place = placeAt(parts, timeline, frame)
    if (!place) return 0
    slot(front)?.video.pause()
    const isThere = await show(place)
    const seen = slot(front)
    if (isThere && wasPlaying && state.playing && seen) start(seen)
    return state.frame
  }

  function setSound(sound: { volume?: number; muted?: boolean }): void {
    change(sound)
    bring(front)
    keepSound(state)
  }

  const setSpeed = (speed: number) => {
    change({ speed, ...(state.playing && { rate: speed }) })
    for (const one of slots ?? []) one.video.playbackRate = speed
  }
  const nothing = () => undefined

  return {
    get fps() {
      return timeline.fps
    },
    get frames() {
      return Math.max(1, timeline.frames)
    },
    state: () => state,
    timeline: () => timeline,
    place: () => at,
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    attach([one, other], canvas) {
      screen = createScreen(canvas)
      const made: [Slot, Slot] = [createSlot(one, onFrame), createSlot(other, onFrame)]
      slots = made
      change(readSound())
      bring(front)
      const controller = new AbortController()
      for (const each of made)
        each.video.addEventListener('ended', () => onEnded(each), { signal: controller.signal })
      const place = placeAt(parts, timeline, state.frame)
      if (place) void show(place)
      return () => {
        controller.abort()
        pause()
        for (const each of made) each.stop()
        slots = undefined
        screen = undefined
      }
    },
    setParts(next) {
      if (next === parts) return
      const seen = at && parts[at.index]
      const wasAt = at?.frame ?? 0
      parts = next
      timeline = sequenceTimeline(parts)
      // What is looked at stays on the screen wherever it went.
      const moved = parts.findIndex(({ id }) => id === seen?.id)
      const index = moved >= 0 ? moved : Math.min(at?.index ?? 0, parts.length - 1)
      const part = parts[index]
      if (!part) {
        pause()
        at = undefined
        return change({ frame: 0 })
      }
      const frame = moved >= 0 ? Math.min(part.out, Math.max(part.in, wasAt)) : part.in
      const wasPlaying = state.playing
      if (wasPlaying) pause()
      void show({ index, frame }).then((isThere) => {
        if (isThere && wasPlaying) void play()
      })
    },
    async preview(index, frame) {
      pause()
      await show({ index, frame })
    },
    play: () => void play(),
    pause,
    toggle: () => (state.playing ? pause() : void play()),
    async stepBy(by) {
      const from = state.target ?? state.frame
      pause()
      return seekToFrame(from + by)
    },
    seekToFrame,
    shuttle(key) {
      if (key === 'K') return pause()
      if (key === 'J') return void seekToFrame((state.target ?? state.frame) - Math.round(timeline.fps))
      if (!state.playing) return void play()
      setSpeed(state.speed >= 4 ? 1 : state.speed * 2)
    },
    setSpeed,
    setRepeats: (repeats) => change({ repeats }),
    setVolume: (volume) => setSound({ volume: Math.min(1, Math.max(0, volume)), muted: volume === 0 }),
    setMuted: (muted) => setSound({ muted, ...(!muted && state.volume === 0 ? { volume: 0.5 } : {}) }),
    // In and out are those of parts here, and no loop is.
    markIn: nothing,
    markOut: nothing,
    setLoop: nothing,
    moveLoopEnd: nothing,
  }
}

/** ms that the next element takes to show its second frame: measured 10 to 20. */
const HEAD_START = 8
