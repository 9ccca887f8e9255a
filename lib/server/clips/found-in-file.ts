import 'server-only'
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { readRecipeText } from '#lib/generation/read-recipe-file.ts'
import { findRecipe } from '#lib/generation/recipe-box.ts'
import type { RecipeFile } from '#lib/generation/recipe-file.ts'
import type { Received } from '#lib/server/media/receive.ts'

export interface FoundInFile {
  /** Of the file, and of the clip in it without the recipe that a download carries. */
  hashes: string[]
  /** Data from outside: read as a recipe file is, and left out where it is none. */
  recipe?: RecipeFile
}

export async function foundInFile({ file, bytes, sha256 }: Received): Promise<FoundInFile> {
  const handle = await open(file.path)
  try {
    const read = async (start: number, end: number) => {
      const { buffer, bytesRead } = await handle.read(new Uint8Array(end - start), 0, end - start, start)
      return buffer.subarray(0, bytesRead)
    }
    const found = await findRecipe({ size: bytes, read })
    if (!found) return { hashes: [sha256] }
    const recipe = readRecipeText(found.json)
    const inside = found.clipEnd === undefined ? [] : [await hashOf(file.path, found.clipEnd)]
    return { hashes: [sha256, ...inside], ...(recipe.ok && { recipe: recipe.file }) }
  } finally {
    await handle.close()
  }
}

async function hashOf(path: string, end: number): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path, { end: end - 1 }), hash)
  return hash.digest('hex')
}
