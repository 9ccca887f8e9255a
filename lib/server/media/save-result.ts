import 'server-only'
import { ofWholeTeam } from '#lib/access/principal.ts'
import type { Clock } from '#lib/server/clock.ts'
import type { Database } from '#lib/server/database/database.ts'
import type { GenerationRow, MediaRow } from '#lib/server/database/tables.ts'
import { ResultError, type ResultSaver, type ResultToSave } from '#lib/server/generations/media-access.ts'
import type { BlobStore } from './blob-store.ts'
import type { DownloadRequest } from './download.ts'
import { DownloadError, type DownloadErrorKind } from './download-error.ts'
import { displayName } from './file-name.ts'
import { fetchClip, fetchLastFrame, type FetchedFile } from './fetch-result.ts'
import type { Inspector } from './inspector.ts'
import { companionKey, fileColumns } from './keep-file.ts'
import { findManyMedia, keepMedia } from './media-store.ts'
import type { Received } from './receive.ts'
import { openBench, StorageError, type Scratch } from './scratch.ts'

export interface ResultSaverServices {
  database: Database
  blobs: BlobStore
  scratch: Scratch
  inspector: Pick<Inspector, 'inspect'>
  clock: Clock
  download(scratch: Scratch, request: DownloadRequest): Promise<Received>
  /** Bytes of the largest clip that is kept. */
  clipLimit: number
}

/**
 * The last step of a generation. Both rows are written in one transaction, after every byte is on the storage and was read
 * back; their ids follow from the generation's, and so do all keys. So it may be killed anywhere and done again, by
 * two processes at once if need be, and there is one clip in the end.
 */
export function createResultSaver(services: ResultSaverServices): ResultSaver {
  return {
    async saveResult(result) {
      try {
        return (await findSaved(services.database, result.generation)) ?? (await save(services, result))
      } catch (error) {
        throw toResultError(error)
      }
    },
  }
}

/** `gen_…` gives `med_…` and `med_…f`: one generation, one clip, one last frame. */
export function resultMediaIds(generationId: string): { clipMediaId: string; lastFrameMediaId: string } {
  const clipMediaId = generationId.replace(/^gen_/, 'med_')
  return { clipMediaId, lastFrameMediaId: `${clipMediaId}f` }
}

async function findSaved({ db }: Database, generation: GenerationRow) {
  const ids = resultMediaIds(generation.id)
  const rows = await findManyMedia(db, ofWholeTeam(generation.team_id), Object.values(ids))
  return rows.length === 2 ? ids : undefined
}

async function save(services: ResultSaverServices, result: ResultToSave) {
  const ids = resultMediaIds(result.generation.id)
  const bench = openBench(services.scratch)
  try {
    const fetcher = { ...services, scratch: bench, download: services.download.bind(undefined, bench) }
    const { clip, decodedFrame } = await fetchClip(fetcher, result)
    const frame = await fetchLastFrame(fetcher, result, decodedFrame)
    const rows = [
      await storeResult(
        services,
        result.generation,
        { id: ids.clipMediaId, origin: 'clip', name: nameOf(result.generation) },
        clip,
      ),
      await storeResult(
        services,
        result.generation,
        { id: ids.lastFrameMediaId, origin: 'last_frame', name: `${nameOf(result.generation)} last frame` },
        frame,
      ),
    ]
    await services.database.transaction(async (transaction) => {
      for (const row of rows) await keepMedia(transaction, row)
    })
    return ids
  } finally {
    await bench.clear()
  }
}

/** Characters of the prompt in a clip's name: enough to tell one idea from another, and to be said in a prompt. */
const TITLE_LENGTH = 24

/** `a small harbour at dusk take 3`: how the library and the mentions call it. */
function nameOf({ prompt_text: prompt, take }: GenerationRow): string {
  const words = prompt.match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu) ?? []
  const title = words.reduce((whole, word) => {
    const longer = whole === '' ? Array.from(word).slice(0, TITLE_LENGTH).join('') : `${whole} ${word}`
    return longer.length > TITLE_LENGTH ? whole : longer
  }, '')
  return `${title} take ${take}`.trim()
}

/** Puts the bytes where they stay, reads them back, and says what to write down. Rejects with StorageError. */
export async function storeResult(
  { blobs, clock }: Pick<ResultSaverServices, 'blobs' | 'clock'>,
  generation: Pick<GenerationRow, 'team_id' | 'project_id' | 'author_id'>,
  about: { id: string; origin: 'clip' | 'last_frame'; name: string },
  { received, inspection, poster, sprite }: FetchedFile,
): Promise<MediaRow> {
  const columns = fileColumns(about.id, received, inspection)
  try {
    await blobs.adopt(columns.blob_key, received.file.path)
    const isSame = (await blobs.hash(columns.blob_key)) === received.sha256
    if (!isSame)
      throw new StorageError({
        en: 'What was read back from the storage is not what was written.',
        zh: '从存储读回的内容与写入的不一致。',
      })
    await blobs.adopt(companionKey(about.id, 'poster.webp'), poster.path)
    if (sprite) await blobs.adopt(companionKey(about.id, 'sprite.jpg'), sprite.path)
  } catch (error) {
    if (error instanceof StorageError) throw error
    throw new StorageError(
      { en: 'The clip could not be written to the storage.', zh: '成片无法写入存储。' },
      { cause: error },
    )
  }
  return {
    ...columns,
    team_id: generation.team_id,
    project_id: generation.project_id,
    author_id: generation.author_id,
    origin: about.origin,
    file_name: displayName(`${about.name}.${received.format}`, `clip.${received.format}`),
    made_from: null,
    created_at: clock(),
  }
}

/** `too_large` is our own limit, which can be raised while the address lives; so can the rule that refused an address. */
const DOWNLOAD_KINDS = {
  dead: 'dead',
  temporary: 'temporary',
  truncated: 'truncated',
  wrong_type: 'undecodable',
  refused_address: 'temporary',
  too_large: 'storage',
} as const satisfies Record<DownloadErrorKind, string>

function toResultError(error: unknown): ResultError {
  if (error instanceof ResultError) return error
  if (error instanceof DownloadError) {
    return new ResultError(DOWNLOAD_KINDS[error.kind], error.said, { cause: error })
  }
  if (error instanceof StorageError) return new ResultError('storage', error.said, { cause: error })
  return new ResultError(
    'temporary',
    { en: 'The clip could not be checked or written down yet.', zh: '成片暂时无法检查或写入。' },
    { cause: error },
  )
}
