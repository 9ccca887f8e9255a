/**
 * Brings frames on screen, one at a time: what is asked for meanwhile waits, and only the last of it is done. Set to the middle of
 * frames, because browsers round what lies on an edge.
 */
import { timeOfFrame } from './frame-math.ts'

export interface Seeker {
  /** Resolves with the frame that is on screen in the end: this one, or what was asked for after it. */
  seek(frame: number): Promise<number>
  /** Tell of every frame that comes on screen. */
  presented(frame: number): void
  stop(): void
}

/** ms after `seeked` for the picture to come. None comes where it is the one that is there, or where the tab is hidden. */
const PATIENCE = 150

export function createSeeker(
  video: HTMLVideoElement,
  fps: number,
  { tellsFrames, onTarget }: { tellsFrames: boolean; onTarget: (frame: number | undefined) => void },
): Seeker {
  let underWay: number | undefined
  let next: number | undefined
  let isSeeked = false
  let waiting: ((frame: number) => void)[] = []
  let timer: ReturnType<typeof setTimeout> | undefined

  function begin(): void {
    if (next === undefined || video.readyState < video.HAVE_METADATA) return
    underWay = next
    next = undefined
    isSeeked = false
    video.currentTime = timeOfFrame(underWay, fps)
  }

  function end(frame: number): void {
    clearTimeout(timer)
    underWay = undefined
    if (next !== undefined) return begin()
    onTarget(undefined)
    for (const resolve of waiting.splice(0)) resolve(frame)
  }

  function onSeeked(): void {
    // That of the seek before, where this one has begun meanwhile.
    if (underWay === undefined || video.seeking) return
    isSeeked = true
    const frame = underWay
    clearTimeout(timer)
    if (tellsFrames) timer = setTimeout(() => end(frame), PATIENCE)
    else end(frame)
  }

  const onMetadata = () => underWay === undefined && begin()
  video.addEventListener('seeked', onSeeked)
  video.addEventListener('loadedmetadata', onMetadata)
  return {
    seek(frame) {
      next = frame
      onTarget(frame)
      const done = new Promise<number>((resolve) => waiting.push(resolve))
      if (underWay === undefined) begin()
      return done
    },
    presented(frame) {
      if (underWay !== undefined && (frame === underWay || isSeeked)) end(frame)
    },
    stop() {
      clearTimeout(timer)
      waiting = []
      video.removeEventListener('seeked', onSeeked)
      video.removeEventListener('loadedmetadata', onMetadata)
    },
  }
}
