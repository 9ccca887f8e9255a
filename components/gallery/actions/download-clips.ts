/** A zip of clips: a form, so that the browser saves the answer while it comes and shows its own progress. */
import { notify } from '#components/ui/notify.ts'
import { MOST_CLIPS_PER_ZIP } from '#lib/api/clip-limits.ts'
import type { Language } from '#lib/language/language.ts'
import { ACTION_WORDS } from './use-clip-actions.words.ts'

const FRAME = 'clip-zip'

export function downloadClips(ids: readonly string[], language: Language): void {
  const words = ACTION_WORDS[language]
  if (ids.length > MOST_CLIPS_PER_ZIP) {
    notify({ kind: 'problem', message: words.tooMany(MOST_CLIPS_PER_ZIP), advice: words.selectFewer })
    return
  }
  const form = document.createElement('form')
  form.method = 'post'
  form.action = '/api/clips/zip'
  // A refusal is a page; it must not take the place of this one.
  form.target = frameFor(() => notify({ kind: 'problem', message: words.zipFailed, advice: words.tryAgain }))
  const field = document.createElement('input')
  field.type = 'hidden'
  field.name = 'ids'
  field.value = ids.join(',')
  form.append(field)
  document.body.append(form)
  form.submit()
  form.remove()
}

/** An answer that is saved never loads in its frame; whatever loads is a refusal. */
function frameFor(onRefused: () => void): string {
  document.querySelector(`iframe[name="${FRAME}"]`)?.remove()
  const frame = document.createElement('iframe')
  frame.name = FRAME
  frame.hidden = true
  document.body.append(frame)
  frame.addEventListener('load', () => {
    if (!isBlank(frame)) onRefused()
  })
  return FRAME
}

/** Some browsers say that the empty page has loaded. A page that can't be looked at is another one. */
function isBlank({ contentWindow }: HTMLIFrameElement): boolean {
  try {
    return contentWindow?.location.href === 'about:blank'
  } catch {
    return false
  }
}
