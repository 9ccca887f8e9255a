import { findUsualTime, likenessOf, type TimeRange, type UsualTimeRow } from '#lib/generation/usual-time.ts'
import type { VariationCell } from '#lib/generation/variations.ts'
import { modeOf } from '../draft-mode.ts'
import type { DraftReference } from '../draft.ts'

/** From the fastest to the slowest of them; undefined where one was not made often enough here. */
export function usualOfCells(
  cells: readonly VariationCell[],
  references: readonly DraftReference[],
  times: readonly UsualTimeRow[],
): TimeRange | undefined {
  const ranges = cells.map(({ recipe }) => {
    const mode = modeOf({ ...recipe, references: [...references] })
    return findUsualTime(times, likenessOf(recipe, mode))?.whole
  })
  const known = ranges.filter((range) => range !== undefined)
  if (known.length === 0 || known.length < ranges.length) return undefined
  return {
    from: Math.min(...known.map(({ from }) => from)),
    to: Math.max(...known.map(({ to }) => to)),
  }
}
