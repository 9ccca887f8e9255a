import 'server-only'
import type { Principal } from '#lib/access/principal.ts'
import type { Sequence } from '#lib/api/sequences.ts'
import type { Generation } from '#lib/generation/generation.ts'
import { listTakesAround } from '#lib/server/clips/clip-store.ts'
import { type ReadServices, showOne } from '#lib/server/generations/read-generations.ts'
import { findParts, findSequence } from './sequence-store.ts'
import { showSequence } from './show-sequence.ts'

/** More than any shot has takes. */
const BEHIND_ALL = 2 ** 31 - 1

/** A sequence and what it was last joined to, or is being joined to. Undefined: it is not there. */
export async function readSequencePage(
  services: ReadServices,
  principal: Principal,
  id: string,
): Promise<{ sequence: Sequence; joined: Generation | undefined } | undefined> {
  const { db } = services.database
  const row = await findSequence(db, principal, id)
  if (!row) return undefined
  const sequence = await showSequence(db, principal, row, await findParts(db, id))
  const shotId = row.shot_id ?? ''
  const takes = await listTakesAround(db, { sight: principal, shotId, take: BEHIND_ALL, most: 1 })
  const last = takes.at(-1)
  return { sequence, joined: last && (await showOne(services, last)) }
}
