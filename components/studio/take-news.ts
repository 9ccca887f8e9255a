/** What a screen reader says when takes change. Pure. */
import type { Generation } from '#lib/generation/generation.ts'
import { stateInWords } from '#lib/generation/lifecycle.ts'

/** Undefined when nothing worth hearing happened: a figure that moved is not. */
export function newsInWords(
  before: ReadonlyMap<string, Generation>,
  now: readonly Generation[],
): string | undefined {
  const changed = now.filter((generation) => {
    const old = before.get(generation.id)
    return old !== undefined && stateInWords(old) !== stateInWords(generation)
  })
  if (changed.length === 0) return undefined
  return changed.map(sentence).join(' ')
}

function sentence(generation: Generation): string {
  const reason = generation.problem && generation.state === 'failed' ? `: ${generation.problem.message}` : ''
  return `Take ${generation.take}: ${stateInWords(generation)}${reason}.`
}
