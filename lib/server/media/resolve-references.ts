import 'server-only'
import type { Principal } from '#lib/access/principal.ts'
import type { ResolvedRecipe, ResolveRecipeInput } from '#lib/api/recipes.ts'
import type { Database } from '#lib/server/database/database.ts'
import type { MediaRow } from '#lib/server/database/tables.ts'
import type { BlobStore } from './blob-store.ts'
import { toMediaFile } from './media-file.ts'
import { findManyMedia, findManyMediaByHash } from './media-store.ts'

interface ResolveServices {
  database: Database
  blobs: Pick<BlobStore, 'stat'>
}

/** The files in sight behind a recipe's references, by hash or by id, in the same order. What is out of sight is not there. */
export async function resolveReferences(
  { database: { db }, blobs }: ResolveServices,
  principal: Principal,
  { references }: ResolveRecipeInput,
): Promise<ResolvedRecipe> {
  const hashes = references.flatMap(({ sha256 }) => sha256 ?? [])
  const ids = references.flatMap(({ mediaId }) => mediaId ?? [])
  const rows = [
    ...(await findManyMedia(db, principal, [...new Set(ids)])),
    ...(await findManyMediaByHash(db, principal, [...new Set(hashes)])),
  ]
  const found = references.map(({ kind, sha256, mediaId }) =>
    rows.find((row) => row.kind === kind && (row.id === mediaId || row.sha256 === sha256)),
  )
  return { media: await Promise.all(found.map((row) => (row ? ifStored(blobs, row) : null))) }
}

/** A row whose bytes are gone is a file that is missing. */
async function ifStored(blobs: Pick<BlobStore, 'stat'>, row: MediaRow) {
  return (await blobs.stat(row.blob_key)) ? toMediaFile(row) : null
}
