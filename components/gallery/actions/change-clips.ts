/** Shows changes of clips at once, sends them behind that, and says what became of them. */
import { announce } from '#components/ui/announcer.tsx'
import { notify } from '#components/ui/notify.ts'
import { AppError } from '#lib/api/app-error.ts'
import type { ClipChange } from '#lib/api/clip-changes.ts'
import type { Language } from '#lib/language/language.ts'
import { sendClipChanges, type Sent } from '#lib/queries/clip-changes.ts'
import { tellClipChanges } from './clip-news.ts'
import { ACTION_WORDS } from './use-clip-actions.words.ts'

interface Telling {
  /** Says what was done, to how many clips and how many other takes of their shots. */
  done: (count: number, others: number) => string
  language: Language
}

/** The last change, as a request that takes it back. */
let lastUndo: readonly ClipChange[] = []
/** One after another, so that the second of two keys is also the last word on the server. */
let queue: Promise<unknown> = Promise.resolve()

/** Whether all of it was done. */
export function changeClips(changes: readonly ClipChange[], telling: Telling): Promise<boolean> {
  if (changes.length === 0) return Promise.resolve(true)
  const putBack = tellClipChanges(changes)
  const work = queue.then(async () => {
    const sent = await sendClipChanges(changes)
    if (sent.error !== undefined) {
      putBack()
      const unsent = new Set(sent.unsent)
      tellClipChanges(changes.filter((change) => !unsent.has(change)))
    }
    lastUndo = sent.undo.toReversed()
    say(sent, changes.length, telling)
    return sent.error === undefined
  })
  queue = work.catch(() => undefined)
  return work
}

/** False: there is nothing to take back. */
export function undoLastChange(language: Language): boolean {
  const changes = lastUndo
  if (changes.length === 0) return false
  lastUndo = []
  void changeClips(changes, { done: (count) => ACTION_WORDS[language].undone(count), language })
  return true
}

/** The newest message takes the place of the one before: its Undo is the one that holds. */
const MESSAGE = 'clip-changes'

function say({ changed, others, undo, unsent, error }: Sent, all: number, { done, language }: Telling): void {
  const words = ACTION_WORDS[language]
  const action = undo.length > 0 && { label: words.undo, onPress: () => void undoLastChange(language) }
  if (error !== undefined) {
    notify({
      id: MESSAGE,
      kind: 'problem',
      message: unsent.length < all ? words.partly(changed, all) : words.failed,
      advice: error instanceof AppError ? error.said[language] : words.tryAgain,
      ...(action && { action }),
    })
    return
  }
  const message = changed === 0 ? words.nothing : done(changed, others)
  announce(message)
  notify({ id: MESSAGE, kind: 'done', message, ...(action && { action }) })
}
