import { notify } from '#components/ui/notify.ts'
import { AppError } from '#lib/api/app-error.ts'
import type { Language } from '#lib/language/language.ts'
import { takeFrame } from '#lib/queries/media.ts'
import { timecode, timeOfFrame } from './frame-math.ts'
import type { PlayableClip } from './playable-clip.ts'
import { PLAYER_WORDS } from './player.words.ts'

/** The frame out of the original, all its pixels, into the downloads folder. What goes wrong is said. */
export async function saveFrame(
  { mediaId, title, fps }: PlayableClip & { mediaId: string },
  frame: number,
  language: Language,
): Promise<void> {
  const words = PLAYER_WORDS[language]
  try {
    const { url } = await takeFrame(mediaId, timeOfFrame(frame, fps))
    const link = document.createElement('a')
    link.href = `${url}?download=${encodeURIComponent(frameName(title, frame, fps))}`
    link.download = ''
    document.body.append(link)
    link.click()
    link.remove()
    notify({ kind: 'done', message: words.saved })
  } catch (error) {
    const isFinal = error instanceof AppError && !error.retryable
    notify({
      kind: 'problem',
      message: words.notSaved,
      advice: isFinal ? error.message : words.notSavedAdvice,
    })
  }
}

/** `a fox - 00.00.02.12.png`: a name may hold no colons. */
export function frameName(title: string, frame: number, fps: number): string {
  return `${title} - ${timecode(frame, fps).replaceAll(/[:;]/g, '.')}.png`
}
