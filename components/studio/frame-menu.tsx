import { Frame } from 'lucide-react'
import { useState, type RefObject } from 'react'
import { timeOfFrame } from '#components/player/frame-math.ts'
import type { FramePlayer } from '#components/player/frame-player.ts'
import { useWords } from '#components/ui/language.tsx'
import { Menu } from '#components/ui/menu.tsx'
import { Spinner } from '#components/ui/spinner.tsx'
import type { Generation } from '#lib/generation/generation.ts'
import { defineWords } from '#lib/language/language.ts'
import { useOfferItems } from './clip-menu.tsx'
import type { ClipUses } from './use-clip-uses.ts'

const WORDS = defineWords({
  en: { label: 'Use this frame', taking: 'Taking the frame' },
  zh: { label: '使用这一帧', taking: '正在取帧' },
})

/** Stops the clip and puts exactly the frame that it stopped at into the composer. */
export function FrameMenu({
  generation,
  player,
  uses,
  onDone,
  className,
}: {
  generation: Generation
  player: RefObject<FramePlayer | null>
  uses: ClipUses
  onDone: () => void
  className: string
}) {
  const words = useWords(WORDS)
  const items = useOfferItems()
  const [isTaking, setTaking] = useState(false)
  return (
    <Menu
      label={isTaking ? words.taking : words.label}
      items={() =>
        items(uses.frameUses(), (use) => {
          setTaking(true)
          void uses.putFrame(generation, shownAt(player.current), use).then((isDone) => {
            setTaking(false)
            if (isDone) onDone()
          })
        })
      }
      onOpen={() => player.current?.pause()}
      triggerClassName={className}
      trigger={
        <>
          {isTaking ? <Spinner size={14} /> : <Frame aria-hidden size={14} />}
          {words.label}
        </>
      }
    />
  )
}

/** Seconds: the middle of the frame on the screen. */
function shownAt(player: FramePlayer | null): number {
  return player ? timeOfFrame(player.state().frame, player.fps) : 0
}
