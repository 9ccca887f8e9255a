/** The shot that the next takes join after a take was varied, edited or extended. Pure. */
import type { Generation } from '#lib/generation/generation.ts'
import { plainText } from '#lib/prompt/mentions.ts'
import type { ClipUse } from './clip-uses.ts'
import type { DraftShot } from './draft-shot.ts'
import { withoutShot } from './draft-shot.ts'
import type { Draft } from './draft.ts'

const TITLE_LENGTH = 80

export function shotOfTake({ id, shotId, recipe }: Pick<Generation, 'id' | 'shotId' | 'recipe'>): DraftShot {
  const words = plainText(recipe.prompt, recipe.references).replaceAll(/\s+/gu, ' ').trim()
  return { id: shotId, clipId: id, title: [...words].slice(0, TITLE_LENGTH).join('') }
}

/** An edit and an extension are versions of the clip; what begins where it ends is another shot. A mere reference changes nothing. */
export function inShotAfter(draft: Draft, use: ClipUse, generation: Generation): Draft {
  if (use === 'edit' || use === 'extend') return { ...draft, shot: shotOfTake(generation) }
  return use === 'continue' ? withoutShot(draft) : draft
}
