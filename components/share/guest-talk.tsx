'use client'
/** What is said of the clip, the guest's own verdict on it, and under which name. */
import { useEffect, useMemo } from 'react'
import { CommentForm } from '#components/review/comment-form.tsx'
import { CommentThread } from '#components/review/comment-thread.tsx'
import { openDesk, useDesk } from '#components/review/desk.ts'
import { followReview } from '#components/review/follow-review.ts'
import { tryReview } from '#components/review/refresh.ts'
import { REVIEW_WORDS } from '#components/review/review.words.ts'
import { VerdictButtons } from '#components/review/verdict-part.tsx'
import { type Voice, VoiceOf } from '#components/review/voice.ts'
import { useLanguage, useWords } from '#components/ui/language.tsx'
import type { SharedClip, SharedView } from '#lib/api/guest.ts'
import type { Verdict } from '#lib/generation/verdict.ts'
import {
  deleteSharedComment,
  fetchSharedReview,
  postSharedComment,
  putSharedVerdict,
  rewordSharedComment,
} from '#lib/queries/guest.ts'
import { GUEST_WORDS } from './guest.words.ts'
import { GuestName } from './guest-name.tsx'
import { useSignature } from './use-signature.ts'

export default function GuestTalk({
  token,
  clip,
  view,
  onTrouble,
}: {
  token: string
  clip: SharedClip
  view: SharedView
  onTrouble: () => void
}) {
  const words = useWords(GUEST_WORDS)
  const language = useLanguage()
  const { comments: mayRead, verdict: mayJudge } = view.allows
  const place = useMemo(() => ({ token, clip: clip.key }), [token, clip.key])
  const signature = useSignature(token, view.guest?.name, words.nameMissing)
  const { ensure } = signature
  useEffect(() => {
    openDesk(place.clip)
    const read = (after: number | undefined, signal: AbortSignal) => fetchSharedReview(place, after, signal)
    return followReview({ id: place.clip, read, onLost: onTrouble })
  }, [place, onTrouble])
  const review = useDesk((desk) => (desk.clipId === clip.key ? desk.review : undefined))
  const voice: Voice = {
    isReady: signature.isReady,
    post: async (_, body) => {
      await ensure()
      return postSharedComment(place, body)
    },
    reword: (id, text) => rewordSharedComment(place, id, text),
    remove: (id) => deleteSharedComment(place, id),
  }
  const give = (verdict: Verdict | null) => {
    if (!signature.isReady()) return
    void tryReview(async () => {
      await ensure()
      await putSharedVerdict(place, verdict)
    }, language)
  }
  return (
    <VoiceOf value={voice}>
      <aside
        aria-label={words.talk}
        className="min-w-0 scrollbar-quiet divide-y rounded-xl border bg-surface lg:sticky lg:top-4 lg:max-h-[calc(100dvh-32px)] lg:self-start lg:overflow-y-auto"
      >
        <GuestName signature={signature} />
        {mayJudge && (
          <section aria-label={words.verdict} className="space-y-3 p-4 lg:p-5">
            <h2 className="text-sm font-semibold">{words.verdict}</h2>
            <VerdictButtons own={review?.verdicts[0]?.verdict} onGive={give} />
          </section>
        )}
        {mayRead && <Comments clip={clip} />}
      </aside>
    </VoiceOf>
  )
}

function Comments({ clip }: { clip: SharedClip }) {
  const words = useWords(GUEST_WORDS)
  const shared = useWords(REVIEW_WORDS)
  const review = useDesk((desk) => (desk.clipId === clip.key ? desk.review : undefined))
  const isLost = useDesk((desk) => desk.isLost)
  const threads = review?.comments.filter(({ parentId }) => parentId === undefined) ?? []
  return (
    <section aria-label={shared.comments} className="space-y-3 p-4 lg:p-5">
      <h2 className="text-sm font-semibold">{shared.comments}</h2>
      {isLost && <p className="rounded-lg bg-wait-soft px-3 py-2 text-xs text-wait">{shared.lost}</p>}
      {review && threads.length === 0 && (
        <p className="text-sm text-pretty text-ink-2">{words.nothingSaid}</p>
      )}
      <ol className="space-y-3">
        {threads.map((comment) => (
          <CommentThread
            key={comment.id}
            comment={comment}
            answers={review?.comments.filter(({ parentId }) => parentId === comment.id) ?? []}
            clipId={clip.key}
            people={[]}
            fps={clip.fps}
            mayWrite
            project={undefined}
            mayMake={false}
          />
        ))}
      </ol>
      <CommentForm clipId={clip.key} people={[]} fps={clip.fps} hasClip />
    </section>
  )
}
