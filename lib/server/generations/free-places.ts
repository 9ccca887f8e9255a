import 'server-only'
import { MODELS, modelOrLoosest } from '#lib/seedance/models.ts'

/** How many tasks may be at the provider at one time. */
export interface InFlightLimits {
  maxInFlight: number
  /** Of each model; undefined: as many as it runs at once (contract.md §3.7). */
  maxPerModel?: number | undefined
}

export function maxOfModel(model: string, { maxPerModel }: InFlightLimits): number {
  return maxPerModel ?? modelOrLoosest(model).model.concurrency
}

/** Of any model, an unknown one too. */
const FEWEST = Math.min(...[...MODELS, modelOrLoosest('').model].map(({ concurrency }) => concurrency))

export interface FreePlaces {
  /** What may be taken, oldest first, without any model getting more than its own places. Ask again after that. */
  count: number
  fullModels: string[]
}

/** `busy`: how many places each model has taken; absent models have taken none. */
export function freePlaces(limits: InFlightLimits, busy: ReadonlyMap<string, number>): FreePlaces {
  const taken = [...busy.values()].reduce((sum, count) => sum + count, 0)
  const rooms = [...busy].map(([model, count]) => ({ model, room: maxOfModel(model, limits) - count }))
  const open = rooms.filter(({ room }) => room > 0).map(({ room }) => room)
  const unseen = limits.maxPerModel ?? FEWEST
  return {
    count: Math.max(0, Math.min(limits.maxInFlight - taken, unseen, ...open)),
    fullModels: rooms.filter(({ room }) => room <= 0).map(({ model }) => model),
  }
}
