import { clsx } from 'clsx'
import { Check, CornerDownRight, MessageSquareReply, RotateCcw, WandSparkles } from 'lucide-react'
import Link from 'next/link'
import { useEffect, useRef, useState } from 'react'
import { Button, buttonClass } from '#components/ui/button.tsx'
import { useLanguage, useWords } from '#components/ui/language.tsx'
import { composerLink } from '#lib/api/composer-link.ts'
import type { Comment } from '#lib/api/review.ts'
import { CommentBody, type ThreadProps } from './comment-body.tsx'
import { useDesk } from './desk.ts'
import { asKept } from './place-words.ts'
import { tryReview } from './refresh.ts'
import { REVIEW_WORDS } from './review.words.ts'
import { TextForm } from './text-form.tsx'
import { useVoice } from './voice.ts'

/** A comment with its answers, and what becomes of it. */
export function CommentThread({
  answers,
  mayMake,
  ...props
}: ThreadProps & { answers: readonly Comment[]; mayMake: boolean }) {
  const { comment, clipId, people, mayWrite, project } = props
  const words = useWords(REVIEW_WORDS)
  const language = useLanguage()
  const voice = useVoice()
  const isSelected = useDesk((desk) => desk.selected === comment.id)
  const [isAnswering, setAnswering] = useState(false)
  const item = useRef<HTMLLIElement>(null)
  useEffect(() => {
    // On a narrow window the list is part of the page, and the picture would go.
    if (isSelected && window.matchMedia('(width >= 64rem)').matches)
      item.current?.scrollIntoView({ block: 'nearest' })
  }, [isSelected])
  const { resolved, madeInto, isRemoved } = comment
  const { resolve } = voice
  return (
    <li
      ref={item}
      data-comment={comment.id}
      className={clsx(
        'space-y-2 rounded-xl bg-raised p-3 ring-1',
        isSelected ? 'ring-ink' : 'ring-line',
        resolved && 'bg-transparent',
      )}
    >
      <CommentBody {...props} />
      {answers.length > 0 && (
        <ol className="space-y-2 border-l pl-3">
          {answers.map((answer) => (
            <li key={answer.id} data-comment={answer.id}>
              <CommentBody {...props} comment={answer} />
            </li>
          ))}
        </ol>
      )}
      {resolved && <p className="text-xs text-good">{words.resolvedBy(resolved.by)}</p>}
      {madeInto && (
        <Link
          href={`/clips/${madeInto.clipId}`}
          className="flex items-center gap-1.5 text-xs text-ink underline decoration-line-strong underline-offset-2 hover:decoration-current touch:min-h-11"
        >
          <CornerDownRight aria-hidden size={14} />
          {words.madeInto(madeInto.take)}
        </Link>
      )}
      {!isRemoved && (
        <div className="flex flex-wrap gap-1">
          {mayWrite && (
            <Button variant="quiet" size="sm" onClick={() => setAnswering(true)} className="touch:h-11">
              <MessageSquareReply aria-hidden size={14} />
              {words.answer}
            </Button>
          )}
          {mayWrite && resolve && (
            <Button
              variant="quiet"
              size="sm"
              onClick={() => void tryReview(() => resolve(comment.id, !resolved), language)}
              className="touch:h-11"
            >
              {resolved ? <RotateCcw aria-hidden size={14} /> : <Check aria-hidden size={14} />}
              {resolved ? words.reopen : words.resolve}
            </Button>
          )}
          {mayMake && (
            <Link
              href={composerLink(
                {
                  clip: clipId,
                  use: 'comment',
                  comment: comment.id,
                  ...(comment.frames && { frame: comment.frames.from }),
                },
                project,
              )}
              aria-label={words.next}
              data-tip={words.next}
              className={`${buttonClass('quiet', 'sm')} touch:h-11`}
            >
              <WandSparkles aria-hidden size={14} />
              {words.nextShort}
            </Link>
          )}
        </div>
      )}
      {isAnswering && (
        <TextForm
          label={words.answerTo(comment.author.name)}
          confirm={words.send}
          people={people}
          onCancel={() => setAnswering(false)}
          onSend={async (text) => {
            if (voice.isReady?.() === false) return
            const body = { text: asKept(text, people), parentId: comment.id }
            if (await tryReview(() => voice.post(clipId, body), language)) setAnswering(false)
          }}
        />
      )}
    </li>
  )
}
