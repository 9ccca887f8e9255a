import { useEffect, useRef } from 'react'
import { useWords } from '#components/ui/language.tsx'
import type { SequencePlayer } from './sequence-player.ts'
import { SEQUENCE_WORDS } from './sequence.words.ts'

const VIDEO = 'absolute inset-0 size-full bg-screen object-contain'

/** Two elements that take turns, and over them the canvas on which they are seen. */
export function SequenceStage({
  player,
  width,
  height,
}: {
  player: SequencePlayer
  /** Of the first clip: what is joined is as large. */
  width: number
  height: number
}) {
  const words = useWords(SEQUENCE_WORDS)
  const one = useRef<HTMLVideoElement>(null)
  const other = useRef<HTMLVideoElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!one.current || !other.current || !canvas.current || !box.current) return
    const element = box.current
    const letGo = player.attach([one.current, other.current], canvas.current)
    // Play has its button and its key: the picture itself is no control.
    element.addEventListener('click', player.toggle)
    return () => {
      element.removeEventListener('click', player.toggle)
      letGo()
    }
  }, [player])
  return (
    <div
      ref={box}
      role="img"
      aria-label={words.picture}
      className="relative isolate mx-auto max-h-[38dvh] min-h-40 w-full overflow-hidden bg-screen"
      style={{ aspectRatio: `${width} / ${height}` }}
    >
      <video ref={one} playsInline preload="auto" className={VIDEO} />
      <video ref={other} playsInline preload="auto" muted className={VIDEO} />
      {/* A poster is seen through it until the first frame is drawn. */}
      <canvas ref={canvas} data-screen className="absolute inset-0 z-10 size-full object-contain" />
    </div>
  )
}
