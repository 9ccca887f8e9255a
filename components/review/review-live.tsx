'use client'
/** Keeps what is said of the clip up to date, and its keys. Draws nothing; loaded once the page has come to rest. */
import { useEffect } from 'react'
import { loadClip } from '#components/clip/clip-store.ts'
import { useCommands, type Command } from '#components/studio/commands/registry.ts'
import { SHORTCUTS, type ShortcutId } from '#components/studio/commands/shortcuts.ts'
import type { Sentence } from '#lib/language/language.ts'
import { isAbort } from '#lib/queries/call-api.ts'
import { fetchReview } from '#lib/queries/review.ts'
import { changeDesk, goToComment, inOrderOfFrames, openDesk, readDesk } from './desk.ts'
import { listenForReview } from './refresh.ts'

/** Milliseconds. Somebody else's comment is seen within the first. */
const WAIT = { seen: 3000, hidden: 30_000, lost: 15_000 } as const

export default function ReviewLive({ id }: { id: string }) {
  useEffect(() => {
    openDesk(id)
    const asked = new URLSearchParams(window.location.search).get('comment')
    if (asked !== null) changeDesk({ tab: 'comments', selected: asked })
    return follow(id, asked)
  }, [id])
  useCommands(reviewCommands)
  return null
}

function follow(id: string, asked: string | null): () => void {
  const controller = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  let isAsking = false
  let isAgain = false
  const ask = async () => {
    clearTimeout(timer)
    if (isAsking) {
      isAgain = true
      return
    }
    isAsking = true
    let wait: number = document.hidden ? WAIT.hidden : WAIT.seen
    try {
      const before = readDesk().review
      const review = await fetchReview(id, before?.version, controller.signal)
      if (readDesk().clipId !== id) return
      if (review) changeDesk({ review, isLost: false })
      else if (readDesk().isLost) changeDesk({ isLost: false })
      // Stars, tags and where the takes stand may have changed as well.
      if (review && before) loadClip(id).catch(() => undefined)
      const first = before === undefined ? review?.comments.find((one) => one.id === asked) : undefined
      if (first) goToComment(first)
    } catch (error) {
      if (isAbort(error)) return
      changeDesk({ isLost: true })
      wait = WAIT.lost
    } finally {
      isAsking = false
    }
    timer = setTimeout(() => void ask(), isAgain ? 0 : wait)
    isAgain = false
  }
  const onSeen = () => {
    if (!document.hidden) void ask()
  }
  const unlisten = listenForReview(() => void ask())
  document.addEventListener('visibilitychange', onSeen)
  void ask()
  return () => {
    controller.abort()
    clearTimeout(timer)
    unlisten()
    document.removeEventListener('visibilitychange', onSeen)
  }
}

function reviewCommands(): Command[] {
  const mayWrite = () => readDesk().review?.you.mayWrite === true
  const command = (id: ShortcutId, name: Sentence, run: () => void, isOffered: () => boolean): Command => ({
    id,
    group: 'clips',
    name,
    keys: SHORTCUTS[id],
    isOffered,
    run,
  })
  return [
    command('write_comment', { en: 'Comment on this frame', zh: '评论这一帧' }, write, mayWrite),
    command('draw_on_frame', { en: 'Draw on this frame', zh: '在这一帧上标注' }, draw, mayWrite),
    command('previous_comment', { en: 'Previous comment', zh: '上一条评论' }, () => step(-1), hasMarks),
    command('next_comment', { en: 'Next comment', zh: '下一条评论' }, () => step(1), hasMarks),
  ]
}

function write(): void {
  readDesk().player?.pause()
  changeDesk({ tab: 'comments' })
  focusForm()
}

function draw(): void {
  readDesk().player?.pause()
  changeDesk({ tab: 'comments', isDrawing: true })
}

/** The tab may still be loading. */
function focusForm(tries = 40): void {
  const field = document.querySelector<HTMLElement>('[data-comment-field]')
  if (field) field.focus()
  else if (tries > 0) setTimeout(() => focusForm(tries - 1), 50)
}

const marks = () => inOrderOfFrames(readDesk().review?.comments ?? [])
const hasMarks = () => marks().length > 0

function step(by: 1 | -1): void {
  const { player, selected } = readDesk()
  const list = marks()
  const at = list.findIndex(({ id }) => id === selected)
  const frame = player?.state().frame ?? 0
  const beside =
    at >= 0
      ? list[at + by]
      : by > 0
        ? list.find(({ frames }) => (frames?.from ?? 0) >= frame)
        : list.findLast(({ frames }) => (frames?.from ?? 0) <= frame)
  const wanted = beside ?? list.at(by > 0 ? 0 : -1)
  if (wanted) goToComment(wanted)
}
