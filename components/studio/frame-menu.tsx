import { Frame } from 'lucide-react'
import { useEffect, useRef, useState, type RefObject } from 'react'
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
  video,
  uses,
  onDone,
  className,
}: {
  generation: Generation
  video: RefObject<HTMLVideoElement | null>
  uses: ClipUses
  onDone: () => void
  className: string
}) {
  const words = useWords(WORDS)
  const items = useOfferItems()
  const shownAt = useShownAt(video, generation.id)
  const [isTaking, setTaking] = useState(false)
  return (
    <Menu
      label={isTaking ? words.taking : words.label}
      items={() =>
        items(uses.frameUses(), (use) => {
          setTaking(true)
          void uses.putFrame(generation, shownAt(), use).then((isDone) => {
            setTaking(false)
            if (isDone) onDone()
          })
        })
      }
      onOpen={() => video.current?.pause()}
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

/**
 * The start of the frame on the screen, in seconds. `currentTime` is no answer: while it plays it runs ahead of what is shown, by a
 * frame or more.
 */
function useShownAt(video: RefObject<HTMLVideoElement | null>, key: string): () => number {
  const shown = useRef<number | undefined>(undefined)
  useEffect(() => {
    const element = video.current
    shown.current = undefined
    if (!element || !('requestVideoFrameCallback' in element)) return
    let handle = 0
    const onFrame: VideoFrameRequestCallback = (_, { mediaTime }) => {
      shown.current = mediaTime
      handle = element.requestVideoFrameCallback(onFrame)
    }
    handle = element.requestVideoFrameCallback(onFrame)
    return () => element.cancelVideoFrameCallback(handle)
  }, [video, key])
  return () => shown.current ?? video.current?.currentTime ?? 0
}
