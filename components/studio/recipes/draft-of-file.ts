/** From a recipe file to a draft: its references get ids of this composer and the team's own files; who has none waits for one. Pure. */
import type { MediaFile } from '#lib/api/media.ts'
import type { FileReference, RecipeFile } from '#lib/generation/recipe-file.ts'
import { fromParts } from '#lib/prompt/prompt-edit.ts'
import { settleMode } from '../draft-mode.ts'
import type { Draft, DraftReference } from '../draft.ts'

/** `media` is what the team has, in the order of the references. `newId` gives another id each time. */
export function draftOfFile(
  { recipe }: RecipeFile,
  media: readonly (MediaFile | null | undefined)[],
  newId: () => string,
  takes: number,
): { draft: Draft; missing: DraftReference[] } {
  const ids = new Map(recipe.references.map(({ id }) => [id, newId()]))
  const references = recipe.references.map((reference, index) =>
    toDraftReference(reference, ids.get(reference.id) ?? newId(), media[index] ?? undefined),
  )
  const prompt = recipe.prompt.map((part) =>
    'text' in part ? part : { mention: ids.get(part.mention) ?? part.mention },
  )
  const draft: Draft = {
    model: recipe.model,
    ...(recipe.mode === undefined ? {} : { mode: recipe.mode }),
    prompt: fromParts(prompt, references),
    references,
    settings: recipe.settings,
    takes,
    carriedOver: [],
  }
  return { draft: settleMode(draft), missing: references.filter(({ sought }) => sought) }
}

function toDraftReference(
  { kind, role, name, fileName, url }: FileReference,
  id: string,
  media: MediaFile | undefined,
): DraftReference {
  const base = { id, kind, role, name, ...(fileName === undefined ? {} : { fileName }) }
  if (media) return { ...base, media, mediaId: media.id }
  return url === undefined ? { ...base, sought: true } : { ...base, url }
}
