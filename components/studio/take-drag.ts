/** A take on its way into the composer. */
import type { Generation } from '#lib/generation/generation.ts'

const TYPE = 'application/x-seedreel-take'

/** What is dragged can't be read before it is dropped, but what may become of it is shown before. */
let current: Generation | undefined

export function startTakeDrag(generation: Generation, data: DataTransfer): void {
  current = generation
  data.setData(TYPE, generation.id)
  data.effectAllowed = 'copy'
}

export function isTakeDrag(data: DataTransfer): boolean {
  return data.types.includes(TYPE)
}

export function draggedTake(): Generation | undefined {
  return current
}

export function endTakeDrag(): void {
  current = undefined
}
