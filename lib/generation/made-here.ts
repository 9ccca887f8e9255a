/**
 * Clips that no provider made: imported from a file, or joined from other clips. They stand in the gallery beside the others; what needs a
 * provider is not offered for them. Pure.
 */
import type { Sentence } from '#lib/language/language.ts'
import type { RecipeFile } from './recipe-file.ts'

/** Stand where a provider's name stands, and as the model of the recipe. */
export const OWN_MAKERS = ['import', 'sequence'] as const
export type OwnMaker = (typeof OWN_MAKERS)[number]

export function isOwnMaker(name: string | undefined): name is OwnMaker {
  return OWN_MAKERS.some((maker) => maker === name)
}

/** A clip of a sequence. Frames of the clip's own, from 0; both are shown. */
export interface SequencePart {
  clipId: string
  in: number
  out: number
}

export type MadeHere =
  | {
      kind: 'import'
      /** As the person's file was called. */
      fileName: string
      /** The recipe that the file carried: data from outside, as read-recipe-file.ts lets it through. */
      found?: RecipeFile
    }
  | { kind: 'sequence'; sequenceId: string; parts: SequencePart[] }

/** Where a model's name would stand. Undefined: a model made it. */
export function madeInWords({ model, made }: { model: string; made?: MadeHere }): Sentence | undefined {
  if (made?.kind === 'sequence') return sequenceOf(made.parts.length)
  return isOwnMaker(model) ? MAKER_WORDS[model] : undefined
}

/** For lists of models, in which each stands once. */
export const MAKER_WORDS: Record<OwnMaker, Sentence> = {
  import: { en: 'Imported', zh: '导入' },
  sequence: { en: 'Sequence', zh: '序列' },
}

function sequenceOf(count: number): Sentence {
  return {
    en: count === 1 ? 'Sequence of 1 clip' : `Sequence of ${count} clips`,
    zh: `${count} 段成片的序列`,
  }
}
