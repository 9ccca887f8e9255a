/** Keeps what is said of a clip up to date on the desk. */
import type { ClipReview } from '#lib/api/review.ts'
import { isAbort } from '#lib/queries/call-api.ts'
import { changeDesk, goToComment, readDesk } from './desk.ts'
import { listenForReview } from './refresh.ts'

/** Milliseconds. Somebody else's comment is seen within the first. */
const WAIT = { seen: 3000, hidden: 30_000, lost: 15_000 } as const

export interface Followed {
  id: string
  /** Undefined: nothing has changed since `after`. */
  read(after: number | undefined, signal: AbortSignal): Promise<ClipReview | undefined>
  /** The comment that the page was opened for. */
  asked?: string | undefined
  /** Something has changed that was read before. */
  onNews?(): void
  onLost?(error: unknown): void
}

/** Until what it returns is called. */
export function followReview({ id, read, asked, onNews, onLost }: Followed): () => void {
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
      const review = await read(before?.version, controller.signal)
      if (readDesk().clipId !== id) return
      if (review) changeDesk({ review, isLost: false })
      else if (readDesk().isLost) changeDesk({ isLost: false })
      if (review && before) onNews?.()
      const first = before === undefined ? review?.comments.find((one) => one.id === asked) : undefined
      if (first) goToComment(first)
    } catch (error) {
      if (isAbort(error)) return
      changeDesk({ isLost: true })
      onLost?.(error)
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
