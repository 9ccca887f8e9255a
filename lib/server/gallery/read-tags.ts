import 'server-only'
import type { Principal } from '#lib/access/principal.ts'
import type { ClipTags } from '#lib/api/clip-tags.ts'
import type { Database } from '#lib/server/database/database.ts'
import { findManyGenerations } from '#lib/server/generations/generation-store.ts'
import { teamTags } from './gallery-store.ts'
import { tagsOf } from './tag-store.ts'

/** More nobody reads; what is typed finds the others by being typed. */
const MOST_TAGS = 500

/** Tags of these clips, counted; those out of sight have none. */
export async function readTags(
  { database: { db } }: { database: Database },
  principal: Principal,
  ids: readonly string[],
): Promise<ClipTags> {
  const own = (await findManyGenerations(db, principal, ids)).map(({ id }) => id)
  const counts: Record<string, number> = Object.create(null)
  for (const tags of (await tagsOf(db, own)).values())
    for (const tag of tags) counts[tag] = (counts[tag] ?? 0) + 1
  return { counts, team: await teamTags(db, principal, MOST_TAGS) }
}
