'use client'
import { useFormat } from '#components/studio/use-format.ts'
import { Dialog } from '#components/ui/dialog.tsx'
import type { MediaFile } from '#lib/api/media.ts'

/** A reference as large as the window allows; a sound plays. */
export default function ReferenceView({
  name,
  file,
  onClose,
}: {
  name: string
  file: MediaFile
  onClose: () => void
}) {
  const format = useFormat()
  const { width, height, duration, bytes, format: kind } = file
  const facts = [
    kind.toUpperCase(),
    ...(width === undefined || height === undefined ? [] : [`${width} × ${height}`]),
    ...(duration === undefined ? [] : [format.seconds(duration)]),
    format.fileSize(bytes),
  ]
  return (
    <Dialog title={name} onClose={onClose} className="w-fit">
      <div className="grid min-h-0 min-w-64 place-items-center bg-stage">
        <Shown file={file} name={name} />
      </div>
      <p className="px-5 py-3 text-xs text-ink-3 tabular-nums select-text">{facts.join(' · ')}</p>
    </Dialog>
  )
}

const LARGE = 'max-h-[calc(100dvh-160px)] max-w-full'

function Shown({ file, name }: { file: MediaFile; name: string }) {
  const { kind, url, width, height, previewUrl } = file
  if (kind === 'audio')
    return (
      <div className="w-110 max-w-full space-y-3 p-5">
        <img src={previewUrl} alt="" className="h-24 w-full rounded-lg object-cover" />
        <audio src={url} controls autoPlay aria-label={name} className="w-full" />
      </div>
    )
  if (kind === 'video')
    return (
      <video
        src={url}
        poster={previewUrl}
        controls
        autoPlay
        playsInline
        width={width}
        height={height}
        aria-label={name}
        className={LARGE}
      />
    )
  return <img src={url} alt={name} width={width} height={height} className={`${LARGE} object-contain`} />
}
