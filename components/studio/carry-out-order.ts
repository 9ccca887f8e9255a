/** Does once what the address says of a clip, and takes it out of the address. Loaded only where it says something. */
import { timeOfFrame } from '#components/player/frame-math.ts'
import { notify } from '#components/ui/notify.ts'
import { AppError } from '#lib/api/app-error.ts'
import type { ClipDetail } from '#lib/api/clips.ts'
import { readComposerLink, withoutComposerLink, type ComposerOrder } from '#lib/api/composer-link.ts'
import type { StudioInfo } from '#lib/api/studio.ts'
import { isRemakeable } from '#lib/generation/lifecycle.ts'
import { defineWords, type Language } from '#lib/language/language.ts'
import { fetchClip } from '#lib/queries/clips.ts'
import { without } from './draft.ts'
import { draftOf } from './recipe.ts'
import { shotOfTake } from './shot-of-take.ts'
import { clipUses, type DraftInComposer } from './use-clip-uses.ts'

const WORDS = defineWords({
  en: {
    reused: 'The recipe is in the composer',
    varied: 'The recipe is in the composer, with a new seed',
    failed: 'The clip could not be brought into the composer',
    retry: 'Nothing was changed. Go back and press again.',
  },
  zh: {
    reused: '配方已放入编辑区',
    varied: '配方已放入编辑区，种子会换新',
    failed: '无法把成片放入编辑区',
    retry: '没有任何改动，请返回再试一次。',
  },
})

export async function carryOutOrder(
  composer: DraftInComposer,
  kind: StudioInfo['provider']['kind'],
  language: Language,
): Promise<void> {
  const search = new URLSearchParams(window.location.search)
  const order = readComposerLink(search)
  const rest = withoutComposerLink(search).toString()
  window.history.replaceState(null, '', rest === '' ? window.location.pathname : `?${rest}`)
  if (!order) return
  try {
    carryOut(order, await fetchClip(order.clip), { composer, kind, language })
  } catch (error) {
    const words = WORDS[language]
    const isFinal = error instanceof AppError && !error.retryable
    notify({ kind: 'problem', message: words.failed, advice: isFinal ? error.said[language] : words.retry })
  }
}

function carryOut(
  { use, frame }: ComposerOrder,
  { generation, files }: ClipDetail,
  {
    composer,
    kind,
    language,
  }: { composer: DraftInComposer; kind: StudioInfo['provider']['kind']; language: Language },
): void {
  const uses = clipUses(composer, kind, language)
  if (use === 'reuse' || use === 'vary') {
    if (isRemakeable(generation)) fillWithRecipe(use, generation, files, composer, language)
    return
  }
  const time = frame === undefined ? undefined : timeOfFrame(frame, generation.clip?.fps ?? 0)
  if (time === undefined) {
    if (use !== 'frame') uses.putClip(generation, use)
  } else void uses.putFrame(generation, time, use === 'continue' ? 'first_frame' : 'reference_image')
}

function fillWithRecipe(
  use: 'reuse' | 'vary',
  generation: ClipDetail['generation'],
  files: ClipDetail['files'],
  composer: DraftInComposer,
  language: Language,
): void {
  const known = files.map((media) => ({ mediaId: media.id, media }))
  const draft = draftOf(generation.recipe, composer.current().takes, known)
  const words = WORDS[language]
  if (use === 'reuse') return composer.put(draft, words.reused)
  const settings = without(draft.settings, 'seed')
  composer.put({ ...draft, settings, shot: shotOfTake(generation) }, words.varied)
}
