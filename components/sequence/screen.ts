/**
 * What is seen of a sequence: a canvas over both elements. An element can run on past the last frame of its part before anybody hears of
 * it; what lies behind a cut is not drawn.
 */
import { frameAt } from '#components/player/frame-math.ts'

export interface Screen {
  /**
   * Draws what the element has now, where `isMeant` takes its frame. Answers with the frame; undefined: there is no picture yet. `told` is
   * the frame that the element last told of, for browsers that can't look at the picture's own time.
   */
  draw(
    video: HTMLVideoElement,
    fps: number,
    told: number | undefined,
    isMeant: (frame: number) => boolean,
  ): number | undefined
  /** Draws this frame once the element has it: the picture may come some refreshes after the word of it. */
  drawStill(video: HTMLVideoElement, fps: number, frame: number): Promise<void>
}

/** Refreshes of the screen. */
const MOST_LOOKS = 12

/** A larger picture is drawn smaller: drawing costs by the pixel. */
const MOST_PIXELS_WIDE = 1920

export function createScreen(canvas: HTMLCanvasElement): Screen {
  const context = canvas.getContext('2d')

  function paint(picture: HTMLVideoElement | VideoFrame, video: HTMLVideoElement): void {
    const scale = Math.min(1, MOST_PIXELS_WIDE / video.videoWidth)
    const [width, height] = [Math.round(video.videoWidth * scale), Math.round(video.videoHeight * scale)]
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width
      canvas.height = height
    }
    context?.drawImage(picture, 0, 0, width, height)
  }

  const draw: Screen['draw'] = (video, fps, told, isMeant) => {
    if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA || video.videoWidth === 0) return undefined
    const picture = pictureOf(video)
    const frame = picture ? frameAt(picture.timestamp / 1_000_000, fps) : told
    if (frame !== undefined && isMeant(frame)) paint(picture ?? video, video)
    picture?.close()
    return frame
  }

  return {
    draw,
    async drawStill(video, fps, frame) {
      for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
        if (draw(video, fps, frame, (one) => one === frame) === frame) return
        await new Promise((resolve) => requestAnimationFrame(resolve))
      }
      // A file whose frames stand beside the grid: what it has is better than what was there.
      draw(video, fps, frame, () => true)
    },
  }
}

/** It knows its time, of which the element tells up to two refreshes of the screen late. */
function pictureOf(video: HTMLVideoElement): VideoFrame | undefined {
  // Only in secure contexts, and not in every browser.
  if (!('VideoFrame' in window)) return undefined
  try {
    return new VideoFrame(video)
  } catch {
    return undefined
  }
}
