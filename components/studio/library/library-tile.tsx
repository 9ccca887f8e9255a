import { clsx } from 'clsx'
import { AudioLines, Check, Film, Image as ImageIcon } from 'lucide-react'
import { BlurredImage } from '#components/ui/blurred-image.tsx'
import type { MediaFile } from '#lib/api/media.ts'
import { useWords } from '#components/ui/language.tsx'
import { useFormat } from '../use-format.ts'
import { KIND_WORDS } from '../words.ts'

const ICONS = { image: ImageIcon, video: Film, audio: AudioLines }

/** One file. What can't be picked stays reachable, and says why. */
export function LibraryTile({
  media,
  isPicked,
  refusal,
  isCurrent,
  onFocus,
  onPress,
}: {
  media: MediaFile
  isPicked: boolean
  refusal: string | undefined
  isCurrent: boolean
  onFocus: () => void
  onPress: () => void
}) {
  const kinds = useWords(KIND_WORDS)
  const format = useFormat()
  const Icon = ICONS[media.kind]
  const facts = [
    ...(media.duration === undefined ? [] : [format.seconds(media.duration)]),
    ...(media.width === undefined ? [] : [`${media.width}×${media.height}`]),
  ].join(' · ')
  return (
    <div
      role="option"
      aria-selected={isPicked}
      aria-disabled={refusal !== undefined}
      tabIndex={isCurrent ? 0 : -1}
      title={refusal}
      onFocus={onFocus}
      onClick={onPress}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return
        event.preventDefault()
        onPress()
      }}
      className={clsx(
        'group cursor-pointer rounded-lg p-1 text-xs outline-offset-0 transition-colors hover:bg-hover focus-visible:outline-2 focus-visible:outline-focus',
        isPicked && 'bg-hover ring-2 ring-ink',
        refusal !== undefined && 'cursor-not-allowed',
      )}
    >
      <span
        className={clsx(
          'relative flex aspect-[4/3] items-center justify-center overflow-hidden rounded-md bg-stage text-ink-3',
          refusal !== undefined && 'opacity-40',
        )}
      >
        <Icon aria-hidden size={20} />
        <BlurredImage src={media.previewUrl} alt="" thumbhash={media.thumbhash} />
        {isPicked && (
          <span className="absolute top-1.5 right-1.5 flex size-5 items-center justify-center rounded-full bg-ink text-surface">
            <Check aria-hidden size={14} />
          </span>
        )}
      </span>
      <span className="mt-1.5 block truncate px-0.5 text-ink" title={media.fileName}>
        {media.fileName}{' '}
      </span>
      <span className="block truncate px-0.5 pb-0.5 text-ink-3 tabular-nums">
        <span className="sr-only">{kinds[media.kind].one} </span>
        {facts}
        {refusal !== undefined && <span className="sr-only"> {refusal}</span>}
      </span>
    </div>
  )
}
