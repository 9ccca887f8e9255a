'use client'
/** What is said of a clip: the verdict on top, the comments under it, and where one writes. */
import { useState } from 'react'
import { Segmented } from '#components/ui/segmented.tsx'
import { useWords } from '#components/ui/language.tsx'
import type { ClipDetail } from '#lib/api/clips.ts'
import type { ClipReview, Comment } from '#lib/api/review.ts'
import { isRemakeable } from '#lib/generation/lifecycle.ts'
import { CommentForm } from './comment-form.tsx'
import { CommentThread } from './comment-thread.tsx'
import { useDesk } from './desk.ts'
import { REVIEW_WORDS } from './review.words.ts'
import { VerdictPart } from './verdict-part.tsx'

const FILTERS = ['all', 'open', 'mine'] as const
type Filter = (typeof FILTERS)[number]

export default function CommentsPanel({
  clip: { generation },
  project,
}: {
  clip: ClipDetail
  /** As addresses say it. */
  project: string | undefined
}) {
  const words = useWords(REVIEW_WORDS)
  const review = useDesk((desk) => (desk.clipId === generation.id ? desk.review : undefined))
  const isLost = useDesk((desk) => desk.isLost)
  const [filter, setFilter] = useState<Filter>('all')
  if (!review) return <p className="p-4 text-sm text-ink-2 lg:p-5">{isLost ? words.lost : words.loading}</p>
  const { comments, people, you } = review
  const threads = inOrderOfPlace(comments.filter(({ parentId }) => parentId === undefined))
  const shown = threads.filter((comment) => isShown(comment, filter, review))
  const fps = generation.clip?.fps ?? 0
  return (
    <div className="flex grow flex-col divide-y">
      {generation.clip && <VerdictPart clipId={generation.id} review={review} />}
      <section aria-label={words.comments} className="flex grow flex-col gap-3 p-4 lg:p-5">
        {isLost && <p className="rounded-lg bg-wait-soft px-3 py-2 text-xs text-wait">{words.lost}</p>}
        {threads.length > 0 && (
          <Segmented
            label={words.filter}
            options={FILTERS.map((value) => ({ value, label: words.filters[value] }))}
            value={filter}
            onChange={setFilter}
          />
        )}
        {threads.length === 0 ? (
          <div className="space-y-1 py-4 text-center">
            <p className="text-sm font-medium">{words.emptyTitle}</p>
            <p className="mx-auto max-w-72 text-sm text-ink-2">
              {you.mayWrite ? words.emptyHint : words.emptyViewer}
            </p>
          </div>
        ) : shown.length === 0 ? (
          <p className="py-4 text-center text-sm text-ink-2">{words.emptyFilter}</p>
        ) : (
          <ol className="space-y-3">
            {shown.map((comment) => (
              <CommentThread
                key={comment.id}
                comment={comment}
                answers={comments.filter(({ parentId }) => parentId === comment.id)}
                clipId={generation.id}
                people={people}
                fps={fps}
                mayWrite={you.mayWrite}
                project={project}
                mayMake={you.mayAsk && isRemakeable(generation)}
              />
            ))}
          </ol>
        )}
        {you.mayWrite && (
          <CommentForm
            clipId={generation.id}
            people={people}
            fps={fps}
            hasClip={generation.clip !== undefined}
          />
        )}
      </section>
    </div>
  )
}

/** What is said of the whole comes first, then frame by frame. */
function inOrderOfPlace(comments: readonly Comment[]): Comment[] {
  const place = ({ frames }: Comment) => frames?.from ?? -1
  return comments.toSorted((one, other) => place(one) - place(other) || one.createdAt - other.createdAt)
}

function isShown(comment: Comment, filter: Filter, { comments, you }: ClipReview): boolean {
  if (filter === 'open') return !comment.resolved && !comment.isRemoved
  if (filter === 'all') return true
  return comments.some(
    ({ id, parentId, author, text }) =>
      (id === comment.id || parentId === comment.id) &&
      (author.id === you.id || text.includes(`<@${you.id}>`)),
  )
}
