/** Whether a video has enough to be played on from where it is. */
export function canGoOn(video: HTMLVideoElement): boolean {
  return video.ended || video.readyState >= HTMLMediaElement.HAVE_FUTURE_DATA || isAtEnd(video)
}

/** There is nothing to come: browsers then never say that they could go on. */
function isAtEnd({ currentTime, duration }: HTMLVideoElement): boolean {
  return duration - currentTime < 0.1
}

export function whenItCanGoOn(video: HTMLVideoElement): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!canGoOn(video)) return
      video.removeEventListener('canplay', look)
      resolve()
    }
    video.addEventListener('canplay', look)
    look()
  })
}
