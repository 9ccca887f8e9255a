import { clsx } from 'clsx'
import { useEffect, useRef, type CSSProperties } from 'react'
import { usePlayable, type Playing } from '#components/player/use-playable.ts'
import { BlurredImage } from '#components/ui/blurred-image.tsx'
import { useWords } from '#components/ui/language.tsx'
import { Spinner } from '#components/ui/spinner.tsx'
import type { ClipFile } from '#lib/generation/generation.ts'
import { defineWords } from '#lib/language/language.ts'
import { clipLetter } from './clip-letter.ts'
import type { ComparePlayer } from './compare-player.ts'
import { hasEndedAt } from './timeline.ts'
import { useCompare } from './use-compare-player.ts'
import type { CompareView } from './use-switches.ts'

const WORDS = defineWords({
  en: {
    waiting: 'Loading; the others wait',
    ended: 'Ended: its last frame stays',
    making: (percent: number) => `This browser can’t play it: a copy is being made, ${percent}%`,
    failed: 'This clip can’t be played',
    copy: 'H.264 copy',
  },
  zh: {
    waiting: '加载中，其余成片在等待',
    ended: '已结束，停在尾帧',
    making: (percent) => `此浏览器无法播放，正在制作副本：${percent}%`,
    failed: '无法播放这个成片',
    copy: 'H.264 副本',
  },
})

/** One picture: the element that decodes, and over it the canvas that shows what belongs to the others' pictures. */
export function ClipScreen({
  clip,
  name,
  place,
  player,
  view,
  className,
  style,
}: {
  clip: ClipFile
  name: string
  place: number
  player: ComparePlayer
  view: CompareView
  className: string
  style?: CSSProperties | undefined
}) {
  const video = useRef<HTMLVideoElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const isDrawn = useCompare(player, (state) => state.isDrawn && !state.failed.includes(place))
  const { playing, source } = usePlayable(video, clip)
  useEffect(
    () =>
      video.current && canvas.current ? player.attachClip(place, video.current, canvas.current) : undefined,
    [player, place, source],
  )
  return (
    <div
      data-screen={clipLetter(place)}
      className={clsx('relative aspect-(--shape) overflow-hidden bg-screen', className)}
      style={style}
    >
      {clip.posterUrl !== undefined && (
        <BlurredImage
          src={clip.posterUrl}
          alt=""
          thumbhash={clip.thumbhash}
          fit="contain"
          isFirst
          className={clsx(isDrawn && 'invisible')}
        />
      )}
      <video
        ref={video}
        src={source}
        playsInline
        muted
        // Posters and scripts come first: the player changes it.
        preload="none"
        tabIndex={-1}
        aria-label={name}
        className={clsx('absolute inset-0 size-full object-contain', !isDrawn && 'opacity-0')}
      />
      <canvas
        ref={canvas}
        aria-hidden
        hidden={!isDrawn}
        className="absolute inset-0 size-full bg-screen object-contain"
      />
      {view !== 'difference' && <Note player={player} place={place} playing={playing} />}
    </div>
  )
}

/** What is the matter with it, in a corner. */
function Note({ player, place, playing }: { player: ComparePlayer; place: number; playing: Playing }) {
  const words = useWords(WORDS)
  const waits = useCompare(player, (state) => state.waitingFor.includes(place))
  const hasEnded = useCompare(player, ({ frame }) => {
    const clip = player.clips[place]
    return clip !== undefined && hasEndedAt(frame, player, clip)
  })
  const notes = [
    playing.what === 'making' && words.making(Math.round(playing.progress * 100)),
    playing.what === 'nothing' && words.failed,
    playing.what === 'copy' && words.copy,
    waits && words.waiting,
    hasEnded && words.ended,
  ].filter((note) => note !== false)
  if (notes.length === 0) return null
  return (
    <p
      className={clsx(
        'absolute bottom-2 flex items-center gap-2 rounded-md bg-shade px-2 py-1 text-xs text-on-screen',
        place === 0 ? 'left-2' : 'right-2',
      )}
    >
      {(waits || playing.what === 'making') && <Spinner />}
      {notes.join(' · ')}
    </p>
  )
}
