import 'server-only'
import { inSight } from '#lib/server/database/in-sight.ts'
import type { Sight } from '#lib/access/principal.ts'
import type { Executor } from '#lib/server/database/database.ts'
import type { GenerationRow } from '#lib/server/database/tables.ts'

/** SQL on generations for the clip's page: the takes of a shot, and whose clip a file is. */

export type FileOwner = Pick<GenerationRow, 'id' | 'created_at' | 'clip_media_id' | 'last_frame_media_id'>

/** Whose clip or last frame each of these files is, the oldest first, removed ones too. */
export async function findOwnersOfFiles(
  executor: Executor,
  sight: Sight,
  mediaIds: readonly string[],
): Promise<FileOwner[]> {
  if (mediaIds.length === 0) return []
  const by = (column: 'clip_media_id' | 'last_frame_media_id') =>
    executor
      .selectFrom('generations')
      .select(['id', 'created_at', 'clip_media_id', 'last_frame_media_id'])
      .where(inSight(sight))
      .where(column, 'in', mediaIds)
      .execute()
  // Two questions and sorted here: for one with `or`, or with an order, SQLite reads all rows of the team.
  const rows = [...(await by('clip_media_id')), ...(await by('last_frame_media_id'))]
  return rows.toSorted((one, other) => one.created_at - other.created_at || (one.id < other.id ? -1 : 1))
}

/** Takes of one shot without removed ones: at most `most` before this number, and as many from it on. */
export async function listTakesAround(
  executor: Executor,
  { sight, shotId, take, most }: { sight: Sight; shotId: string; take: number; most: number },
): Promise<GenerationRow[]> {
  const takes = executor
    .selectFrom('generations')
    .selectAll()
    .where('shot_id', '=', shotId)
    .where(inSight(sight))
    .where('deleted_at', 'is', null)
    .limit(most)
  const before = await takes.where('take', '<', take).orderBy('take', 'desc').execute()
  const after = await takes.where('take', '>=', take).orderBy('take').execute()
  return [...before.toReversed(), ...after]
}

/** What a share link shows of a shot or of a whole project: finished clips that are not in the bin. */
interface SharedClips {
  sight: Sight
  /** Of this shot, by their takes; absent: of all in sight, newest first. */
  shotId?: string | undefined
}

export function listSharedClips(
  executor: Executor,
  { sight, shotId, from, limit }: SharedClips & { from: number; limit: number },
): Promise<GenerationRow[]> {
  const clips = sharedClips(executor, { sight, shotId }).selectAll().limit(limit).offset(from)
  const ordered =
    shotId === undefined
      ? clips.orderBy('created_at', 'desc').orderBy('id', 'desc')
      : clips.orderBy('take').orderBy('id')
  return ordered.execute()
}

export async function countSharedClips(executor: Executor, shared: SharedClips): Promise<number> {
  const { count } = await sharedClips(executor, shared)
    .select(({ fn }) => fn.countAll<number | string>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

function sharedClips(executor: Executor, { sight, shotId }: SharedClips) {
  return executor
    .selectFrom('generations')
    .where(inSight(sight))
    .where('state', '=', 'succeeded')
    .where('clip_media_id', 'is not', null)
    .where('deleted_at', 'is', null)
    .$if(shotId !== undefined, (query) => query.where('shot_id', '=', shotId ?? ''))
}
