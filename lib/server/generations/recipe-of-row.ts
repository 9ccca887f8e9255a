import 'server-only'
import type { Recipe } from '#lib/generation/generation.ts'
import { type RecipeFile, toRecipeFile } from '#lib/generation/recipe-file.ts'
import type { GenerationRow, MediaRow } from '#lib/server/database/tables.ts'

/** Ids of the files that a recipe refers to. */
export function fileIdsOf({ references }: Recipe): string[] {
  return references.flatMap(({ mediaId }) => mediaId ?? [])
}

/** A row's recipe as it leaves the studio. `files`: those of its references that are still there, by id. */
export function recipeFileOf(
  { seed }: Pick<GenerationRow, 'seed'>,
  recipe: Recipe,
  files: ReadonlyMap<string, MediaRow>,
): RecipeFile {
  return toRecipeFile(
    recipe,
    ({ mediaId = '' }) => {
      const known = files.get(mediaId)
      return known && { fileName: known.file_name, sha256: known.sha256, bytes: known.bytes }
    },
    seed ?? undefined,
  )
}
