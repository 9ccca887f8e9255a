/** Which takes have just ended by themselves. Pure. */
import type { Generation } from '#lib/generation/generation.ts'
import { isFinal } from '#lib/generation/lifecycle.ts'

/** A take that was cancelled by hand is no news to anybody; one that was never seen waiting was not waited for. */
export function doneTakes(before: ReadonlyMap<string, Generation>, now: readonly Generation[]): Generation[] {
  return now.filter(({ id, state }) => {
    const old = before.get(id)
    return old !== undefined && !isFinal(old.state) && isFinal(state) && state !== 'cancelled'
  })
}
