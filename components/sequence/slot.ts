/** One of the two video elements of a sequence: it holds a part at a frame, ready to be shown. */
import { frameAt, timeOfFrame } from '#components/player/frame-math.ts'

export interface SlotPart {
  videoUrl: string
  posterUrl?: string
  fps: number
}

export interface Slot {
  readonly video: HTMLVideoElement
  /** Brings this frame of this part on it. False: another wish came between, or it can't be decoded. */
  hold(part: SlotPart, frame: number): Promise<boolean>
  /** What it holds and has ready. */
  isReady(part: SlotPart, frame: number): boolean
  stop(): void
}

/** ms after `seeked` for the picture to come. None comes where it is the one that is there. */
const PATIENCE = 120

/** `onFrame` gets every frame that the element presents. */
export function createSlot(video: HTMLVideoElement, onFrame: (slot: Slot, frame: number) => void): Slot {
  let held: { part: SlotPart; frame: number; isDone: boolean } | undefined
  let wish = 0
  let shown = -1
  const watch: VideoFrameRequestCallback = (_, { mediaTime }) => {
    handle = video.requestVideoFrameCallback(watch)
    shown = frameAt(mediaTime, held?.part.fps ?? 24)
    if (held) onFrame(slot, shown)
  }
  let handle = video.requestVideoFrameCallback(watch)

  async function hold(part: SlotPart, frame: number): Promise<boolean> {
    wish += 1
    const mine = wish
    const isOther = held?.part.videoUrl !== part.videoUrl
    held = { part, frame, isDone: false }
    if (isOther) {
      video.poster = part.posterUrl ?? ''
      video.src = part.videoUrl
      shown = -1
    }
    const isThere = await loaded(video)
    if (mine !== wish || !isThere) return false
    if (shown !== frame || video.seeking || !video.paused)
      await sought(video, timeOfFrame(frame, part.fps), () => shown === frame)
    if (mine !== wish) return false
    held = { part, frame, isDone: true }
    return true
  }

  const slot: Slot = {
    video,
    hold,
    isReady: (part, frame) =>
      held?.isDone === true && held.frame === frame && held.part.videoUrl === part.videoUrl && video.paused,
    stop() {
      wish += 1
      video.cancelVideoFrameCallback(handle)
      video.pause()
    },
  }
  return slot
}

function loaded(video: HTMLVideoElement): Promise<boolean> {
  if (video.readyState >= HTMLMediaElement.HAVE_METADATA && video.error === null) return Promise.resolve(true)
  return new Promise((resolve) => {
    const end = (isThere: boolean) => () => {
      controller.abort()
      resolve(isThere)
    }
    const controller = new AbortController()
    const { signal } = controller
    video.addEventListener('loadedmetadata', end(true), { signal })
    video.addEventListener('error', end(false), { signal })
  })
}

/** Done when the picture is there, which is some moments after the element says that it has sought. */
function sought(video: HTMLVideoElement, time: number, isShown: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const onSeeked = () => {
      const since = performance.now()
      const look = () => {
        if (isShown() || performance.now() - since > PATIENCE) resolve()
        else setTimeout(look, 4)
      }
      look()
    }
    video.addEventListener('seeked', onSeeked, { once: true })
    video.addEventListener('emptied', () => resolve(), { once: true })
    video.currentTime = time
  })
}
