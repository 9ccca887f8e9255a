/** Before clips are thrown away that are in use somewhere, a person is asked. What is in use nowhere goes at once: there is an Undo. */
import { fetchUses } from '#lib/queries/clip-questions.ts'
import { binAsker } from './bin-asker.ts'

export async function mayBin(ids: readonly string[]): Promise<boolean> {
  const ask = binAsker()
  if (ask === undefined || ids.length === 0) return true
  // Whatever is wrong with the server is said when it is told to throw them away.
  const uses = await fetchUses(ids).catch(() => undefined)
  if (uses === undefined || uses.total === 0) return true
  return new Promise((answer) => ask({ count: ids.length, uses, answer }))
}
