/** Does once what the address says of a clip, and takes it out of the address. Loaded only where it says something. */
import { timeOfFrame } from '#components/player/frame-math.ts'
import { notify } from '#components/ui/notify.ts'
import { AppError } from '#lib/api/app-error.ts'
import type { ClipDetail } from '#lib/api/clips.ts'
import { readComposerLink, withoutComposerLink, type ComposerOrder } from '#lib/api/composer-link.ts'
import type { StudioInfo } from '#lib/api/studio.ts'
import { isRemakeable } from '#lib/generation/lifecycle.ts'
import { defineWords, type Language } from '#lib/language/language.ts'
import { modelOrLoosest } from '#lib/seedance/models.ts'
import { fetchClip } from '#lib/queries/clips.ts'
import { fetchReview } from '#lib/queries/review.ts'
import { asTyped } from '#components/review/place-words.ts'
import { without, type Draft } from './draft.ts'
import { draftOf } from './recipe.ts'
import { can } from './clip-uses.ts'
import { shotOfTake } from './shot-of-take.ts'
import { clipUses, type DraftInComposer } from './use-clip-uses.ts'

const WORDS = defineWords({
  en: {
    reused: 'The recipe is in the composer',
    commented: 'The recipe is in the composer, with what was said of it',
    varied: 'The recipe is in the composer, with a new seed',
    failed: 'The clip could not be brought into the composer',
    retry: 'Nothing was changed. Go back and press again.',
  },
  zh: {
    reused: '配方已放入编辑区',
    commented: '配方和评论已放入编辑区',
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
    await carryOut(order, await fetchClip(order.clip), { composer, kind, language })
  } catch (error) {
    const words = WORDS[language]
    const isFinal = error instanceof AppError && !error.retryable
    notify({ kind: 'problem', message: words.failed, advice: isFinal ? error.said[language] : words.retry })
  }
}

async function carryOut(
  { use, frame, comment }: ComposerOrder,
  { generation, files }: ClipDetail,
  {
    composer,
    kind,
    language,
  }: { composer: DraftInComposer; kind: StudioInfo['provider']['kind']; language: Language },
): Promise<void> {
  const uses = clipUses(composer, kind, language)
  if (use === 'reuse' || use === 'vary') {
    if (isRemakeable(generation)) fillWithRecipe(use, generation, files, composer, language)
    return
  }
  if (use === 'comment') {
    if (isRemakeable(generation))
      await fillForComment({ generation, files }, comment ?? '', composer, language)
  }
  const time = frame === undefined ? undefined : timeOfFrame(frame, generation.clip?.fps ?? 0)
  if (time === undefined) {
    if (use !== 'frame' && use !== 'comment') uses.putClip(generation, use)
  } else if (use === 'comment') {
    if (takesFrame(composer.current())) await uses.putFrame(generation, time, 'reference_image')
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

/** The same recipe as the next take of the shot, under what was said of the last one. */
async function fillForComment(
  { generation, files }: Pick<ClipDetail, 'generation' | 'files'>,
  commentId: string,
  composer: DraftInComposer,
  language: Language,
): Promise<void> {
  const review = await fetchReview(generation.id)
  const comment = review?.comments.find(({ id }) => id === commentId)
  const known = files.map((media) => ({ mediaId: media.id, media }))
  const draft = draftOf(generation.recipe, composer.current().takes, known)
  const shot = {
    ...shotOfTake(generation),
    ...(comment && {
      comment: {
        id: comment.id,
        by: comment.author.name,
        text: asTyped(comment.text, review?.people ?? []),
      },
    }),
  }
  composer.put({ ...draft, settings: without(draft.settings, 'seed'), shot }, WORDS[language].commented)
}

/** A first or last frame goes with nothing else, and not every model takes pictures. */
function takesFrame({ model, references }: Draft): boolean {
  const isFramed = references.some(({ role }) => role === 'first_frame' || role === 'last_frame')
  return !isFramed && can(modelOrLoosest(model).model, 'reference_image')
}
