import { ChevronLeft, ChevronRight, Download } from 'lucide-react'
import { buttonClass, IconButton } from '#components/ui/button.tsx'
import { useLanguage, useWords } from '#components/ui/language.tsx'
import type { SharedClip, SharedView } from '#lib/api/guest.ts'
import { sharedFile } from '#lib/queries/guest.ts'
import { GUEST_WORDS } from './guest.words.ts'

/** Under the picture: which clip it is, the way to the ones beside it, and what the link lets one have of it. */
export function GuestAbout({
  token,
  clip,
  view,
  onStep,
}: {
  token: string
  clip: SharedClip
  view: SharedView
  /** Absent: there is none on that side. */
  onStep: { back?: () => void; on?: () => void }
}) {
  const words = useWords(GUEST_WORDS)
  const language = useLanguage()
  const length = new Intl.NumberFormat(language, { style: 'unit', unit: 'second', maximumFractionDigits: 1 })
  return (
    <div className="space-y-3">
      <div className="flex min-h-10 items-center gap-3">
        <h2 className="text-base font-medium">{words.clip(clip.place)}</h2>
        <p className="min-w-0 truncate text-ink-2 tabular-nums">
          {clip.width} × {clip.height} · {length.format(clip.duration)}
        </p>
        <span className="flex-1" />
        {view.total > 1 && (
          <div className="flex">
            <IconButton
              label={words.back}
              className="touch:size-11"
              disabled={!onStep.back}
              onClick={onStep.back}
            >
              <ChevronLeft size={16} />
            </IconButton>
            <IconButton label={words.on} className="touch:size-11" disabled={!onStep.on} onClick={onStep.on}>
              <ChevronRight size={16} />
            </IconButton>
          </div>
        )}
        {view.allows.download && (
          <a
            href={`${sharedFile({ token, clip: clip.key }, 'download')}?place=${clip.place}`}
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
          <p className="mt-1 text-base wrap-anywhere whitespace-pre-wrap">{clip.prompt}</p>
        </section>
      )}
    </div>
  )
}
