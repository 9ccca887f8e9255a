import 'server-only'
import type { Principal } from '#lib/access/principal.ts'
import type { Storage } from '#lib/api/storage.ts'
import { sumMedia } from './media-store.ts'
import { filesWithoutRows, rowsWithoutFiles, type StorageServices } from './stored-files.ts'

const MOST_NAMED = 100

/** Walks everything: some seconds for a hundred thousand files. */
export async function readStorage(services: StorageServices, { teamId }: Principal): Promise<Storage> {
  const storage: Storage = {
    files: 0,
    bytes: 0,
    media: await sumMedia(services.database.db, teamId),
    stray: { count: 0, bytes: 0, first: [] },
    lost: { count: 0, first: [] },
  }
  for await (const { bytes } of services.blobs.list()) {
    storage.files += 1
    storage.bytes += bytes
  }
  for await (const { key, bytes, changedAt } of filesWithoutRows(services)) {
    storage.stray.count += 1
    storage.stray.bytes += bytes
    if (storage.stray.count <= MOST_NAMED)
      storage.stray.first.push({ key, bytes, changedAt: Math.round(changedAt) })
  }
  for await (const { key, mediaId, fileName, teamId: owner } of rowsWithoutFiles(services)) {
    if (owner !== teamId) continue
    storage.lost.count += 1
    if (storage.lost.count <= MOST_NAMED) storage.lost.first.push({ key, mediaId, fileName })
  }
  return storage
}
