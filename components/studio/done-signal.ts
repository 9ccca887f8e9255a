/** Tells that takes are done: in the title while the tab is hidden, by the browser and by a soft sound where that is wanted. */
import type { Generation } from '#lib/generation/generation.ts'
import { defineWords, type Language } from '#lib/language/language.ts'
import { readDoneSettings } from './done-settings.ts'
import { promptInWords } from './recipe.ts'

const WORDS = defineWords({
  en: {
    ready: (take: number) => `Take ${take} is ready`,
    failed: (take: number) => `Take ${take} ended without a clip`,
  },
  zh: {
    ready: (take) => `第 ${take} 条已生成`,
    failed: (take) => `第 ${take} 条已结束，没有成片`,
  },
})

export function signalDone(done: readonly Generation[], language: Language): void {
  const { notify, sound } = readDoneSettings()
  if (document.hidden) {
    countInTitle(done.length)
    if (notify) done.forEach((take) => showNotification(take, language))
  }
  if (sound) void import('./done-chime.ts').then(({ playChime }) => playChime())
}

let unseen = 0
let plainTitle = ''

/** `(2) Seedreel` until the tab is looked at. */
function countInTitle(more: number): void {
  if (unseen === 0) {
    plainTitle = document.title
    document.addEventListener('visibilitychange', clearTitle)
  }
  unseen += more
  document.title = `(${unseen}) ${plainTitle}`
}

function clearTitle(): void {
  if (document.hidden) return
  document.removeEventListener('visibilitychange', clearTitle)
  unseen = 0
  document.title = plainTitle
}

function showNotification({ id, take, state, recipe, clip, problem }: Generation, language: Language): void {
  if (typeof Notification === 'undefined' || Notification.permission !== 'granted') return
  const words = WORDS[language]
  const title = state === 'succeeded' ? words.ready(take) : words.failed(take)
  const body = problem?.message[language] ?? promptInWords(recipe).slice(0, 140)
  try {
    // The tag keeps several tabs from saying the same thing.
    const notification = new Notification(title, {
      body,
      tag: id,
      ...(clip?.posterUrl === undefined ? {} : { icon: clip.posterUrl }),
    })
    notification.addEventListener('click', () => {
      window.focus()
      notification.close()
    })
  } catch {
    // Android has notifications for service workers only; the title says it there.
  }
}
