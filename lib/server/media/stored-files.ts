import 'server-only'
import type { Database } from '#lib/server/database/database.ts'
import type { MediaRow } from '#lib/server/database/tables.ts'
import type { BlobFacts, BlobStore } from './blob-store.ts'
import { keysInUse, mediaAmong, mediaPage, pictureKeysInUse } from './media-store.ts'

/** Storage and rows, compared. Looks and never touches: what nobody knows may still be somebody's. */

export interface StorageServices {
  database: Database
  blobs: Pick<BlobStore, 'list' | 'stat'>
}

/** A row whose file is not there. */
export interface MissingFile {
  key: string
  /** Of the original; undefined for what was made from it. */
  bytes?: number
  mediaId: string
  teamId: string
  fileName: string
}

const AT_ONCE = 200

/** Files that no row points to. One folder after another, however many there are. */
export async function* filesWithoutRows({ database, blobs }: StorageServices): AsyncGenerator<BlobFacts> {
  for await (const files of inBatches(blobs.list())) {
    const known = await knownAmong(database, files)
    for (const file of files) if (!known.has(file.key)) yield file
  }
}

const DERIVED = /^derived\/([^/]+)\//

async function knownAmong({ db }: Database, files: readonly BlobFacts[]): Promise<ReadonlySet<string>> {
  const originals = await keysInUse(
    db,
    files.map(({ key }) => key),
  )
  const owners = await mediaAmong(
    db,
    files.flatMap(({ key }) => DERIVED.exec(key)?.[1] ?? []),
  )
  const isOwned = (key: string) => originals.has(key) || owners.has(DERIVED.exec(key)?.[1] ?? '')
  const ownerless = files.map(({ key }) => key).filter((key) => !isOwned(key))
  // Rows may show the pictures of another one that has the same bytes.
  const shown = await pictureKeysInUse(db, ownerless)
  return new Set(files.map(({ key }) => key).filter((key) => isOwned(key) || shown.has(key)))
}

/** Files that rows point to and that are not there: originals, and the pictures that were made from them. */
export async function* rowsWithoutFiles({ database, blobs }: StorageServices): AsyncGenerator<MissingFile> {
  for (let after = ''; ;) {
    const rows = await mediaPage(database.db, after, AT_ONCE)
    const last = rows.at(-1)
    if (last === undefined) return
    for (const row of rows)
      for (const key of keysOf(row)) {
        if (await blobs.stat(key)) continue
        const isOriginal = key === row.blob_key
        yield {
          key,
          ...(isOriginal && { bytes: row.bytes }),
          mediaId: row.id,
          teamId: row.team_id,
          fileName: row.file_name,
        }
      }
    after = last.id
  }
}

function keysOf({ blob_key: original, poster_key: poster, sprite_key: sprite }: MediaRow): string[] {
  return [original, poster, sprite].filter((key) => key !== null)
}

async function* inBatches<Item>(items: AsyncIterable<Item>): AsyncGenerator<Item[]> {
  let batch: Item[] = []
  for await (const item of items) {
    batch.push(item)
    if (batch.length < AT_ONCE) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
