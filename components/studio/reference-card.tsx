import { clsx } from 'clsx'
import { ArrowDown, ArrowUp, GripVertical, Pause, X } from 'lucide-react'
import { useId } from 'react'
import { IconButton } from '#components/ui/button.tsx'
import { useWords } from '#components/ui/language.tsx'
import { Progress } from '#components/ui/progress.tsx'
import type { MediaFile } from '#lib/api/media.ts'
import { defineWords, type Sentence } from '#lib/language/language.ts'
import type { FixPlan } from '#lib/seedance/plan-fix.ts'
import type { ReferenceRole } from '#lib/seedance/request.ts'
import { CardFix } from './card-fix.tsx'
import { CardProblems, cardState } from './card-problems.tsx'
import type { DraftReference } from './draft.ts'
import { ReferenceName } from './reference-name.tsx'
import { ReferenceThumb } from './reference-thumb.tsx'
import { RoleMenu } from './role-menu.tsx'
import { useFormat } from './use-format.ts'
import type { UploadState } from './upload-state.ts'

const WORDS = defineWords({
  en: {
    remove: (name: string) => `Remove ${name}`,
    up: (name: string) => `Move ${name} up`,
    down: (name: string) => `Move ${name} down`,
    upload: (name: string) => `Uploading ${name}`,
    stop: (name: string) => `Stop uploading ${name}`,
    fetching: 'Fetching it',
    uploading: (part: string) => `Uploading ${part}`,
  },
  zh: {
    remove: (name) => `移除 ${name}`,
    up: (name) => `上移 ${name}`,
    down: (name) => `下移 ${name}`,
    upload: (name) => `正在上传 ${name}`,
    stop: (name) => `停止上传 ${name}`,
    fetching: '正在获取',
    uploading: (part) => `正在上传 ${part}`,
  },
})

export interface ReferenceCardProps {
  reference: DraftReference
  upload: UploadState | undefined
  roles: readonly ReferenceRole[]
  problems: readonly Sentence[]
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
  const words = useWords(WORDS)
  const problemId = useId()
  const state = cardState(reference, upload, problems)
  return (
    <div
      role="group"
      aria-label={reference.name}
      aria-describedby={state.isMisfit ? problemId : undefined}
      className={clsx(
        'group/card relative',
        state.isMisfit && '-mx-1 my-2 flow-root rounded-lg px-1 outline-2 outline-wait',
      )}
    >
      <div className="flex items-center gap-2 py-1.5 pr-1 pl-0.5">
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
          className="size-11"
        />
        <div className="min-w-0 flex-1">
          <ReferenceName
            key={reference.name}
            name={reference.name}
            describedBy={state.isMisfit ? problemId : undefined}
            onRename={props.onRename}
          />
          <div className="flex h-5 items-center gap-1.5 text-xs text-ink-3 tabular-nums">
            <RoleMenu name={reference.name} role={reference.role} roles={roles} onChange={props.onRole} />
            <span className="truncate">
              <Facts reference={reference} upload={upload} />
            </span>
          </div>
        </div>
        <MoveButtons {...props} />
        <IconButton size="sm" data-remove label={words.remove(reference.name)} onClick={props.onRemove}>
          <X size={14} />
        </IconButton>
      </div>
      {upload?.status === 'uploading' && (
        <div className="mb-1 flex items-center gap-2">
          <Progress
            label={words.upload(reference.name)}
            {...(upload.part === undefined ? {} : { value: upload.part * 100 })}
            className="flex-1"
          />
          <IconButton size="sm" label={words.stop(reference.name)} onClick={props.onStop}>
            <Pause size={13} />
          </IconButton>
        </div>
      )}
      <CardProblems
        id={problemId}
        state={state}
        upload={upload}
        problems={problems}
        onRetry={props.onRetry}
        onChooseAgain={props.onChooseAgain}
      />
      {!upload && (
        <CardFix reference={reference} plan={props.plan} problems={problems} onMedia={props.onMedia} />
      )}
    </div>
  )
}

function MoveButtons({ reference, place: { index, count }, onMove }: ReferenceCardProps) {
  const words = useWords(WORDS)
  if (count < 2) return null
  return (
    <span className="flex opacity-0 transition-opacity group-focus-within/card:opacity-100 group-hover/card:opacity-100 touch:opacity-100">
      <IconButton
        size="sm"
        label={words.up(reference.name)}
        disabled={index === 0}
        onClick={() => onMove(index - 1)}
      >
        <ArrowUp size={14} />
      </IconButton>
      <IconButton
        size="sm"
        label={words.down(reference.name)}
        disabled={index === count - 1}
        onClick={() => onMove(index + 1)}
      >
        <ArrowDown size={14} />
      </IconButton>
    </span>
  )
}

/** On a phone one figure has room: the length, where there is one. */
function Facts({ reference: { media, fileName }, upload }: Pick<ReferenceCardProps, 'reference' | 'upload'>) {
  const words = useWords(WORDS)
  const format = useFormat()
  if (upload?.status === 'uploading')
    return upload.part === undefined ? words.fetching : words.uploading(format.percent(upload.part))
  if (!media) return fileName
  const { width, height, duration, bytes } = media
  return (
    <>
      {width !== undefined && !upload && (
        <span className="max-sm:hidden">
          {width}×{height} ·{' '}
        </span>
      )}
      {duration === undefined ? (
        format.fileSize(bytes)
      ) : (
        <>
          {format.seconds(duration)}
          {width === undefined && <span className="max-sm:hidden"> · {format.fileSize(bytes)}</span>}
        </>
      )}
    </>
  )
}
