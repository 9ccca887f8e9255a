import { useEffect, useRef } from 'react'

const TILES = 10
/** Pixels of one tile on the canvas; the strip is 64 high. */
const TILE = { width: 128, height: 128 }

/** Frames of a clip side by side, drawn one after the other as the browser finds them. Stays empty for a codec it lacks. */
export function FrameStrip({ src, seconds }: { src: string; seconds: number }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const video = document.createElement('video')
    let tile = 0
    const seek = () => {
      if (tile < TILES) video.currentTime = ((tile + 0.5) / TILES) * seconds
    }
    const draw = () => {
      const context = canvas.current?.getContext('2d')
      if (context) drawCovering(context, video, tile * TILE.width)
      tile += 1
      seek()
    }
    video.muted = true
    video.preload = 'auto'
    video.addEventListener('loadeddata', seek)
    video.addEventListener('seeked', draw)
    video.src = src
    return () => {
      video.removeEventListener('seeked', draw)
      video.removeAttribute('src')
      video.load()
    }
  }, [src, seconds])
  return <canvas ref={canvas} width={TILES * TILE.width} height={TILE.height} className="size-full" />
}

function drawCovering(context: CanvasRenderingContext2D, video: HTMLVideoElement, left: number): void {
  const { videoWidth, videoHeight } = video
  const scale = Math.max(TILE.width / videoWidth, TILE.height / videoHeight)
  const width = TILE.width / scale
  const height = TILE.height / scale
  const [x, y] = [(videoWidth - width) / 2, (videoHeight - height) / 2]
  context.drawImage(video, x, y, width, height, left, 0, TILE.width, TILE.height)
}
