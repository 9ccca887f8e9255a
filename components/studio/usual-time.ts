/** How long takes like this one took here before: a range from this installation's own history, never a promise. */
import type { Generation } from '#lib/generation/generation.ts'
import type { Recipe } from '#lib/generation/generation.ts'

const FEWEST = 3

export interface UsualTime {
  /** Milliseconds from the provider taking the task to the clip being saved. */
  from: number
  to: number
}

/** The middle two thirds of what is known for the same model, resolution and sound; undefined below three takes. */
export function usualTime(
  recipe: Pick<Recipe, 'model' | 'settings'>,
  history: readonly Generation[],
): UsualTime | undefined {
  const times = history
    .filter(({ state, recipe: other }) => state === 'succeeded' && isAlike(recipe, other))
    .flatMap(({ submittedAt, finishedAt }) =>
      submittedAt === undefined || finishedAt === undefined ? [] : [finishedAt - submittedAt],
    )
    .sort((a, b) => a - b)
  if (times.length < FEWEST) return undefined
  const from = times[Math.floor(times.length / 6)]
  const to = times[Math.ceil((times.length * 5) / 6) - 1]
  return from === undefined || to === undefined ? undefined : { from, to }
}

function isAlike(a: Pick<Recipe, 'model' | 'settings'>, b: Pick<Recipe, 'model' | 'settings'>): boolean {
  return a.model === b.model && a.settings.resolution === b.settings.resolution
}
