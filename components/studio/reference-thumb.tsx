import { clsx } from 'clsx'
import { AudioLines, Film, Image as ImageIcon } from 'lucide-react'
import { useState } from 'react'
import type { ReferenceKind } from '#lib/seedance/request.ts'

const ICONS = { image: ImageIcon, video: Film, audio: AudioLines }

/** A small picture of a reference; for sound its waveform. Its kind stands in until, or instead. */
export function ReferenceThumb({
  kind,
  mediaId,
  preview,
  className,
}: {
  kind: ReferenceKind
  mediaId?: string | undefined
  /** A picture that is already in the browser. */
  preview?: string | undefined
  className?: string
}) {
  const address = preview ?? (mediaId === undefined ? undefined : `/api/media/${mediaId}/preview`)
  const [broken, setBroken] = useState<string>()
  const Icon = ICONS[kind]
  return (
    <span
      aria-hidden
      className={clsx(
        'relative flex shrink-0 items-center justify-center overflow-hidden rounded-md bg-stage text-ink-3',
        className,
      )}
    >
      <Icon size={16} />
      {address !== undefined && broken !== address && (
        <img
          src={address}
          alt=""
          draggable={false}
          onError={() => setBroken(address)}
          className="absolute inset-0 size-full bg-stage object-cover"
        />
      )}
    </span>
  )
}
