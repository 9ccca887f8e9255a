import 'server-only'
import { createHash } from 'node:crypto'
import * as z from 'zod/mini'
import { recipeSchema } from '#lib/api/generations.ts'
import type { Recipe } from '#lib/generation/generation.ts'
import type { MadeHere } from '#lib/generation/made-here.ts'
import { readRecipeFile } from '#lib/generation/read-recipe-file.ts'

/** A row's recipe. Throws where the column holds anything else: only this program writes it. */
export function readRecipe(json: string): Recipe {
  const { made, ...recipe } = z.parse(storedRecipeSchema, JSON.parse(json))
  return made === undefined ? recipe : { ...recipe, made: readMade(made) }
}

const frameSchema = z.int().check(z.gte(0))
const madeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('import'), fileName: z.string(), found: z.exactOptional(z.unknown()) }),
  z.strictObject({
    kind: z.literal('sequence'),
    sequenceId: z.string(),
    parts: z.array(z.strictObject({ clipId: z.string(), in: frameSchema, out: frameSchema })),
  }),
])
const storedRecipeSchema = z.strictObject({
  ...recipeSchema.shape,
  model: z.string(),
  made: z.exactOptional(madeSchema),
})

function readMade(made: z.output<typeof madeSchema>): MadeHere {
  if (made.kind === 'sequence') return made
  const { found, ...rest } = made
  const read = found === undefined ? undefined : readRecipeFile(found)
  return read?.ok ? { ...rest, found: read.file } : rest
}

/** The largest seed of the newer pages is 2^31-1, of the older ones 2^32-1 (contract.md §3.2). */
const NEWER_SEEDS = 2 ** 31
const OLDER_SEEDS = 2 ** 32

/**
 * The recipe of one take (0 for the first) of a press. The same seed would make the same clip each time, and be paid each time, so with a
 * locked seed the n-th take after the first has seed + n; its own recipe says so and makes it again.
 */
export function recipeOfTake(recipe: Recipe, index: number): Recipe {
  const { seed } = recipe.settings
  if (seed === undefined || seed < 0 || index === 0) return recipe
  const seeds = seed < NEWER_SEEDS ? NEWER_SEEDS : OLDER_SEEDS
  return { ...recipe, settings: { ...recipe.settings, seed: (seed + index) % seeds } }
}

/** SHA-256 of a JSON value, whatever the order of its keys; hex. */
export function digestOf(value: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(value)))
    .digest('hex')
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([, item]) => item !== undefined)
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, sorted(item)]),
  )
}
