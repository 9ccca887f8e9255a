import 'server-only'
import type { Transaction } from 'kysely'
import * as z from 'zod/mini'
import { DAYS_IN_BIN } from '#lib/api/clip-limits.ts'
import { type Clock, DAY_MS } from '#lib/server/clock.ts'
import { madeFrom } from '#lib/server/clips/source-store.ts'
import { nextChange } from '#lib/server/database/change-counter.ts'
import type { Database } from '#lib/server/database/database.ts'
import type { PurgeRow } from '#lib/server/database/gallery-tables.ts'
import type { MediaRow, Tables } from '#lib/server/database/tables.ts'
import type { BlobStore } from '#lib/server/media/blob-store.ts'
import { derivedPrefix } from '#lib/server/media/keep-file.ts'
import { deleteMedia, findMediaOfAll, keysInUse } from '#lib/server/media/media-store.ts'
import { sequencesWith } from '#lib/server/sequences/sequence-store.ts'
import { removeEntries } from './entry-store.ts'
import { removeAllFavourites } from './favourite-store.ts'
import {
  type BinnedRow,
  closePurge,
  findKept,
  findOverdue,
  findRemoving,
  keepPurges,
  letGoOfFiles,
  ownedAmong,
  purgedAmong,
} from './purge-store.ts'
import { removeWords } from './search-index.ts'
import { removeAllTags } from './tag-store.ts'

export interface PurgeServices {
  database: Database
  blobs: Pick<BlobStore, 'list' | 'remove' | 'removeIfOlder'>
  clock: Clock
}

export interface Purged {
  /** Generations that left the bin for good. */
  generations: number
  /** Generations whose files were removed, now or since they left the bin. */
  files: number
}

/** Rows of one transaction: some 10 ms on SQLite, which has one connection for everybody. */
const ROWS_AT_ONCE = 20
/** A file that somebody has just put there may have no row yet. Longer than looking at any file takes. */
const FRESH_MS = 3_600_000

/**
 * Empties the bin of what has been there for 30 days. A generation's row stays: its key answers a repeated press, its price counts, and
 * what was made from it still says so. First, in one transaction, nothing points to its files any more and they are written down as to be
 * removed; then they are. Killed anywhere, the next run goes on. No row ever points to a file that is gone, and a file that another
 * generation was made from stays as long as that one does.
 */
export async function purgeBin(services: PurgeServices): Promise<Purged> {
  const { database, clock } = services
  const before = clock() - DAYS_IN_BIN * DAY_MS
  const purged: Purged = { generations: 0, files: 0 }
  while ((await findOverdue(database.db, before, 1)).length > 0)
    purged.generations += await database.transaction(async (transaction) => {
      // Before any other row, as everywhere: whoever restores one of these now waits, and is then told that it is gone.
      await nextChange(transaction)
      const rows = await findOverdue(transaction, before, ROWS_AT_ONCE)
      await purgeRows(transaction, database.dialect, rows, clock())
      return rows.length
    })
  await lookAgain(services)
  purged.files = await removeFiles(services)
  return purged
}

/** Whether what was kept for others is still in use. */
async function lookAgain({ database, clock }: PurgeServices): Promise<void> {
  let after = ''
  for (;;) {
    const [first] = await findKept(database.db, after, 1)
    if (first === undefined) return
    after = await database.transaction(async (transaction) => {
      await nextChange(transaction)
      const rows = await findKept(transaction, after, ROWS_AT_ONCE)
      await purgeRows(transaction, database.dialect, rows, clock())
      return rows.at(-1)?.id ?? first.id
    })
  }
}

async function purgeRows(
  transaction: Transaction<Tables>,
  dialect: Database['dialect'],
  rows: readonly BinnedRow[],
  now: number,
): Promise<void> {
  const ids = rows.map(({ id }) => id)
  await removeAllTags(transaction, ids)
  await removeAllFavourites(transaction, ids)
  await removeWords(transaction, dialect, await removeEntries(transaction, ids))
  const used = await usedByLiving(transaction, ids)
  const free = rows.filter(({ id }) => !used.has(id))
  await letGoOfFiles(
    transaction,
    free.map(({ id }) => id),
  )
  const files = await dropMedia(transaction, free)
  await keepPurges(
    transaction,
    rows.map(({ id }): PurgeRow => ({
      generation_id: id,
      state: used.has(id) ? 'kept' : 'removing',
      files: JSON.stringify(files.get(id) ?? []),
      purged_at: now,
    })),
  )
}

/** More than anybody makes from twenty clips; where there are more, the clips are in use anyway. */
const MOST_USES = 2000

/** Which of these a generation was made from that is not purged itself and could be made again, or stand in a sequence. */
async function usedByLiving(
  transaction: Transaction<Tables>,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const uses = (await madeFrom(transaction, ids, MOST_USES)).filter(({ kind }) => kind !== 'draft')
  const gone = await purgedAmong(
    transaction,
    uses.map(({ generation_id: id }) => id),
  )
  const sequences = await sequencesWith(transaction, 'everybody', ids, MOST_USES)
  return new Set([
    ...uses.flatMap(({ generation_id: user, source_id: id }) => (gone.has(user) ? [] : [id])),
    ...sequences.map(({ clipId }) => clipId),
  ])
}

/** Deletes the rows of clips and last frames that nothing else owns; answers with their files, by generation. */
async function dropMedia(
  transaction: Transaction<Tables>,
  rows: readonly BinnedRow[],
): Promise<ReadonlyMap<string, string[]>> {
  const idsOf = ({ clip_media_id: clip, last_frame_media_id: frame }: BinnedRow) =>
    [clip, frame].filter((id) => id !== null)
  const ids = rows.flatMap(idsOf)
  const owned = await ownedAmong(transaction, ids)
  const media = new Map(
    (await findMediaOfAll(transaction, ids))
      .filter((row) => !owned.has(row.id) && isOfGeneration(row))
      .map((row) => [row.id, row]),
  )
  await deleteMedia(transaction, [...media.keys()])
  return new Map(rows.map((row) => [row.id, idsOf(row).flatMap((id) => filesOf(media.get(id)))]))
}

/** What a person added stays in the library, whichever generation shows it as its clip. */
function isOfGeneration({ origin }: MediaRow): boolean {
  return origin === 'clip' || origin === 'last_frame'
}

function filesOf(row: MediaRow | undefined): string[] {
  return row ? [row.blob_key, derivedPrefix(row.id)] : []
}

const filesSchema = z.array(z.string())

/** Of all generations that wait for it. Answers for how many. */
async function removeFiles({ database, blobs, clock }: PurgeServices): Promise<number> {
  let done = 0
  for (;;) {
    const rows = await findRemoving(database.db, ROWS_AT_ONCE)
    if (rows.length === 0) return done
    for (const { generation_id: id, files } of rows) {
      for (const file of z.parse(filesSchema, JSON.parse(files))) {
        if (file.endsWith('/')) for await (const { key } of blobs.list(file)) await blobs.remove(key)
        // The same bytes may be another row's too, or have just come again: then they stay, and if nobody takes them they are listed.
        else if ((await keysInUse(database.db, [file])).size === 0)
          await blobs.removeIfOlder(file, clock() - FRESH_MS)
      }
      await closePurge(database.db, id)
      done += 1
    }
  }
}
