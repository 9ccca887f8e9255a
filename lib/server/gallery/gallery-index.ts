import 'server-only'
import type { Transaction } from 'kysely'
import type { Database } from '#lib/server/database/database.ts'
import type { GenerationRow, MediaRow, Tables } from '#lib/server/database/tables.ts'
import { listChangedOfAll } from '#lib/server/generations/generation-store.ts'
import { findMediaOfAll } from '#lib/server/media/media-store.ts'
import { commentTexts } from '#lib/server/review/comment-store.ts'
import { standingsOf } from '#lib/server/review/verdict-store.ts'
import { purgedAmong } from './purge-store.ts'
import { keepEntries, keepProgress, lockProgress, type Progress } from './entry-store.ts'
import { entryOf } from './entry-of.ts'
import { writeWords } from './search-index.ts'
import { tagsOf } from './tag-store.ts'
import { wordsOf } from './words-of.ts'

/** Rows of one transaction: about 20 ms on SQLite, which has one connection for everybody. */
const ROWS_AT_ONCE = 200

/**
 * Keeps the gallery's entries in step with the generations: they follow the change counter, whose numbers appear in the order of commits,
 * so nothing is stepped over, whoever wrote it. Reading the gallery catches up first; a process that dies in between leaves the rest to
 * the next one. Bulk changes share one number, hence the id as its second half.
 */
export async function catchUp(database: Database): Promise<void> {
  while (await database.transaction((transaction) => follow(transaction, database.dialect)));
}

/** Whether there may be more. */
async function follow(transaction: Transaction<Tables>, dialect: Database['dialect']): Promise<boolean> {
  const progress = await lockProgress(transaction)
  const rows = await listChangedOfAll(transaction, progress, ROWS_AT_ONCE)
  const last = rows.at(-1)
  if (last === undefined) return false
  const purged = await purgedAmong(
    transaction,
    rows.map(({ id }) => id),
  )
  await index(
    transaction,
    dialect,
    rows.filter(({ id }) => !purged.has(id)),
  )
  await keepProgress(transaction, nextAfter(last))
  return rows.length === ROWS_AT_ONCE
}

function nextAfter({ version, id }: GenerationRow): Progress {
  return { version, generation_id: id }
}

async function index(
  transaction: Transaction<Tables>,
  dialect: Database['dialect'],
  rows: readonly GenerationRow[],
): Promise<void> {
  if (rows.length === 0) return
  const ids = rows.flatMap(({ clip_media_id: id }) => (id === null ? [] : [id]))
  const clips = new Map<string, MediaRow>(
    (await findMediaOfAll(transaction, ids)).map((clip) => [clip.id, clip]),
  )
  const rowIds = rows.map(({ id }) => id)
  const tags = await tagsOf(transaction, rowIds)
  const standings = await standingsOf(transaction, rowIds)
  const comments = await commentTexts(transaction, rowIds)
  const entries = await keepEntries(
    transaction,
    rows.map((row) => entryOf(row, clips.get(row.clip_media_id ?? ''), standings.get(row.id))),
  )
  await writeWords(
    transaction,
    dialect,
    rows.flatMap((row) => {
      const entry = entries.get(row.id)
      return entry === undefined
        ? []
        : [{ entry, words: wordsOf(row, tags.get(row.id) ?? [], comments.get(row.id)) }]
    }),
  )
}
