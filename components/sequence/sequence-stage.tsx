import { useEffect, useRef } from 'react'
import { useWords } from '#components/ui/language.tsx'
import type { SequencePlayer } from './sequence-player.ts'
import { SEQUENCE_WORDS } from './sequence.words.ts'

const VIDEO = 'absolute inset-0 size-full bg-screen object-contain'

/** Two elements, one upon the other, each with a ground of its own: the one behind is drawn and not seen. */
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
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!one.current || !other.current || !box.current) return
    const element = box.current
    const letGo = player.attach([one.current, other.current])
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
      className="relative isolate mx-auto max-h-[42dvh] min-h-40 w-full overflow-hidden bg-screen"
      style={{ aspectRatio: `${width} / ${height}` }}
    >
      <video ref={one} playsInline preload="auto" className={VIDEO} />
      <video ref={other} playsInline preload="auto" muted className={VIDEO} />
    </div>
  )
}
