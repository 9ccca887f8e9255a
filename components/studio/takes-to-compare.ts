import { idsToCompare } from '#lib/api/comparison.ts'
import type { Generation } from '#lib/generation/generation.ts'

/** Of the clips of its shot that are on the page: see idsToCompare. */
export function takesToCompare(take: Generation, generations: readonly Generation[]): string[] {
  const clips = generations
    .filter(({ shotId, clip }) => shotId === take.shotId && clip !== undefined)
    .toSorted((one, other) => one.take - other.take)
  return idsToCompare(
    clips.map(({ id }) => id),
    take.id,
  )
}
