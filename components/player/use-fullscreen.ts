import { useCallback, useEffect, useState, type RefObject } from 'react'

/** ms without a move after which nothing lies over the picture. */
const IDLE = 2500

export function useFullscreen(
  root: RefObject<HTMLElement | null>,
  video: RefObject<HTMLVideoElement | null>,
) {
  const [isFull, setFull] = useState(false)
  useEffect(() => {
    const look = () =>
      setFull(document.fullscreenElement !== null && document.fullscreenElement === root.current)
    document.addEventListener('fullscreenchange', look)
    return () => document.removeEventListener('fullscreenchange', look)
  }, [root])
  const toggle = useCallback(() => {
    if (document.fullscreenElement) void document.exitFullscreen()
    else if (root.current && document.fullscreenEnabled) void root.current.requestFullscreen()
    else showAlone(video.current)
  }, [root, video])
  return { isFull, toggle, isIdle: useIdle(root, isFull) }
}

/** iPhones show nothing but the bare video on the whole screen. */
function showAlone(video: HTMLVideoElement | null): void {
  if (video && 'webkitEnterFullscreen' in video && typeof video.webkitEnterFullscreen === 'function') {
    video.webkitEnterFullscreen()
  }
}

function useIdle(root: RefObject<HTMLElement | null>, isWatched: boolean): boolean {
  const [isIdle, setIdle] = useState(false)
  useEffect(() => {
    const element = root.current
    if (!element || !isWatched) return
    let timer: ReturnType<typeof setTimeout>
    const onMove = () => {
      setIdle(false)
      clearTimeout(timer)
      timer = setTimeout(() => setIdle(true), IDLE)
    }
    onMove()
    const events = ['pointermove', 'pointerdown', 'keydown', 'focusin'] as const
    for (const event of events) element.addEventListener(event, onMove)
    return () => {
      clearTimeout(timer)
      for (const event of events) element.removeEventListener(event, onMove)
      setIdle(false)
    }
  }, [root, isWatched])
  return isIdle
}
