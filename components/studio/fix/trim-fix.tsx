import { Pause, Play } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { useWords } from '#components/ui/language.tsx'
import type { MediaFile } from '#lib/api/media.ts'
import { movedTrim, type Trim } from '#lib/seedance/fix-trim.ts'
import { useFormat } from '../use-format.ts'
import { FIX_WORDS } from './fix-words.ts'
import { FrameStrip } from './frame-strip.tsx'
import { TrimHandles } from './trim-handles.tsx'

/** The cut of a clip or a sound: two ends over its pictures or its waveform, and a way to see and hear just that. */
export function TrimFix({
  media,
  bounds,
  trim,
  onChange,
}: {
  media: MediaFile
  bounds: { min: number; max: number }
  trim: Trim
  onChange: (trim: Trim) => void
}) {
  const { player, isPlaying, now, toggle, show } = useCutPlayer(trim)
  const { seconds } = useFormat()
  const words = useWords(FIX_WORDS)
  const length = media.duration ?? 0
  const move = (part: 'start' | 'end' | 'both', to: number) => {
    const next = movedTrim(trim, part, to, { ...bounds, length })
    onChange(next)
    show(part === 'end' ? next.end : next.start)
  }
  const isClip = media.kind === 'video'
  return (
    <div className="space-y-3">
      {isClip ? (
        <video
          ref={player}
          src={media.url}
          poster={media.previewUrl}
          playsInline
          preload="auto"
          aria-label={words.whole}
          className="mx-auto h-56 w-full rounded-xl bg-screen object-contain"
        />
      ) : (
        <audio ref={player} src={media.url} preload="auto" aria-label={words.whole} />
      )}
      <TrimHandles trim={trim} length={length} now={isPlaying ? now : undefined} onMove={move}>
        {isClip ? (
          <FrameStrip src={media.url} seconds={length} />
        ) : (
          <img src={media.previewUrl} alt="" className="size-full object-fill" />
        )}
      </TrimHandles>
      <div className="flex items-center gap-3">
        <Button size="sm" onClick={toggle}>
          {isPlaying ? <Pause aria-hidden size={14} /> : <Play aria-hidden size={14} />}
          {isPlaying ? words.pause : words.play}
        </Button>
        <p className="flex-1 text-xs text-ink-2 tabular-nums">
          {seconds(trim.start)} – {seconds(trim.end)}
        </p>
      </div>
      <p className="text-xs text-ink-3">{words.trimHelp}</p>
    </div>
  )
}

/** Plays from the cut's start to its end, and shows its edges while they are moved. */
function useCutPlayer({ start, end }: Trim) {
  const player = useRef<HTMLVideoElement & HTMLAudioElement>(null)
  const [isPlaying, setPlaying] = useState(false)
  const [now, setNow] = useState(start)
  useEffect(() => {
    if (!isPlaying) return
    let handle = 0
    const look = () => {
      const element = player.current
      if (!element || element.ended || element.currentTime >= end) {
        element?.pause()
        return setPlaying(false)
      }
      setNow(element.currentTime)
      handle = requestAnimationFrame(look)
    }
    handle = requestAnimationFrame(look)
    return () => cancelAnimationFrame(handle)
  }, [isPlaying, end])
  const toggle = () => {
    const element = player.current
    if (!element) return
    if (isPlaying) {
      element.pause()
      return setPlaying(false)
    }
    element.currentTime = start
    void element.play().then(
      () => setPlaying(true),
      // A codec that this browser lacks: the server still cuts it.
      () => setPlaying(false),
    )
  }
  const show = (at: number) => {
    if (player.current && !isPlaying) player.current.currentTime = at
  }
  return { player, isPlaying, now, toggle, show }
}
