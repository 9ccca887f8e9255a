'use client'
/** What somebody outside sees: the clips of a link, one of them large. */
import { clsx } from 'clsx'
import { Download } from 'lucide-react'
import { lazy, Suspense, useRef, useState } from 'react'
import { useRested } from '#components/clip/use-rested.ts'
import type { FramePlayer } from '#components/player/frame-player.ts'
import { Button, buttonClass } from '#components/ui/button.tsx'
import { useWords } from '#components/ui/language.tsx'
import { latePart } from '#components/ui/late-part.tsx'
import type { Theme } from '#components/ui/theme.ts'
import { useForm } from '#components/ui/use-form.ts'
import type { SharedView } from '#lib/api/guest.ts'
import { GUEST_WORDS } from './guest.words.ts'
import { GuestAbout } from './guest-about.tsx'
import { GuestCards } from './guest-cards.tsx'
import { GuestStage } from './guest-stage.tsx'
import { GuestSwitches } from './guest-switches.tsx'
import { LinkIsOver } from './link-is-over.tsx'
import { useSharedLink } from './use-shared-link.ts'

const GuestTalk = latePart(() => import('./guest-talk.tsx'))
const GuestKeys = lazy(() => import('./guest-keys.tsx'))

export function GuestPage({
  token,
  first,
  firstClip,
  theme,
}: {
  token: string
  first: SharedView
  /** Its key, as the address says it. */
  firstClip: string | undefined
  theme: Theme
}) {
  const words = useWords(GUEST_WORDS)
  const { view, clips, isOver, look, readMore } = useSharedLink(token, first)
  const [key, setKey] = useState(firstClip)
  const player = useRef<FramePlayer>(null)
  const hasRested = useRested()
  const { problem, isBusy, submit } = useForm(words.failed)
  if (isOver) return <LinkIsOver takesFocus />
  const at = Math.max(
    0,
    clips.findIndex((clip) => clip.key === key),
  )
  const shown = clips[at]
  const show = (wanted: string) => {
    setKey(wanted)
    window.history.replaceState(null, '', `?clip=${wanted}`)
    window.scrollTo({ top: 0 })
  }
  const step = (by: 1 | -1) => {
    const beside = clips[at + by]
    return beside && (() => show(beside.key))
  }
  const [back, on] = [step(-1), step(1)]
  const talks = view.allows.comments || view.allows.verdict
  return (
    <>
      <header className="flex min-h-12 items-center gap-3 border-b bg-surface px-4 max-sm:px-3">
        <h1 className="min-w-0 truncate text-base font-semibold">{view.title}</h1>
        <p className="shrink-0 text-xs text-ink-2 tabular-nums">{words.count(view.total)}</p>
        <span className="flex-1" />
        {view.hasZip && (
          <a
            href={`/api/s/${token}/zip`}
            download
            aria-label={words.downloadAll}
            className={`${buttonClass('plain')} max-sm:w-11 max-sm:px-0 touch:h-11`}
          >
            <Download aria-hidden size={14} />
            <span className="max-sm:sr-only">{words.downloadAll}</span>
          </a>
        )}
        <GuestSwitches theme={theme} />
      </header>
      <main className="mx-auto grid max-w-420 grid-cols-[minmax(0,1fr)] gap-4 p-4 max-sm:gap-3 max-sm:p-3">
        {shown ? (
          <div
            className={clsx(
              'grid grid-cols-[minmax(0,1fr)] gap-4 max-sm:gap-3',
              talks && 'lg:grid-cols-[minmax(0,1fr)_360px]',
            )}
          >
            <div className="min-w-0 space-y-3">
              <GuestStage
                key={shown.key}
                token={token}
                clip={shown}
                view={view}
                player={player}
                onTrouble={look}
              />
              <GuestAbout
                token={token}
                clip={shown}
                view={view}
                onStep={{ ...(back && { back }), ...(on && { on }) }}
              />
            </div>
            {talks && <GuestTalk key={shown.key} token={token} clip={shown} view={view} onTrouble={look} />}
          </div>
        ) : (
          <p className="mx-auto max-w-100 py-24 text-center text-base text-ink-2">{words.none}</p>
        )}
        {view.total > 1 && <GuestCards token={token} clips={clips} shown={shown?.key} onShow={show} />}
        {problem !== undefined && (
          <p role="alert" className="text-bad">
            {problem}
          </p>
        )}
        {clips.length < view.total && (
          <Button onClick={submit(readMore)} disabled={isBusy} className="justify-self-center touch:h-11">
            {words.more}
          </Button>
        )}
      </main>
      {hasRested && shown && (
        <Suspense>
          <GuestKeys back={back} on={on} />
        </Suspense>
      )}
    </>
  )
}
