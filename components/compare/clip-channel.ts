/**
 * One of the clips that are played together: its video element decodes, and what is seen is drawn from it into a canvas over it, when the
 * player of them all says so. Knows nothing of the others.
 */
import { clampFrame, frameAt } from '#components/player/frame-math.ts'
import { createSeeker } from '#components/player/seeker.ts'
import { watchFrames } from '#components/player/watch-frames.ts'
import { spanOf, type Span, type Timing } from './timeline.ts'

/** The picture that the element has now. One of both must be called, at once: browsers have few pictures to give. */
export interface Look {
  span: Span
  draw(): void
  drop(): void
}

export interface ClipChannel {
  readonly video: HTMLVideoElement
  /** Absent: there is no picture yet. */
  look(): Look | undefined
  /** Resolves once that frame is what would be drawn, or can't become it. */
  seek(frame: number): Promise<void>
  stop(): void
}

/** A larger picture is drawn smaller: no screen has more beside another, and drawing costs by the pixel. */
const MOST_PIXELS_WIDE = 1920
/** Looks after a seek for the picture that was told of, one for each refresh of the screen. */
const MOST_LOOKS = 12

export function createChannel(
  video: HTMLVideoElement,
  canvas: HTMLCanvasElement,
  timing: Timing,
): ClipChannel {
  const context = canvas.getContext('2d')
  video.preload = 'auto'
  const tellsFrames = 'requestVideoFrameCallback' in video
  const seeker = createSeeker(video, timing.fps, { tellsFrames, onTarget: () => undefined })
  let told: number | undefined
  const unwatch = watchFrames(video, timing.fps, (frame) => {
    told = clampFrame(frame, timing.frames)
    seeker.presented(told)
  })

  function paint(picture: HTMLVideoElement | VideoFrame): void {
    const scale = Math.min(1, MOST_PIXELS_WIDE / video.videoWidth)
    const [width, height] = [Math.round(video.videoWidth * scale), Math.round(video.videoHeight * scale)]
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width
      canvas.height = height
    }
    context?.drawImage(picture, 0, 0, width, height)
  }

  /** The picture itself knows its time; the word of it comes up to two refreshes of the screen late. */
  function look(): Look | undefined {
    if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return undefined
    const picture = pictureOf(video)
    if (picture) {
      return {
        span: spanOf(clampFrame(frameAt(picture.timestamp / 1_000_000, timing.fps), timing.frames), timing),
        draw: () => {
          paint(picture)
          picture.close()
        },
        drop: () => picture.close(),
      }
    }
    if (told === undefined) return undefined
    return { span: spanOf(told, timing), draw: () => paint(video), drop: () => undefined }
  }

  function isShowing(frame: number): boolean {
    const seen = look()
    seen?.drop()
    return seen?.span.from === spanOf(frame, timing).from
  }

  async function seek(frame: number): Promise<void> {
    if (video.paused && !video.seeking && isShowing(frame)) return
    await seeker.seek(frame)
    for (let looks = 0; looks < MOST_LOOKS && !isShowing(frame); looks += 1) await nextRefresh()
  }

  return {
    video,
    look,
    seek,
    stop() {
      unwatch()
      seeker.stop()
    },
  }
}

function pictureOf(video: HTMLVideoElement): VideoFrame | undefined {
  // Only in secure contexts, and not in every browser.
  if (!('VideoFrame' in window)) return undefined
  try {
    return new VideoFrame(video)
  } catch {
    return undefined
  }
}

function nextRefresh(): Promise<unknown> {
  return new Promise((resolve) => requestAnimationFrame(resolve))
}
