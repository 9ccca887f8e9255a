import { clsx } from 'clsx'
import { ArrowDown, ArrowUp, GripVertical, Pause, Play, RotateCcw, Upload, X } from 'lucide-react'
import { Button, IconButton } from '#components/ui/button.tsx'
import { Progress } from '#components/ui/progress.tsx'
import type { MediaFile } from '#lib/api/media.ts'
import type { FixPlan } from '#lib/seedance/plan-fix.ts'
import type { ReferenceRole } from '#lib/seedance/request.ts'
import { CardFix } from './card-fix.tsx'
import type { DraftReference } from './draft.ts'
import { ReferenceName } from './reference-name.tsx'
import { ReferenceThumb } from './reference-thumb.tsx'
import { RoleMenu } from './role-menu.tsx'
import { useFormat, type Format } from './use-format.ts'
import type { UploadState } from './use-uploads.ts'

export interface ReferenceCardProps {
  reference: DraftReference
  upload: UploadState | undefined
  roles: readonly ReferenceRole[]
  problems: readonly string[]
  place: { index: number; count: number }
  onRename: (name: string) => void
  onRole: (role: ReferenceRole) => void
  onMove: (to: number) => void
  onRemove: () => void
  /** What would make the file fit. */
  plan: FixPlan | undefined
  onMedia: (media: MediaFile) => void
  onRetry: () => void
  onStop: () => void
  onChooseAgain: () => void
}

/** One reference: what it is, what it is called, what it is for, and whatever is wrong with it. */
export function ReferenceCard(props: ReferenceCardProps) {
  const { reference, upload, roles, problems, place } = props
  const format = useFormat()
  return (
    <div className="group/card relative">
      <div className="flex items-center gap-2.5 py-1.5 pr-1 pl-0.5">
        <span
          aria-hidden
          data-drag-handle
          className={clsx(
            'flex h-11 w-4 shrink-0 cursor-grab touch-none items-center justify-center text-ink-3 active:cursor-grabbing',
            place.count < 2 && 'invisible',
          )}
        >
          <GripVertical size={14} />
        </span>
        <ReferenceThumb
          kind={reference.kind}
          mediaId={reference.mediaId}
          preview={upload?.preview}
          className={clsx(
            'size-11',
            problems.length > 0 && !upload && 'outline-2 -outline-offset-2 outline-bad',
          )}
        />
        <div className="min-w-0 flex-1">
          <ReferenceName key={reference.name} name={reference.name} onRename={props.onRename} />
          <div className="flex h-5 items-center gap-1.5 text-xs text-ink-3 tabular-nums">
            <RoleMenu name={reference.name} role={reference.role} roles={roles} onChange={props.onRole} />
            <span className="truncate">
              {reference.media?.width !== undefined && !upload && (
                <span className="max-sm:hidden">
                  {reference.media.width}×{reference.media.height} ·{' '}
                </span>
              )}
              {factsInWords(reference, upload, format)}
            </span>
          </div>
        </div>
        <MoveButtons {...props} />
        <IconButton size="sm" data-remove label={`Remove ${reference.name}`} onClick={props.onRemove}>
          <X size={14} />
        </IconButton>
      </div>
      {upload?.status === 'uploading' && (
        <div className="mb-1 flex items-center gap-2">
          <Progress
            label={`Uploading ${reference.name}`}
            {...(upload.part === undefined ? {} : { value: upload.part * 100 })}
            className="flex-1"
          />
          <IconButton size="sm" label={`Stop uploading ${reference.name}`} onClick={props.onStop}>
            <Pause size={13} />
          </IconButton>
        </div>
      )}
      <CardProblems {...props} />
      {!upload && (
        <CardFix reference={reference} plan={props.plan} problems={problems} onMedia={props.onMedia} />
      )}
    </div>
  )
}

function CardProblems({ reference, upload, problems, onRetry, onChooseAgain }: ReferenceCardProps) {
  const isMissing = reference.mediaId === undefined && reference.url === undefined && upload === undefined
  const messages = [
    ...(upload?.status === 'failed' ? [upload.message] : []),
    ...(isMissing
      ? ['This file isn’t here yet: its upload was interrupted. Choose it again, or remove it.']
      : []),
    // Without a file nothing else is known to be wrong.
    ...(upload || isMissing ? [] : problems),
  ]
  if (messages.length === 0) return null
  return (
    <div className="mb-2 flex items-start gap-2 rounded-md bg-bad-soft py-1.5 pr-1.5 pl-2.5 text-xs text-bad">
      <div className="flex-1 space-y-0.5 py-0.5">
        {messages.map((message) => (
          <p key={message}>{message}</p>
        ))}
      </div>
      {upload?.status === 'failed' && (
        <Button size="sm" variant="quiet" className="h-6 text-ink" onClick={onRetry}>
          {upload.stopped ? <Play aria-hidden size={12} /> : <RotateCcw aria-hidden size={12} />}
          {upload.stopped ? 'Resume' : 'Retry'}
        </Button>
      )}
      {isMissing && (
        <Button size="sm" variant="quiet" className="h-6 text-ink" onClick={onChooseAgain}>
          <Upload aria-hidden size={12} />
          Choose
        </Button>
      )}
    </div>
  )
}

function MoveButtons({ reference, place: { index, count }, onMove }: ReferenceCardProps) {
  if (count < 2) return null
  return (
    <span className="flex opacity-0 transition-opacity group-focus-within/card:opacity-100 group-hover/card:opacity-100 touch:opacity-100">
      <IconButton
        size="sm"
        label={`Move ${reference.name} up`}
        disabled={index === 0}
        onClick={() => onMove(index - 1)}
      >
        <ArrowUp size={14} />
      </IconButton>
      <IconButton
        size="sm"
        label={`Move ${reference.name} down`}
        disabled={index === count - 1}
        onClick={() => onMove(index + 1)}
      >
        <ArrowDown size={14} />
      </IconButton>
    </span>
  )
}

function factsInWords(
  { media, fileName }: DraftReference,
  upload: UploadState | undefined,
  format: Format,
): string {
  if (upload?.status === 'uploading') {
    return upload.part === undefined ? 'Fetching it' : `Uploading ${Math.round(upload.part * 100)} %`
  }
  if (!media) return fileName ?? ''
  return [
    ...(media.duration === undefined ? [] : [format.seconds(media.duration)]),
    format.fileSize(media.bytes),
  ].join(' · ')
}
