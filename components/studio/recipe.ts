/** From the composer's draft to what is sent, and back. Pure. */
import type { MediaFile } from '#lib/api/media.ts'
import type { Recipe, RecipeReference } from '#lib/generation/generation.ts'
import { plainText } from '#lib/prompt/mentions.ts'
import { fromParts, toParts } from '#lib/prompt/prompt-edit.ts'
import type { MediaFacts } from '#lib/seedance/limits.ts'
import type { CanonicalRequest, RequestSettings } from '#lib/seedance/request.ts'
import { modeOf } from './draft-mode.ts'
import type { Draft, DraftReference } from './draft.ts'
import { spelledSettings } from '#lib/seedance/fit-settings.ts'

/** The settings as they stand on the screen. */
export function settingsToSend(draft: Draft): RequestSettings {
  return spelledSettings(draft.model, modeOf(draft), draft.settings)
}

export function recipeOf(draft: Draft): Recipe {
  return {
    model: draft.model,
    ...(draft.mode === undefined ? {} : { mode: draft.mode }),
    prompt: toParts(draft.prompt),
    references: draft.references.map(toRecipeReference),
    settings: settingsToSend(draft),
  }
}

/** As it will be checked and priced. A file of ours has no address yet: the server makes one for the provider when it sends. */
export function requestOf(draft: Draft): CanonicalRequest {
  return {
    model: draft.model,
    mode: modeOf(draft),
    modeIsExplicit: draft.mode !== undefined,
    prompt: draft.prompt.text.trim(),
    references: draft.references.map(({ kind, role, url, mediaId, name }) => ({
      kind,
      role,
      name,
      url: url ?? `asset://${mediaId ?? 'pending'}`,
    })),
    ...settingsToSend(draft),
  }
}

export function factsOfMedia({ kind, bytes, format, width, height, duration, fps }: MediaFile): MediaFacts {
  return {
    kind,
    bytes,
    format,
    ...(width === undefined ? {} : { width }),
    ...(height === undefined ? {} : { height }),
    ...(duration === undefined ? {} : { duration }),
    ...(fps === undefined ? {} : { fps }),
  }
}

/** Seconds of reference video, as far as they are known: they count in the price. */
export function inputVideoSeconds(references: readonly DraftReference[]): number {
  return references.reduce((sum, { kind, media }) => sum + (kind === 'video' ? (media?.duration ?? 0) : 0), 0)
}

/** The composer filled with a recipe. `known` brings back what the draft already knows about the same files. */
export function draftOf(
  recipe: Recipe,
  takes: number,
  known: readonly Pick<DraftReference, 'mediaId' | 'media'>[] = [],
): Draft {
  const references = recipe.references.map((reference): DraftReference => {
    const before = known.find(({ mediaId }) => mediaId !== undefined && mediaId === reference.mediaId)
    return { ...reference, ...(before?.media ? { media: before.media } : {}) }
  })
  return {
    model: recipe.model,
    ...(recipe.mode === undefined ? {} : { mode: recipe.mode }),
    prompt: fromParts(recipe.prompt, references),
    references,
    settings: recipe.settings,
    takes,
    carriedOver: [],
  }
}

/** The prompt as plain words, each mention as its name. */
export function promptInWords(recipe: Pick<Recipe, 'prompt' | 'references'>): string {
  return plainText(recipe.prompt, recipe.references)
}

function toRecipeReference({ id, kind, role, name, mediaId, url }: DraftReference): RecipeReference {
  return {
    id,
    kind,
    role,
    name,
    ...(mediaId === undefined ? {} : { mediaId }),
    ...(url === undefined ? {} : { url }),
  }
}
