import { Brush, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { ago } from '#components/studio/format.ts'
import { IconButton } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { useLanguage, useWords } from '#components/ui/language.tsx'
import { useNow } from '#components/ui/use-now.ts'
import { type Comment, partsOfText, type Person } from '#lib/api/review.ts'
import { goToComment } from './desk.ts'
import { asKept, asTyped, initialsOf, nameOf, placeInWords } from './place-words.ts'
import { ReactButton, Reactions } from './reactions.tsx'
import { tryReview } from './refresh.ts'
import { REVIEW_WORDS } from './review.words.ts'
import { TextForm } from './text-form.tsx'
import { useVoice } from './voice.ts'

export interface ThreadProps {
  comment: Comment
  clipId: string
  people: readonly Person[]
  fps: number
  mayWrite: boolean
  /** As addresses say it. */
  project: string | undefined
}

/** Who said what, where and when; own words can be changed here. */
export function CommentBody({ comment, people, fps, mayWrite }: ThreadProps) {
  const words = useWords(REVIEW_WORDS)
  const language = useLanguage()
  const voice = useVoice()
  const now = useNow(true, 60_000)
  const [isEditing, setEditing] = useState(false)
  const [isAsked, setAsked] = useState(false)
  const { id, author, text, frames, drawing, createdAt, editedAt } = comment
  if (comment.isRemoved) return <p className="text-sm text-ink-3 italic">{words.removed}</p>
  return (
    <div className="space-y-1.5">
      <div className="flex items-center gap-2">
        <span
          aria-hidden
          className="grid size-6 shrink-0 place-items-center rounded-full bg-chip text-2xs font-semibold"
        >
          {initialsOf(author.name)}
        </span>
        <p className="min-w-0 flex-1 truncate text-sm">
          <span className="font-medium">{author.name}</span>
          <span className="text-xs text-ink-2">
            {author.kind === 'guest' && ` · ${words.guest}`} · {ago(createdAt, now, language)}
            {editedAt !== undefined && ` · ${words.edited}`}
          </span>
        </p>
        {mayWrite && <ReactButton comment={comment} />}
        {comment.canEdit && (
          <IconButton size="sm" label={words.edit} onClick={() => setEditing(true)}>
            <Pencil size={14} />
          </IconButton>
        )}
        {comment.canRemove && (
          <IconButton size="sm" label={words.remove} onClick={() => setAsked(true)}>
            <Trash2 size={14} />
          </IconButton>
        )}
      </div>
      {frames && (
        <button
          type="button"
          aria-label={words.goTo(placeInWords(frames, fps))}
          onClick={() => goToComment(comment)}
          className="inline-flex h-6 items-center gap-1.5 rounded-full bg-chip px-2.5 text-xs tabular-nums hover:bg-pressed touch:h-11"
        >
          {placeInWords(frames, fps)}
          {drawing && <Brush aria-label={words.drawing} size={12} />}
        </button>
      )}
      {isEditing ? (
        <TextForm
          label={words.edit}
          confirm={words.save}
          first={asTyped(text, people)}
          people={people}
          onCancel={() => setEditing(false)}
          onSend={async (next) => {
            const isDone = await tryReview(() => voice.reword(id, asKept(next, people)), language)
            if (isDone) setEditing(false)
          }}
        />
      ) : (
        text !== '' && (
          <p className="text-sm wrap-anywhere whitespace-pre-wrap">
            {partsOfText(text).map((part, index) =>
              'text' in part ? (
                part.text
              ) : (
                <span key={index} className="rounded-sm bg-chip px-1 font-medium">
                  @{nameOf(part.userId, people)}
                </span>
              ),
            )}
          </p>
        )
      )}
      <Reactions comment={comment} mayWrite={mayWrite} />
      {isAsked && (
        <ConfirmDialog
          words={words.really}
          onConfirm={() => void tryReview(() => voice.remove(id), language)}
          onClose={() => setAsked(false)}
        />
      )}
    </div>
  )
}
