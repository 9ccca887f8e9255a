import { clsx } from 'clsx'
import { Play, RotateCcw, Upload } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'
import { useSay, useWords } from '#components/ui/language.tsx'
import { defineWords, type Sentence } from '#lib/language/language.ts'
import type { DraftReference } from './draft.ts'
import type { UploadState } from './upload-state.ts'

const WORDS = defineWords({
  en: {
    missing: 'This file isn’t here yet: its upload was interrupted. Choose it again, or remove it.',
    sought: 'The recipe’s file isn’t in this studio. Choose the file, or remove it.',
    resume: 'Resume',
    retry: 'Retry',
    choose: 'Choose',
  },
  zh: {
    missing: '文件还没传完：上传中断了。请重新选择，或将其移除。',
    sought: '本工作室没有配方中的这个文件。请选择文件，或将其移除。',
    resume: '继续',
    retry: '重试',
    choose: '选择',
  },
})

/** What is wrong with a reference: its file, or, once the file is there, how it fits. */
export interface CardState {
  /** The file is neither here nor on its way. */
  isMissing: boolean
  /** It never was: a recipe names it. */
  isSought: boolean
  /** The file is here, and the model can't take it as it is. */
  isMisfit: boolean
}

export function cardState(
  { mediaId, url, sought }: Pick<DraftReference, 'mediaId' | 'url' | 'sought'>,
  upload: UploadState | undefined,
  problems: readonly Sentence[],
): CardState {
  const isMissing = mediaId === undefined && url === undefined && upload === undefined
  return { isMissing, isSought: sought === true, isMisfit: problems.length > 0 && !upload && !isMissing }
}

/** Says it, with what to press. Nothing when all is well. */
export function CardProblems({
  id,
  state: { isMissing, isSought, isMisfit },
  upload,
  problems,
  onRetry,
  onChooseAgain,
}: {
  /** Of the element that says it. */
  id: string
  state: CardState
  upload: UploadState | undefined
  problems: readonly Sentence[]
  onRetry: () => void
  onChooseAgain: () => void
}) {
  const words = useWords(WORDS)
  const say = useSay()
  const hasFailed = upload?.status === 'failed'
  if (!hasFailed && !isMissing && !isMisfit) return null
  return (
    <div
      className={clsx(
        'mb-2 flex items-start gap-2 rounded-md py-1.5 pr-1.5 pl-2.5 text-xs',
        isMisfit ? 'bg-wait-soft text-wait' : 'bg-bad-soft text-bad',
      )}
    >
      <div id={id} className="flex-1 space-y-0.5 py-0.5">
        {hasFailed && <p>{say(upload.message)}</p>}
        {isMissing && <p>{isSought ? words.sought : words.missing}</p>}
        {isMisfit && problems.map((message) => <p key={message.en}>{say(message)}</p>)}
      </div>
      {hasFailed && (
        <Button size="sm" variant="quiet" className="h-6 text-ink" onClick={onRetry}>
          {upload.stopped ? <Play aria-hidden size={12} /> : <RotateCcw aria-hidden size={12} />}
          {upload.stopped ? words.resume : words.retry}
        </Button>
      )}
      {isMissing && (
        <Button size="sm" variant="quiet" className="h-6 text-ink" onClick={onChooseAgain}>
          <Upload aria-hidden size={12} />
          {words.choose}
        </Button>
      )}
    </div>
  )
}
