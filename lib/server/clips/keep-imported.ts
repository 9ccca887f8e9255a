import 'server-only'
import type { Principal } from '#lib/access/principal.ts'
import { AppError } from '#lib/api/app-error.ts'
import type { MadeHere } from '#lib/generation/made-here.ts'
import { nextChange } from '#lib/server/database/change-counter.ts'
import type { GenerationRow } from '#lib/server/database/tables.ts'
import { insertGenerations } from '#lib/server/generations/generation-store.ts'
import { digestOf } from '#lib/server/generations/recipe.ts'
import { insertShot, type ShotRow } from '#lib/server/generations/shot-store.ts'
import { newId } from '#lib/server/ids.ts'
import type { FetchedFile } from '#lib/server/media/fetch-result.ts'
import { asReceived } from '#lib/server/media/make-file.ts'
import { displayName } from '#lib/server/media/file-name.ts'
import { brokenOff, diskFailed, FAILURE_CODES, type MediaServices } from '#lib/server/media/keep-file.ts'
import { keepMedia } from '#lib/server/media/media-store.ts'
import type { Received } from '#lib/server/media/receive.ts'
import { resultMediaIds, storeResult } from '#lib/server/media/save-result.ts'
import { openBench, type Scratch, StorageError } from '#lib/server/media/scratch.ts'
import type { InspectJob, MediaInspection } from '#lib/server/media/inspect-job.ts'
import type { FoundInFile } from './found-in-file.ts'
import { rowMadeHere } from './made-here-row.ts'

export interface ImportPlan {
  projectId: string
  fileName: string
  found: FoundInFile
  key: string
  signal: AbortSignal | undefined
}

/**
 * Inspects a received video and writes it down as a clip, with the poster, the frames for hovering and the last frame that every clip has.
 * All rows in one transaction, after every byte is on the storage. Throws AppError 415, 422, 503.
 */
export async function keepImported(
  services: MediaServices,
  principal: Principal,
  received: Received,
  plan: ImportPlan,
): Promise<GenerationRow> {
  const bench = openBench(services.scratch)
  try {
    const { clip, frame } = await examine(services, bench, received, plan.signal)
    const { row, shot } = newImport(services, principal, plan)
    const ids = resultMediaIds(row.id)
    const title = titleOf(plan.fileName)
    const files = [
      await storeResult(services, row, { id: ids.clipMediaId, origin: 'clip', name: title }, clip),
      await storeResult(
        services,
        row,
        { id: ids.lastFrameMediaId, origin: 'last_frame', name: `${title} last frame` },
        frame,
      ),
    ]
    return await services.database.transaction(async (transaction) => {
      const version = await nextChange(transaction)
      const whole: GenerationRow = {
        ...row,
        version,
        clip_media_id: ids.clipMediaId,
        last_frame_media_id: ids.lastFrameMediaId,
      }
      await insertShot(transaction, shot)
      for (const file of files) await keepMedia(transaction, file)
      await insertGenerations(transaction, [whole])
      return whole
    })
  } catch (error) {
    if (error instanceof StorageError) throw diskFailed(error)
    throw error
  } finally {
    await bench.clear()
  }
}

function newImport(
  { clock }: Pick<MediaServices, 'clock'>,
  principal: Principal,
  { projectId, fileName, found, key }: ImportPlan,
): { row: GenerationRow; shot: ShotRow } {
  const now = clock()
  const shot: ShotRow = {
    id: newId('sht', now),
    team_id: principal.teamId,
    project_id: projectId,
    author_id: principal.userId,
    next_take: 2,
    created_at: now,
  }
  const made: MadeHere = {
    kind: 'import',
    fileName: displayName(fileName, 'clip'),
    ...(found.recipe && { found: found.recipe }),
  }
  const row = rowMadeHere(principal, {
    provider: 'import',
    shot,
    take: 1,
    title: titleOf(fileName),
    made,
    key: `${key}:1`,
    digest: digestOf({ import: found.hashes[0] }),
    version: 0,
    now,
  })
  return { shot, row: { ...row, state: 'succeeded', finished_at: now, due_at: null } }
}

async function examine(
  services: MediaServices,
  bench: Scratch,
  received: Received,
  signal: AbortSignal | undefined,
): Promise<{ clip: FetchedFile; frame: FetchedFile }> {
  const [poster, sprite, lastFrame] = [bench.file('.webp'), bench.file('.jpg'), bench.file('.png')]
  const pictures = { posterPath: poster.path, spritePath: sprite.path, lastFramePath: lastFrame.path }
  const inspection = await inspect(services, received, pictures, signal)
  const picture = await asReceived(lastFrame, 'png')
  const framePoster = bench.file('.webp')
  const frameInspection = await inspect(services, picture, { posterPath: framePoster.path }, signal)
  return {
    clip: { received, inspection, poster, sprite },
    frame: { received: picture, inspection: frameInspection, poster: framePoster },
  }
}

async function inspect(
  { inspector }: Pick<MediaServices, 'inspector'>,
  { file, format }: Received,
  pictures: Pick<InspectJob, 'posterPath' | 'spritePath' | 'lastFramePath'>,
  signal: AbortSignal | undefined,
): Promise<MediaInspection> {
  const job = { path: file.path, format, decode: 'samples', ...pictures } as const
  const result = await inspector.inspect(job, signal).catch((error: unknown) => {
    throw signal?.aborted ? brokenOff(error) : error
  })
  if (result.ok) return result.inspection
  throw new AppError(FAILURE_CODES[result.failure], result.message)
}

/** The name of the file without its ending. */
function titleOf(fileName: string): string {
  return displayName(fileName, 'clip')
    .replace(/\.[a-z0-9]{1,5}$/i, '')
    .slice(0, 200)
}
