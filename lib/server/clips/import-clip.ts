import 'server-only'
import { copyFile } from 'node:fs/promises'
import type * as z from 'zod/mini'
import type { Principal } from '#lib/access/principal.ts'
import { AppError } from '#lib/api/app-error.ts'
import type { ImportAnswer, importMediaSchema } from '#lib/api/clip-import.ts'
import type { Sentence } from '#lib/language/language.ts'
import type { GenerationRow, MediaRow } from '#lib/server/database/tables.ts'
import { findByKeys, findManyGenerations } from '#lib/server/generations/generation-store.ts'
import type { MediaReader } from '#lib/server/generations/media-access.ts'
import { showOne } from '#lib/server/generations/read-generations.ts'
import { newId } from '#lib/server/ids.ts'
import { asReceived } from '#lib/server/media/make-file.ts'
import { receiveUpload, type Upload } from '#lib/server/media/ingest.ts'
import type { MediaServices } from '#lib/server/media/keep-file.ts'
import { findManyMediaByHash, findMedia } from '#lib/server/media/media-store.ts'
import { noSuchFile } from '#lib/server/media/no-such-file.ts'
import type { Received } from '#lib/server/media/receive.ts'
import { isMediaFormat } from '#lib/server/media/sniff.ts'
import { requireProjectId } from '#lib/server/teams/require-project.ts'
import { findOwnersOfFiles } from './clip-store.ts'
import { type FoundInFile, foundInFile } from './found-in-file.ts'
import { keepImported } from './keep-imported.ts'

export interface ImportServices extends MediaServices {
  media: MediaReader
  limits: { clip: number }
}

/**
 * Takes a video in that was made elsewhere: streamed, inspected, kept byte for byte, and a clip of the gallery from then on. Bytes that are
 * one already are not kept twice: that clip is the answer. Throws AppError 400, 404, 413, 415, 422, 503.
 */
export async function importUpload(
  services: ImportServices,
  principal: Principal,
  upload: Upload & { project?: string | undefined },
): Promise<ImportAnswer> {
  const projectId = await requireProjectId(services.database.db, principal, upload.project)
  const { clip } = services.limits
  const limits = { image: clip, video: clip, audio: clip }
  const received = await receiveUpload({ ...services, limits }, upload)
  try {
    const found = await examine(received)
    const known = await findClip(services, principal, found.hashes)
    if (known) return { isNew: false, generation: await showOne(services, known) }
    const key = `import_${newId('key', services.clock())}`
    const plan = { projectId, fileName: upload.fileName, found, key, signal: upload.signal }
    const row = await keepImported(services, principal, received, plan)
    return { isNew: true, generation: await showOne(services, row) }
  } finally {
    await received.file.remove()
  }
}

/** Of a file that is here, also where it is a clip already: a person asked for another. The same key answers with the same clip. */
export async function importMedia(
  services: ImportServices,
  principal: Principal,
  wish: z.output<typeof importMediaSchema>,
): Promise<ImportAnswer> {
  const { db } = services.database
  const [earlier] = await findByKeys(db, principal.teamId, [`${wish.idempotencyKey}:1`])
  if (earlier) return { isNew: false, generation: await showOne(services, earlier) }
  const file = await findMedia(db, principal, wish.mediaId)
  if (!file) throw noSuchFile()
  const projectId = await requireProjectId(db, principal, wish.project ?? file.project_id)
  const received = await copyOf(services, file)
  try {
    const found = await examine(received)
    const fileName = wish.fileName ?? file.file_name
    const plan = { projectId, fileName, found, key: wish.idempotencyKey, signal: undefined }
    const row = await keepImported(services, principal, received, plan)
    return { isNew: true, generation: await showOne(services, row) }
  } finally {
    await received.file.remove()
  }
}

async function examine(received: Received): Promise<FoundInFile> {
  if (received.kind !== 'video') throw new AppError('unsupported_media', NO_VIDEO)
  return foundInFile(received)
}

/** The oldest in sight that is not in the bin. */
async function findClip(
  { database: { db } }: Pick<ImportServices, 'database'>,
  principal: Principal,
  hashes: readonly string[],
): Promise<GenerationRow | undefined> {
  const files = await findManyMediaByHash(db, principal, hashes)
  const owners = await findOwnersOfFiles(
    db,
    principal,
    files.map(({ id }) => id),
  )
  const isClip = new Set(files.map(({ id }) => id))
  const ids = owners.filter(({ clip_media_id: id }) => isClip.has(id ?? '')).map(({ id }) => id)
  const rows = await findManyGenerations(db, principal, ids)
  return rows
    .filter((row) => row.deleted_at === null)
    .toSorted((one, other) => one.created_at - other.created_at)[0]
}

/** The blob that is there stays the one that is there: this one takes its place with the same bytes. */
async function copyOf(
  { blobs, scratch }: Pick<ImportServices, 'blobs' | 'scratch'>,
  { blob_key: key, format }: MediaRow,
): Promise<Received> {
  if (!isMediaFormat(format)) throw new Error(`a kept file of the format ${format}`)
  const file = scratch.file()
  const { path, release } = await blobs.localPath(key)
  try {
    await copyFile(path, file.path)
    return await asReceived(file, format)
  } catch (error) {
    await file.remove()
    throw error
  } finally {
    await release()
  }
}

const NO_VIDEO: Sentence = {
  en: 'This is no video. Only videos become clips; add pictures and sounds as references in the studio.',
  zh: '这不是视频。只有视频才能导入为成片；图片和音频请在工作室中作为参考素材添加。',
}
