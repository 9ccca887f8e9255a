'use client'
/** What somebody outside sees: the clips of a link, one of them large. */
import { clsx } from 'clsx'
import { Download } from 'lucide-react'
import { lazy, Suspense, useRef, useState, type RefObject } from 'react'
import type { FramePlayer } from '#components/player/frame-player.ts'
import { BlurredImage } from '#components/ui/blurred-image.tsx'
import { Button, buttonClass } from '#components/ui/button.tsx'
import { useLanguage, useWords } from '#components/ui/language.tsx'
import type { Theme } from '#components/ui/theme.ts'
import { useForm } from '#components/ui/use-form.ts'
import type { SharedClip, SharedView } from '#lib/api/guest.ts'
import { fetchJson, hasKeys } from '#lib/queries/call-api.ts'
import { GUEST_WORDS } from './guest.words.ts'
import { GuestSwitches } from './guest-switches.tsx'

const GuestPlayer = lazy(() => import('./guest-player.tsx'))
const GuestTalk = lazy(() => import('./guest-talk.tsx'))

const isView = (body: unknown): body is SharedView => hasKeys(body, 'clips', 'total')

export function GuestPage({ token, first, theme }: { token: string; first: SharedView; theme: Theme }) {
  const words = useWords(GUEST_WORDS)
  const [clips, setClips] = useState(first.clips)
  const [key, setKey] = useState(clips[0]?.key)
  const player = useRef<FramePlayer>(null)
  const shown = clips.find((clip) => clip.key === key) ?? clips[0]
  const { problem, isBusy, submit } = useForm(words.failed)
  const more = submit(async () => {
    const next = await fetchJson(`/api/s/${token}?from=${clips.length}`, isView)
    setClips([...clips, ...next.clips])
  })
  const talks = first.allows.comments || first.allows.verdict
  return (
    <>
      <header className="flex min-h-12 items-center gap-3 border-b bg-surface px-4 max-sm:px-3">
        <h1 className="min-w-0 truncate text-base font-semibold">{first.title}</h1>
        <p className="shrink-0 text-xs text-ink-2 tabular-nums">{words.count(first.total)}</p>
        <span className="flex-1" />
        <GuestSwitches theme={theme} />
      </header>
      <main className="mx-auto grid max-w-420 gap-4 p-4 max-sm:gap-3 max-sm:p-3">
        {shown ? (
          <div className={clsx('grid gap-4', talks && 'lg:grid-cols-[minmax(0,1fr)_360px]')}>
            <div className="min-w-0 space-y-3">
              <Stage key={shown.key} token={token} clip={shown} view={first} player={player} />
              <About token={token} clip={shown} view={first} />
            </div>
            {talks && (
              <Suspense>
                <GuestTalk key={shown.key} token={token} clip={shown} view={first} player={player} />
              </Suspense>
            )}
          </div>
        ) : (
          <p className="mx-auto max-w-100 py-24 text-center text-base text-ink-2">{words.none}</p>
        )}
        {first.total > 1 && (
          <ul
            aria-label={words.clips}
            className="grid grid-cols-[repeat(auto-fill,minmax(180px,1fr))] gap-3 max-sm:grid-cols-2 max-sm:gap-2"
          >
            {clips.map((clip) => (
              <li key={clip.key}>
                <Card token={token} clip={clip} isShown={clip === shown} onShow={() => setKey(clip.key)} />
              </li>
            ))}
          </ul>
        )}
        {problem !== undefined && (
          <p role="alert" className="text-bad">
            {problem}
          </p>
        )}
        {clips.length < first.total && (
          <Button onClick={more} disabled={isBusy} className="justify-self-center">
            {words.more}
          </Button>
        )}
      </main>
    </>
  )
}

interface ShownClip {
  token: string
  clip: SharedClip
  view: SharedView
}

function addressOf({ token, clip }: { token: string; clip: SharedClip }, file: string): string {
  return `/api/s/${token}/clips/${clip.key}/${file}`
}

/** Its place is kept before the player comes: the picture's, and a line for the controls. */
function Stage({ token, clip, view, player }: ShownClip & { player: RefObject<FramePlayer | null> }) {
  const words = useWords(GUEST_WORDS)
  const poster = addressOf({ token, clip }, 'poster')
  const picture = (
    <div
      className="relative max-h-[70dvh] w-full bg-screen"
      style={{ aspectRatio: `${clip.width} / ${clip.height}` }}
    >
      {clip.hasPoster && (
        <BlurredImage src={poster} alt="" thumbhash={clip.thumbhash} fit="contain" isFirst />
      )}
    </div>
  )
  return (
    <div className="overflow-hidden rounded-xl border bg-surface">
      <Suspense fallback={<div className="pb-17 touch:pb-25">{picture}</div>}>
        <GuestPlayer
          handleRef={player}
          watermark={view.watermark}
          clip={{
            videoUrl: addressOf({ token, clip }, 'video'),
            copyUrl: addressOf({ token, clip }, 'playable'),
            ...(clip.hasPoster && { posterUrl: poster }),
            ...(clip.sprite && { sprite: { ...clip.sprite, url: addressOf({ token, clip }, 'sprite') } }),
            ...(clip.thumbhash !== undefined && { thumbhash: clip.thumbhash }),
            width: clip.width,
            height: clip.height,
            duration: clip.duration,
            fps: clip.fps,
            hasAudio: clip.hasAudio,
            title: words.clip(clip.place),
          }}
        />
      </Suspense>
    </div>
  )
}

function About({ token, clip, view }: ShownClip) {
  const words = useWords(GUEST_WORDS)
  const language = useLanguage()
  const length = new Intl.NumberFormat(language, { style: 'unit', unit: 'second', maximumFractionDigits: 1 })
  return (
    <div className="space-y-3">
      <div className="flex min-h-10 items-center gap-3">
        <h2 className="text-base font-medium">{words.clip(clip.place)}</h2>
        <p className="text-ink-2 tabular-nums">
          {clip.width} × {clip.height} · {length.format(clip.duration)}
        </p>
        <span className="flex-1" />
        {view.allows.download && (
          <a
            href={`${addressOf({ token, clip }, 'download')}?place=${clip.place}`}
            download
            className={`${buttonClass('plain')} touch:h-11`}
          >
            <Download aria-hidden size={14} />
            {words.download}
          </a>
        )}
      </div>
      {clip.prompt !== undefined && (
        <section aria-label={words.prompt} className="max-w-prose">
          <h3 className="text-xs font-medium text-ink-2">{words.prompt}</h3>
          <p className="mt-1 text-base break-words whitespace-pre-wrap">{clip.prompt}</p>
        </section>
      )}
    </div>
  )
}

function Card({
  token,
  clip,
  isShown,
  onShow,
}: {
  token: string
  clip: SharedClip
  isShown: boolean
  onShow: () => void
}) {
  const words = useWords(GUEST_WORDS)
  return (
    <button
      type="button"
      aria-label={words.play(clip.place)}
      aria-current={isShown || undefined}
      onClick={() => {
        onShow()
        window.scrollTo({ top: 0 })
      }}
      className={clsx(
        'relative block aspect-video w-full overflow-hidden rounded-lg bg-stage',
        isShown && 'ring-2 ring-ink ring-offset-2 ring-offset-canvas',
      )}
    >
      {clip.hasPoster && (
        <BlurredImage src={addressOf({ token, clip }, 'poster')} alt="" thumbhash={clip.thumbhash} />
      )}
      <span className="absolute bottom-1.5 left-1.5 rounded-sm bg-shade px-1.5 text-xs font-medium text-on-screen tabular-nums">
        {clip.place}
      </span>
    </button>
  )
}
