import 'server-only'
import { ofWholeTeam } from '#lib/access/principal.ts'
import { createHash } from 'node:crypto'
import type { Principal } from '#lib/access/principal.ts'
import { AppError } from '#lib/api/app-error.ts'
import { isRemakeable } from '#lib/generation/lifecycle.ts'
import type { ByteSource } from '#lib/generation/movie-boxes.ts'
import { canTakeBox, recipeBox } from '#lib/generation/recipe-box.ts'
import { plainText } from '#lib/prompt/mentions.ts'
import { actorOf, recordAudit } from '#lib/server/audit/record-audit.ts'
import type { Clock } from '#lib/server/clock.ts'
import type { Database } from '#lib/server/database/database.ts'
import type { GenerationRow, MediaRow } from '#lib/server/database/tables.ts'
import type { BlobStore } from '#lib/server/media/blob-store.ts'
import { displayName } from '#lib/server/media/file-name.ts'
import { serveBlob } from '#lib/server/media/serve-blob.ts'
import { projectNames } from '#lib/server/teams/team-store.ts'
import { findGeneration } from './generation-store.ts'
import type { MediaReader } from './media-access.ts'
import { requireRow } from './read-generations.ts'
import { readRecipe } from './recipe.ts'
import { fileIdsOf, recipeFileOf } from './recipe-of-row.ts'
import { clipFileName } from './show-generation.ts'

interface DownloadServices {
  database: Database
  clock: Clock
  media: MediaReader
  blobs: Pick<BlobStore, 'stat' | 'read'>
}

/**
 * A clip to keep, under a name that a person understands. A member's copy carries its recipe behind the clip's own bytes; everybody
 * else gets the clip as it came, and the stored original never changes. Throws AppError 404, 416.
 */
export async function readDownload(
  services: DownloadServices,
  principal: Principal,
  request: Request,
  { id, name }: { id: string; name?: string | undefined },
): Promise<Response> {
  const { db } = services.database
  const row = requireRow(await findGeneration(db, principal, id))
  const clipIds = row.clip_media_id === null ? [] : [row.clip_media_id]
  const [clip] = await services.media.find(clipIds, principal)
  if (!clip) throw noClip()
  const projects = await projectNames(db, [row.project_id])
  const ownName = clipFileName(row, clip.format, projects.get(row.project_id) ?? '')
  // A range is the same download going on.
  if (!request.headers.has('range') && request.method === 'GET')
    await recordAudit(db, {
      teamId: row.team_id,
      actor: actorOf(principal),
      action: 'clip.downloaded',
      at: services.clock(),
      projectId: row.project_id,
      targetId: id,
      details: { file: ownName },
    })
  const carriesRecipe = principal.kind === 'member' && isRemakeable(row)
  const tail = carriesRecipe ? await recipeOf(services, row, clip) : undefined
  return serveBlob(services.blobs, request, {
    key: clip.blob_key,
    etag: tail ? `${clip.sha256}-${digestOf(tail)}` : clip.sha256,
    mime: clip.mime,
    downloadName: displayName(name ?? '', ownName),
    // The same address has other bytes once a reference's file is gone.
    cache: 'checked',
    tail,
  })
}

/** Undefined where it can't be carried: too large, or the clip is no file that a box can be put behind. */
async function recipeOf(
  { media, blobs }: DownloadServices,
  row: GenerationRow,
  clip: MediaRow,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (!(await canTakeBox(sourceOf(blobs, clip)))) return undefined
  const recipe = readRecipe(row.recipe)
  const found = await media.find(fileIdsOf(recipe), ofWholeTeam(row.team_id))
  const files = new Map(found.map((file) => [file.id, file]))
  return recipeBox(recipeFileOf(row, recipe, files), plainText(recipe.prompt, recipe.references))
}

function sourceOf(blobs: Pick<BlobStore, 'read'>, { blob_key: key, bytes }: MediaRow): ByteSource {
  return {
    size: bytes,
    read: async (start, end) =>
      new Uint8Array(await new Response(await blobs.read(key, { start, end: end - 1 })).arrayBuffer()),
  }
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 16)
}

function noClip(): AppError {
  return new AppError('not_found', {
    en: 'This generation has no clip to download. Look at its state.',
    zh: '这次生成没有可下载的成片。请查看它的状态。',
  })
}
