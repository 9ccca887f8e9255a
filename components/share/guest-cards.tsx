import { clsx } from 'clsx'
import { BlurredImage } from '#components/ui/blurred-image.tsx'
import { useLanguage, useWords } from '#components/ui/language.tsx'
import type { SharedClip } from '#lib/api/guest.ts'
import { sharedFile } from '#lib/queries/guest.ts'
import { GUEST_WORDS } from './guest.words.ts'

/** All clips of the link; a press shows one large. */
export function GuestCards({
  token,
  clips,
  shown,
  onShow,
}: {
  token: string
  clips: readonly SharedClip[]
  /** Its key. */
  shown: string | undefined
  onShow: (key: string) => void
}) {
  const words = useWords(GUEST_WORDS)
  return (
    <ul
      aria-label={words.clips}
      className="grid grid-cols-[repeat(auto-fill,minmax(180px,1fr))] gap-3 max-sm:grid-cols-2 max-sm:gap-2"
    >
      {clips.map((clip) => (
        <li key={clip.key}>
          <Card token={token} clip={clip} isShown={clip.key === shown} onShow={() => onShow(clip.key)} />
        </li>
      ))}
    </ul>
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
  const language = useLanguage()
  const length = new Intl.NumberFormat(language, {
    style: 'unit',
    unit: 'second',
    unitDisplay: 'narrow',
    maximumFractionDigits: 1,
  })
  return (
    <button
      type="button"
      aria-label={words.play(clip.place)}
      aria-current={isShown || undefined}
      onClick={onShow}
      className={clsx(
        'relative block aspect-video w-full overflow-hidden rounded-lg bg-screen',
        isShown && 'ring-2 ring-ink ring-offset-2 ring-offset-canvas',
      )}
    >
      {clip.hasPoster && (
        <BlurredImage
          src={sharedFile({ token, clip: clip.key }, 'poster')}
          alt=""
          thumbhash={clip.thumbhash}
          fit="contain"
        />
      )}
      <span className="absolute bottom-1.5 left-1.5 rounded-sm bg-shade px-1.5 text-xs font-medium text-on-screen tabular-nums">
        {clip.place}
      </span>
      <span className="absolute right-1.5 bottom-1.5 rounded-sm bg-shade px-1.5 text-xs text-on-screen tabular-nums">
        {length.format(clip.duration)}
      </span>
    </button>
  )
}
