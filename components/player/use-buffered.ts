import { useEffect, useState, type RefObject } from 'react'

export interface Buffered {
  /** Shares of the whole, 0 to 1. */
  from: number
  to: number
}

/** What of the clip has arrived. */
export function useBuffered(
  video: RefObject<HTMLVideoElement | null>,
  duration: number,
): readonly Buffered[] {
  const [ranges, setRanges] = useState<readonly Buffered[]>([])
  useEffect(() => {
    const element = video.current
    if (!element) return
    const read = () => setRanges(rangesOf(element.buffered, duration))
    read()
    element.addEventListener('progress', read)
    element.addEventListener('seeked', read)
    return () => {
      element.removeEventListener('progress', read)
      element.removeEventListener('seeked', read)
    }
  }, [video, duration])
  return ranges
}

function rangesOf(buffered: TimeRanges, duration: number): Buffered[] {
  return Array.from({ length: buffered.length }, (_, index) => ({
    from: Math.min(1, buffered.start(index) / duration),
    to: Math.min(1, buffered.end(index) / duration),
  }))
}
