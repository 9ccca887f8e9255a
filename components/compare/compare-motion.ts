/**
 * Lets the clips run together: forwards as the browser plays them, with one in the lead and the others kept beside it; backwards by
 * seeking on a clock; round and round between two frames. One thing at a time; `halt` ends whichever it is.
 */
import { canGoOn, whenItCanGoOn } from './can-go-on.ts'
import type { ClipChannel, Look } from './clip-channel.ts'
import type { CompareParts } from './compare-player.ts'
import { correction, smoothed } from './drift.ts'
import { frameOfSpans, togetherness, type Span } from './timeline.ts'

export interface CompareMotion {
  /** Backwards below 0. */
  run(rate: number): void
  /** Stops, and has all clips on the frame that is shown. */
  pause(): void
  halt(): void
  /** Goes there, and on from there if it was going. */
  seek(frame: number): Promise<void>
  /** Returns what lets go of the clip again. */
  watch(channel: ClipChannel): () => void
}

/** Pictures of two moments that follow on one another are better than none for so many frames' time. */
const PATIENCE_FRAMES = 2
/** Without a picture that can be shown: at eight times the speed decoders may never meet by themselves. */
const STUCK_MS = 700

interface Run {
  rate: number
  /** Between two stretches: all stand still and are brought to one frame. */
  isGathering: boolean
}

export function createCompareMotion(parts: CompareParts): CompareMotion {
  const { timeline, state, change } = parts
  /** Work that was begun for another run is dropped when it comes back. */
  let run: Run | undefined
  let animation = 0
  let drawnAt = 0
  /** Which pictures. */
  let drawn = ''
  const drifts = new Map<ClipChannel, number>()

  const first = () => state().loop?.in ?? 0
  const end = () => state().loop?.out ?? timeline.frames - 1
  const isRound = () => state().loop !== undefined || state().repeats

  function halt(): void {
    run = undefined
    cancelAnimationFrame(animation)
    for (const { video } of parts.channels()) if (!video.paused) video.pause()
    if (state().playing) change({ playing: false, rate: 0, waitingFor: [] })
  }

  function pause(): void {
    const wasPlaying = state().playing
    halt()
    if (wasPlaying) void parts.gather(state().frame)
  }

  function start(rate: number): void {
    if (parts.channels().length === 0) return
    const { target, frame } = state()
    halt()
    const mine: Run = { rate, isGathering: false }
    run = mine
    change({ playing: true, rate })
    if (rate < 0) return void backwards(mine)
    const at = target ?? frame
    const isOutside = at >= end() || (state().loop !== undefined && at < first())
    void beginAt(isOutside ? first() : at, mine)
  }

  async function beginAt(frame: number, mine: Run): Promise<void> {
    mine.isGathering = true
    for (const { video } of parts.channels()) video.pause()
    tellWhoIsLate()
    const isThere = await parts.gather(frame)
    if (run !== mine || !isThere) return
    await whenReady(mine)
    if (run !== mine) return
    drifts.clear()
    drawn = ''
    const playing = parts.channels().filter(({ video }) => !video.ended)
    for (const { video } of playing) video.playbackRate = mine.rate
    await Promise.all(playing.map((channel) => play(channel, mine)))
    if (run !== mine) return
    mine.isGathering = false
    drawnAt = performance.now()
    cancelAnimationFrame(animation)
    animation = requestAnimationFrame(() => tick(mine))
  }

  /** Without a press on the page a browser may want silence first. Not kept: nobody chose it. */
  async function play({ video }: ClipChannel, mine: Run): Promise<void> {
    try {
      await video.play()
    } catch (error) {
      if (!(error instanceof DOMException) || error.name !== 'NotAllowedError' || video.muted) return
      video.muted = true
      change({ muted: true })
      await video.play().catch(() => run === mine && halt())
    }
  }

  /** Everything that one of them still has to load, all wait for. */
  async function whenReady(mine: Run): Promise<void> {
    const late = tellWhoIsLate()
    await Promise.all(late.map(({ video }) => whenItCanGoOn(video)))
    if (run === mine && late.length > 0) tellWhoIsLate()
  }

  function tellWhoIsLate(): ClipChannel[] {
    const late = parts.channels().filter(({ video }) => !canGoOn(video))
    if (late.length > 0 || state().waitingFor.length > 0) change({ waitingFor: late.map(parts.indexOf) })
    return late
  }

  function tick(mine: Run): void {
    if (run !== mine || mine.isGathering) return
    const channels = parts.channels()
    if (channels.some(({ video }) => !canGoOn(video) && !video.ended))
      return void beginAt(state().frame, mine)
    const looks = channels.flatMap((channel) => channel.look() ?? [])
    const spans = looks.map(({ span }) => span)
    const isWhole = looks.length === channels.length
    if (!isWhole) for (const look of looks) look.drop()
    else if (show(looks, spans) || channels.every(({ video }) => video.ended)) return void atEnd(mine)
    else if (performance.now() - drawnAt > STUCK_MS) return void beginAt(frameOfSpans(spans, timeline), mine)
    else keepTogether(mine, channels, spans)
    if (!mine.isGathering) animation = requestAnimationFrame(() => tick(mine))
  }

  /** Draws what belongs together. Whether the end of the part that is repeated has come. */
  function show(looks: readonly Look[], spans: readonly Span[]): boolean {
    const frame = frameOfSpans(spans, timeline)
    const how = togetherness(spans, timeline)
    const pictures = spans.map(({ from }) => from).join(' ')
    const isLate = performance.now() - drawnAt > (PATIENCE_FRAMES * 1000) / timeline.fps
    const isPast = state().loop !== undefined && frame > end()
    const isFit = how === 'same' || (how === 'neighbours' && isLate)
    if (isPast || !isFit || pictures === drawn) {
      for (const look of looks) look.drop()
      return isPast
    }
    for (const look of looks) look.draw()
    drawn = pictures
    drawnAt = performance.now()
    if (frame !== state().frame) change({ frame })
    return state().loop !== undefined && frame === end()
  }

  /** The one that is heard leads, as long as it goes on: a change of its rate would be heard. */
  function keepTogether(mine: Run, channels: readonly ClipChannel[], spans: readonly Span[]): void {
    const going = channels.filter(({ video }) => !video.ended)
    const leader =
      going.find((channel) => parts.indexOf(channel) === state().heard) ??
      going.toSorted((one, other) => other.video.duration - one.video.duration)[0]
    const lead = leader && middle(spans[channels.indexOf(leader)])
    if (!leader || lead === undefined) return
    for (const channel of going) {
      const own = middle(spans[channels.indexOf(channel)])
      if (channel === leader || own === undefined) continue
      const drift = smoothed(drifts.get(channel), own - lead)
      drifts.set(channel, drift)
      const wanted = correction(drift, 1 / timeline.fps)
      if (wanted === 'begin anew') return void beginAt(state().frame, mine)
      setRate(channel.video, mine.rate * wanted)
    }
    setRate(leader.video, mine.rate)
  }

  async function atEnd(mine: Run): Promise<void> {
    mine.isGathering = true
    for (const { video } of parts.channels()) video.pause()
    if (state().frame !== end()) await parts.gather(end())
    if (run !== mine) return
    if (isRound()) {
      await wait(1000 / (timeline.fps * mine.rate))
      if (run === mine) await beginAt(first(), mine)
    } else halt()
  }

  async function backwards(mine: Run): Promise<void> {
    const at = state().target ?? state().frame
    let base = at <= first() || at > end() ? end() : at
    await parts.gather(base)
    let began = performance.now()
    while (run === mine) {
      const passed = (mine.rate * timeline.fps * (performance.now() - began)) / 1000
      const wanted = Math.max(first(), Math.ceil(base + passed))
      if (wanted < state().frame) await parts.gather(wanted)
      if (run !== mine) return
      if (wanted === first()) {
        if (!isRound()) return halt()
        await wait(1000 / (timeline.fps * -mine.rate))
        base = end()
        if (run === mine) await parts.gather(base)
        began = performance.now()
      }
      await new Promise((resolve) => requestAnimationFrame(resolve))
    }
  }

  async function seek(frame: number): Promise<void> {
    const mine = run
    if (!mine) return void (await parts.gather(frame))
    if (mine.rate > 0) return beginAt(frame, mine)
    halt()
    if (await parts.gather(frame)) start(mine.rate)
  }

  function watch({ video }: ClipChannel): () => void {
    // A headset's button, or the system, which stops one of them.
    const onPause = () => run && !run.isGathering && video.paused && !video.ended && pause()
    video.addEventListener('pause', onPause)
    return () => video.removeEventListener('pause', onPause)
  }

  return { run: start, pause, halt, seek, watch }
}

function middle(span: Span | undefined): number | undefined {
  return span === undefined || span.to === Infinity ? undefined : (span.from + span.to) / 2
}

function setRate(video: HTMLVideoElement, rate: number): void {
  if (Math.abs(video.playbackRate - rate) > 0.001) video.playbackRate = rate
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
