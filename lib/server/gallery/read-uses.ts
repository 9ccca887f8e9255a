import 'server-only'
import type { Principal } from '#lib/access/principal.ts'
import type { ClipUse, ClipUses } from '#lib/api/clip-uses.ts'
import { madeFrom } from '#lib/server/clips/source-store.ts'
import type { Database } from '#lib/server/database/database.ts'
import { findManyGenerations } from '#lib/server/generations/generation-store.ts'
import { sequencesWith } from '#lib/server/sequences/sequence-store.ts'
import { promptBeginning } from './show-cards.ts'

/** Shown by name; the others are counted. */
const MOST_SHOWN = 20
/** Counted. Whoever has more reads "2000" and knows enough. */
const MOST_COUNTED = 2000

/**
 * Where these clips are in use: what was made from them and is not in the bin itself, and the sequences they stand in. What is
 * asked for together does not count for one another: it is thrown away together. Ids that are not the team's are in use nowhere.
 */
export async function readUses(
  { database: { db } }: { database: Database },
  principal: Principal,
  ids: readonly string[],
): Promise<ClipUses> {
  const asked = new Set((await findManyGenerations(db, principal, ids)).map(({ id }) => id))
  const sources = (await madeFrom(db, [...asked], MOST_COUNTED)).filter(
    ({ generation_id: id }) => !asked.has(id),
  )
  const userIds = [...new Set(sources.map(({ generation_id: id }) => id))]
  const users = new Map(
    (await findManyGenerations(db, principal, userIds))
      .filter(({ deleted_at: deletedAt }) => deletedAt === null)
      .map((row) => [row.id, row]),
  )
  const uses = sources.flatMap(({ generation_id: userId, source_id: clipId, kind }): ClipUse[] => {
    const user = users.get(userId)
    return user ? [{ clipId, as: kind, userId, title: promptBeginning(user), take: user.take }] : []
  })
  const sequences = await sequencesWith(db, principal, [...asked], MOST_COUNTED)
  uses.push(
    ...sequences.map(({ clipId, sequenceId, title }): ClipUse => ({
      clipId,
      as: 'sequence',
      userId: sequenceId,
      title,
    })),
  )
  return {
    clips: new Set(uses.map(({ clipId }) => clipId)).size,
    total: uses.length,
    uses: uses.slice(0, MOST_SHOWN),
  }
}
