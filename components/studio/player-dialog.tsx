'use client'
import { ChevronLeft, ChevronRight, X } from 'lucide-react'
import { useEffect, useRef, type ReactNode } from 'react'
import type { FramePlayer } from '#components/player/frame-player.ts'
import { playableClip } from '#components/player/playable-clip.ts'
import { Player } from '#components/player/player.tsx'
import { IconButton } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { useWords } from '#components/ui/language.tsx'
import type { Generation } from '#lib/generation/generation.ts'
import { defineWords } from '#lib/language/language.ts'
import { PlayerActions } from './player-actions.tsx'
import { TakeDetails } from './take-details.tsx'
import type { TakeHandlers } from './take-actions-row.tsx'

const WORDS = defineWords({
  en: {
    take: (take: number) => `Take ${take}`,
    newer: 'Newer take',
    older: 'Older take',
    close: 'Close',
  },
  zh: {
    take: (take) => `第 ${take} 条`,
    newer: '较新的一条',
    older: '较早的一条',
    close: '关闭',
  },
})

/** The clip, large and with sound, beside everything it was made from. Page Up and Page Down go from take to take. */
export default function PlayerDialog({
  id,
  generations,
  handlers,
  onMove,
  onClose,
}: {
  id: string
  generations: readonly Generation[]
  handlers: TakeHandlers
  onMove: (id: string) => void
  onClose: () => void
}) {
  const words = useWords(WORDS)
  const clips = generations.filter(({ clip, state }) => clip !== undefined && state === 'succeeded')
  const index = clips.findIndex((generation) => generation.id === id)
  const generation = clips[index]
  const body = useRef<HTMLDivElement>(null)
  const player = useRef<FramePlayer>(null)
  const newer = clips[index - 1]
  const older = clips[index + 1]
  useEffect(() => {
    const element = body.current
    const onKey = (event: KeyboardEvent) => {
      const target = event.key === 'PageUp' ? newer : event.key === 'PageDown' ? older : undefined
      if (!target) return
      event.preventDefault()
      onMove(target.id)
    }
    element?.addEventListener('keydown', onKey)
    return () => element?.removeEventListener('keydown', onKey)
  }, [newer, older, onMove])
  if (!generation?.clip) return null
  const { clip } = generation
  const close = () => body.current?.closest('dialog')?.close()
  return (
    <Dialog
      title={words.take(generation.take)}
      titleHidden
      onClose={onClose}
      className="w-[1240px] max-sm:h-dvh"
    >
      <div ref={body} className="grid min-h-0 overflow-y-auto lg:grid-cols-[1fr_320px] lg:overflow-hidden">
        <div className="flex min-h-0 items-center bg-surface">
          <Player
            key={generation.id}
            handleRef={player}
            clip={playableClip(clip, words.take(generation.take))}
            autoPlay
            repeats
            stageClassName="max-h-[min(70dvh,700px)] max-lg:max-h-[50dvh]"
          />
        </div>
        <aside className="flex min-h-0 flex-col lg:border-l">
          <header className="flex items-center gap-1 border-b py-2 pr-2 pl-5">
            <h2 className="flex-1 text-base font-semibold">{words.take(generation.take)}</h2>
            <Step label={words.newer} target={newer} onMove={onMove}>
              <ChevronLeft size={16} />
            </Step>
            <Step label={words.older} target={older} onMove={onMove}>
              <ChevronRight size={16} />
            </Step>
            <IconButton label={words.close} onClick={close}>
              <X size={16} />
            </IconButton>
          </header>
          <div className="px-5 py-4 lg:min-h-0 lg:flex-1 lg:scrollbar-quiet lg:overflow-y-auto">
            <TakeDetails generation={generation} />
          </div>
          <PlayerActions generation={generation} handlers={handlers} player={player} close={close} />
        </aside>
      </div>
    </Dialog>
  )
}

function Step({
  label,
  target,
  onMove,
  children,
}: {
  label: string
  target: Generation | undefined
  onMove: (id: string) => void
  children: ReactNode
}) {
  return (
    <IconButton label={label} disabled={!target} onClick={() => target && onMove(target.id)}>
      {children}
    </IconButton>
  )
}
