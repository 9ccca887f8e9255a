/** What dropped and chosen files hold of recipes. A clip is never read whole: only the headers of its boxes, and the box of the recipe. */
import type { ByteSource } from '#lib/generation/movie-boxes.ts'
import type { ReadRecipe } from '#lib/generation/read-recipe-file.ts'
import { findRecipe, type FoundRecipe } from '#lib/generation/recipe-box.ts'
import { LARGEST_RECIPE } from '#lib/generation/recipe-file.ts'

export interface ClipWithRecipe {
  clip: File
  read: ReadRecipe
}

/** A recipe's own file, a clip that carries one, or nothing of the kind. Several files at once are files. */
export async function recipeIn(
  files: readonly File[],
): Promise<{ json: string } | ClipWithRecipe | undefined> {
  const [file, ...others] = files
  if (!file || others.length > 0) return undefined
  // One byte more than there may be, so that the reader says of a larger one that it is too large.
  if (/\.json$/i.test(file.name)) return { json: await file.slice(0, LARGEST_RECIPE + 1).text() }
  const found = await carriedBy(file)
  if (!found) return undefined
  // Brings the schema library, which no other file needs here.
  const { readRecipeText } = await import('#lib/generation/read-recipe-file.ts')
  return { clip: withoutEnd(file, found), read: readRecipeText(found.json) }
}

/** The clips as they were before they were downloaded: a recipe is for people, no part of what a provider is sent. */
export function withoutRecipes(files: readonly File[]): Promise<File[]> {
  return Promise.all(
    files.map(async (file) => {
      const found = await carriedBy(file)
      return found ? withoutEnd(file, found) : file
    }),
  )
}

async function carriedBy(file: File): Promise<FoundRecipe | undefined> {
  if (!/\.(mp4|mov|m4v)$/i.test(file.name)) return undefined
  try {
    return await findRecipe(sourceOf(file))
  } catch {
    // It was moved or taken away meanwhile: whoever uploads it will say so.
    return undefined
  }
}

function sourceOf(file: File): ByteSource {
  return {
    size: file.size,
    read: async (start, end) => new Uint8Array(await file.slice(start, end).arrayBuffer()),
  }
}

function withoutEnd(file: File, { clipEnd }: FoundRecipe): File {
  if (clipEnd === undefined) return file
  const { name, type, lastModified } = file
  const clip = new File([file.slice(0, clipEnd)], name, { type, lastModified })
  // Where it lay in a dropped folder: react-dropzone writes it there.
  return 'path' in file ? Object.assign(clip, { path: file.path }) : clip
}
