'use client'
/** What is said of the clip, the guest's own word on it, and under which name. */
import { useCallback, useEffect, useState, type RefObject } from 'react'
import type { FramePlayer } from '#components/player/frame-player.ts'
import { timecode } from '#components/player/frame-math.ts'
import { Button } from '#components/ui/button.tsx'
import { useWords } from '#components/ui/language.tsx'
import { Segmented } from '#components/ui/segmented.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { useForm } from '#components/ui/use-form.ts'
import type { SharedClip, SharedView } from '#lib/api/guest.ts'
import type { ClipReview, Comment } from '#lib/api/review.ts'
import { defineWords } from '#lib/language/language.ts'
import { callApi, hasKeys } from '#lib/queries/call-api.ts'

const WORDS = defineWords({
  en: {
    talk: 'Feedback',
    name: 'Your name',
    verdict: 'Your verdict',
    approved: 'Approve',
    changes_requested: 'Changes',
    rejected: 'Reject',
    comment: 'Comment',
    write: 'What do you think of it?',
    at: 'At this frame',
    send: 'Send',
    none: 'Nothing has been said yet. Stop at a frame and write what you see.',
    go: (place: string) => `Go to ${place}`,
    edit: 'Change',
    save: 'Save',
    remove: 'Remove',
    removed: 'Removed',
    failed: 'The server did not answer. What you wrote is still here; press again.',
  },
  zh: {
    talk: '反馈',
    name: '你的姓名',
    verdict: '你的意见',
    approved: '通过',
    changes_requested: '需修改',
    rejected: '不通过',
    comment: '评论',
    write: '你觉得怎么样？',
    at: '针对这一帧',
    send: '发送',
    none: '还没有评论。停在某一帧，写下你的看法。',
    go: (place) => `跳到 ${place}`,
    edit: '修改',
    save: '保存',
    remove: '删除',
    removed: '已删除',
    failed: '服务器没有回应。你写的内容还在，请再按一次。',
  },
})

const LOOK_EVERY_MS = 5000
const VERDICT_CHOICES = ['approved', 'changes_requested', 'rejected'] as const

interface TalkProps {
  token: string
  clip: SharedClip
  view: SharedView
  player: RefObject<FramePlayer | null>
}

export default function GuestTalk({ token, clip, view, player }: TalkProps) {
  const words = useWords(WORDS)
  const base = `/api/s/${token}/clips/${clip.key}`
  const { review, refresh } = useReview(base)
  const [name, setName] = useState(view.guest?.name ?? '')
  const [text, setText] = useState('')
  const [atFrame, setAtFrame] = useState(true)
  const { problem, atField, isBusy, submit } = useForm(words.failed)
  const sign = () => callApi(`/api/s/${token}/guest`, { method: 'PUT', body: { name } })
  const send = submit(async () => {
    await sign()
    const frame = player.current?.state().frame
    const frames = atFrame && frame !== undefined ? { frames: { from: frame, to: frame } } : {}
    await callApi(`${base}/comments`, { method: 'POST', body: { text, ...frames } })
    setText('')
    await refresh()
  })
  const judge = (verdict: (typeof VERDICT_CHOICES)[number]) =>
    submit(async () => {
      await sign()
      await callApi(`${base}/verdict`, { method: 'PUT', body: { verdict } })
      await refresh()
    })()
  const verdict = review?.verdicts[0]?.verdict
  return (
    <aside aria-label={words.talk} className="min-w-0 space-y-4 rounded-xl border bg-surface p-4">
      <TextField label={words.name} value={name} maxLength={80} onText={setName} problem={atField['name']} />
      {view.allows.verdict && (
        <div className="space-y-1.5">
          <p className="text-sm font-medium">{words.verdict}</p>
          <Segmented
            label={words.verdict}
            options={VERDICT_CHOICES.map((value) => ({ value, label: words[value] }))}
            value={verdict ?? NO_VERDICT}
            onChange={(value) => value !== NO_VERDICT && judge(value)}
          />
        </div>
      )}
      {view.allows.comments && (
        <form noValidate onSubmit={send} className="space-y-2">
          <label className="block space-y-1.5">
            <span className="block text-sm font-medium">{words.comment}</span>
            <textarea
              rows={3}
              value={text}
              maxLength={4000}
              placeholder={words.write}
              onChange={(event) => setText(event.target.value)}
              className="w-full rounded-md bg-hover p-2.5 touch:text-lg"
            />
          </label>
          {atField['text'] !== undefined && <p className="text-xs text-bad">{atField['text']}</p>}
          <div className="flex items-center justify-between gap-3">
            <label className="flex min-h-8 items-center gap-2 touch:min-h-11">
              <input
                type="checkbox"
                checked={atFrame}
                onChange={(event) => setAtFrame(event.target.checked)}
              />
              {words.at}
            </label>
            <Button type="submit" variant="accent" disabled={isBusy || text.trim() === ''}>
              {words.send}
            </Button>
          </div>
        </form>
      )}
      {problem !== undefined && (
        <p role="alert" className="rounded-md bg-bad-soft px-3 py-2 text-bad">
          {problem}
        </p>
      )}
      {view.allows.comments && review && (
        <ol className="space-y-3">
          {review.comments.length === 0 && <li className="text-ink-2">{words.none}</li>}
          {review.comments.map((comment) => (
            <Said
              key={comment.id}
              comment={comment}
              fps={clip.fps}
              base={base}
              refresh={refresh}
              onGo={(frame) => void player.current?.seekToFrame(frame)}
            />
          ))}
        </ol>
      )}
    </aside>
  )
}

/** No choice of the three: nothing has been said. */
const NO_VERDICT = 'none'

function useReview(base: string): { review: ClipReview | undefined; refresh: () => Promise<void> } {
  const [review, setReview] = useState<ClipReview>()
  const refresh = useCallback(async () => {
    const body = await callApi(`${base}/review`)
    if (isReview(body)) setReview(body)
  }, [base])
  useEffect(() => {
    const look = () => {
      if (document.visibilityState === 'visible') void refresh().catch(() => undefined)
    }
    look()
    const timer = setInterval(look, LOOK_EVERY_MS)
    return () => clearInterval(timer)
  }, [refresh])
  return { review, refresh }
}

const isReview = (body: unknown): body is ClipReview => hasKeys(body, 'comments', 'verdicts')

function Said({
  comment,
  fps,
  base,
  refresh,
  onGo,
}: {
  comment: Comment
  fps: number
  base: string
  refresh: () => Promise<void>
  onGo: (frame: number) => void
}) {
  const words = useWords(WORDS)
  const [edited, setEdited] = useState<string>()
  const { problem, isBusy, submit } = useForm(words.failed)
  const address = `${base}/comments/${comment.id}`
  const save = submit(async () => {
    await callApi(address, { method: 'PUT', body: { text: edited } })
    setEdited(undefined)
    await refresh()
  })
  const remove = submit(async () => {
    await callApi(address, { method: 'DELETE' })
    await refresh()
  })
  const place = comment.frames && timecode(comment.frames.from, fps)
  return (
    <li className={comment.parentId === undefined ? 'space-y-1' : 'ml-5 space-y-1'}>
      <p className="flex flex-wrap items-center gap-x-2">
        <span className="font-medium break-words">{comment.author.name}</span>
        {place !== undefined && (
          <button
            type="button"
            aria-label={words.go(place)}
            onClick={() => onGo(comment.frames?.from ?? 0)}
            className="min-h-6 rounded-sm bg-hover px-1.5 text-xs tabular-nums touch:min-h-11"
          >
            {place}
          </button>
        )}
      </p>
      {edited === undefined ? (
        <p className="break-words whitespace-pre-wrap text-ink-2">
          {comment.isRemoved ? words.removed : comment.text}
        </p>
      ) : (
        <textarea
          aria-label={words.comment}
          rows={3}
          value={edited}
          onChange={(event) => setEdited(event.target.value)}
          className="w-full rounded-md bg-hover p-2.5"
        />
      )}
      {problem !== undefined && (
        <p role="alert" className="text-xs text-bad">
          {problem}
        </p>
      )}
      {comment.canEdit && (
        <div className="flex gap-1">
          {edited === undefined ? (
            <Button size="sm" variant="quiet" onClick={() => setEdited(comment.text)}>
              {words.edit}
            </Button>
          ) : (
            <Button size="sm" onClick={save} disabled={isBusy || edited.trim() === ''}>
              {words.save}
            </Button>
          )}
          <Button size="sm" variant="danger" onClick={remove} disabled={isBusy}>
            {words.remove}
          </Button>
        </div>
      )}
    </li>
  )
}
