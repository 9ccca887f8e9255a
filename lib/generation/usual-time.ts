/** How long takes took here before: a range from this installation's own history, never a promise and never one figure. Pure. */
import { effectiveSettings, modelOrLoosest } from '#lib/seedance/models.ts'
import type { Mode, Resolution } from '#lib/seedance/request.ts'
import type { Recipe } from './generation.ts'

/** Milliseconds. */
export interface TimeRange {
  from: number
  to: number
}

export interface UsualTime {
  /** How many takes it is known from. */
  takes: number
  /** From the provider taking the task to the clip being saved. */
  whole: TimeRange
  /** In the provider's queue, and being made, where enough takes were seen in both. */
  queue?: TimeRange
  making?: TimeRange
}

/** What decides how long a take lasts. `seconds` is absent where the model chose the length. */
export interface Likeness {
  model: string
  resolution: Resolution
  seconds?: number
}

export interface UsualTimeRow extends Likeness, UsualTime {
  /** Takes of every length together; `seconds` says nothing then. */
  anyLength?: true
}

/** Milliseconds. */
export interface FinishedTake extends Likeness {
  whole: number
  queue?: number
  making?: number
}

/** Below this a range would be an anecdote. */
const FEWEST = 3
const LOW = 0.2
const HIGH = 0.8

export function likenessOf(recipe: Pick<Recipe, 'model' | 'settings'>, mode: Mode): Likeness {
  const { model } = modelOrLoosest(recipe.model)
  const { resolution, duration } = effectiveSettings(model, mode, recipe.settings)
  const seconds = recipe.settings.frames === undefined ? duration : Math.floor(recipe.settings.frames / 24)
  return {
    model: recipe.model,
    resolution,
    ...(seconds === undefined || seconds < 0 ? {} : { seconds }),
  }
}

/** One row per kind of take, and one for all lengths of a model and resolution; none from fewer than three takes. */
export function usualTimeTable(takes: readonly FinishedTake[]): UsualTimeRow[] {
  const groups = new Map<string, { row: Likeness & { anyLength?: true }; takes: FinishedTake[] }>()
  const put = (row: Likeness & { anyLength?: true }, take: FinishedTake) => {
    const key = JSON.stringify([row.model, row.resolution, row.seconds, row.anyLength])
    const group = groups.get(key)
    if (group) group.takes.push(take)
    else groups.set(key, { row, takes: [take] })
  }
  for (const take of takes) {
    const { model, resolution, seconds } = take
    put({ model, resolution, ...(seconds === undefined ? {} : { seconds }) }, take)
    put({ model, resolution, anyLength: true }, take)
  }
  return [...groups.values()].flatMap(({ row, takes: alike }) => {
    const time = usualTime(alike)
    return time ? [{ ...row, ...time }] : []
  })
}

/** Of the same length where enough is known, else of any; undefined where neither is. */
export function findUsualTime(
  table: readonly UsualTimeRow[],
  { model, resolution, seconds }: Likeness,
): UsualTime | undefined {
  const alike = table.filter((row) => row.model === model && row.resolution === resolution)
  return (
    alike.find((row) => !row.anyLength && row.seconds === seconds) ?? alike.find(({ anyLength }) => anyLength)
  )
}

function usualTime(takes: readonly FinishedTake[]): UsualTime | undefined {
  const whole = middleOf(takes.map((take) => take.whole))
  if (!whole) return undefined
  const queue = middleOf(takes.flatMap((take) => take.queue ?? []))
  const making = middleOf(takes.flatMap((take) => take.making ?? []))
  return { takes: takes.length, whole, ...(queue && { queue }), ...(making && { making }) }
}

/** From the 20th to the 80th percentile, by nearest rank. */
function middleOf(times: readonly number[]): TimeRange | undefined {
  if (times.length < FEWEST) return undefined
  const sorted = times.toSorted((a, b) => a - b)
  const from = sorted[Math.ceil(sorted.length * LOW) - 1]
  const to = sorted[Math.ceil(sorted.length * HIGH) - 1]
  return from === undefined || to === undefined ? undefined : { from, to }
}
