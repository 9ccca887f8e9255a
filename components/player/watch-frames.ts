import { frameAt } from './frame-math.ts'

/**
 * Calls with the number of every frame that comes on screen. `currentTime` is no answer while it plays: it runs ahead of what is shown.
 * Browsers that don't tell of frames tell the time, four times a second.
 */
export function watchFrames(
  video: HTMLVideoElement,
  fps: number,
  onFrame: (frame: number) => void,
): () => void {
  if (!('requestVideoFrameCallback' in video)) return watchTime(video, fps, onFrame)
  let handle = 0
  const next: VideoFrameRequestCallback = (_, { mediaTime }) => {
    handle = video.requestVideoFrameCallback(next)
    onFrame(frameAt(mediaTime, fps))
  }
  handle = video.requestVideoFrameCallback(next)
  return () => video.cancelVideoFrameCallback(handle)
}

function watchTime(video: HTMLVideoElement, fps: number, onFrame: (frame: number) => void): () => void {
  const tell = () => onFrame(frameAt(video.currentTime, fps))
  video.addEventListener('timeupdate', tell)
  video.addEventListener('seeked', tell)
  return () => {
    video.removeEventListener('timeupdate', tell)
    video.removeEventListener('seeked', tell)
  }
}
