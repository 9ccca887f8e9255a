import 'server-only'
import { createHash } from 'node:crypto'
import * as z from 'zod/mini'
import { recipeSchema } from '#lib/api/generations.ts'
import type { Recipe } from '#lib/generation/generation.ts'

/** A row's recipe. Throws where the column holds anything else: only this program writes it. */
export function readRecipe(json: string): Recipe {
  return z.parse(recipeSchema, JSON.parse(json))
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
