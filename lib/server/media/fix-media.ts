import 'server-only'
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { stat } from 'node:fs/promises'
import { AppError } from '#lib/api/app-error.ts'
import type { MediaFile } from '#lib/api/media.ts'
import type { Principal } from '#lib/access/principal.ts'
import { INPUT_LIMITS } from '#lib/seedance/input-limits.ts'
import { checkFix, type MediaFix } from '#lib/seedance/plan-fix.ts'
import type { MediaRow } from '#lib/server/database/tables.ts'
import type { FixJob } from './fix-job.ts'
import type { Inspector } from './inspector.ts'
import { keepFile, type MediaServices } from './keep-file.ts'
import { noSuchFile } from './no-such-file.ts'
import { toMediaFacts, toMediaFile } from './media-file.ts'
import { findMedia } from './media-store.ts'
import type { Received } from './receive.ts'
import type { ScratchFile } from './scratch.ts'
import { isMediaFormat, MEDIA_FORMATS, type MediaFormat } from './sniff.ts'

export interface FixServices extends MediaServices {
  inspector: Pick<Inspector, 'inspect' | 'fix'>
}

/**
 * Makes a new file from one of the team's, cropped, scaled, padded, cut or re-timed; the original stays as it is. The same fix
 * of the same file gives the same bytes, and so the same file: `isNew` is false then. Throws AppError 404, 422.
 */
export async function fixMedia(
  services: FixServices,
  principal: Principal,
  { id, fix, signal }: { id: string; fix: MediaFix; signal?: AbortSignal | undefined },
): Promise<{ file: MediaFile; isNew: boolean }> {
  const original = await findMedia(services.database.db, principal.teamId, id)
  if (!original) throw noSuchFile()
  const problems = checkFix(fix, toMediaFacts(original))
  if (problems.length > 0) {
    const message = {
      en: `This can’t be done to the file: ${problems.map((problem) => problem.message.en).join('; ')}.`,
      zh: `无法对文件这样处理：${problems.map((problem) => problem.message.zh).join('；')}。`,
    }
    throw new AppError('unprocessable', message, { problems })
  }
  const made = await make(services, original, fix, signal)
  const { row, isNew } = await keepFile(services, principal, made, {
    origin: 'fix',
    fileName: fixedName(original.file_name, made.format),
    madeFrom: original.id,
    signal,
  })
  return { file: { ...toMediaFile(row), original: toMediaFile(original) }, isNew }
}

async function make(
  { blobs, scratch, inspector }: FixServices,
  original: MediaRow,
  fix: MediaFix,
  signal: AbortSignal | undefined,
): Promise<Received> {
  if (!isMediaFormat(original.format)) throw new Error(`a kept file of the format ${original.format}`)
  const output = scratch.file()
  const { path, release } = await blobs.localPath(original.blob_key)
  try {
    const job: FixJob = {
      path,
      format: original.format,
      fix,
      ...(original.width !== null && { width: original.width }),
      ...(original.height !== null && { height: original.height }),
      outputPath: output.path,
      maxBytes: INPUT_LIMITS[original.kind].maxBytes,
    }
    const result = await inspector.fix(job, signal)
    if (!result.ok) throw new AppError('unprocessable', result.message)
    return await asReceived(output, result.format)
  } catch (error) {
    await output.remove()
    throw error
  } finally {
    await release()
  }
}

/** A file that was just made, as if it had been received. */
export async function asReceived(file: ScratchFile, format: MediaFormat): Promise<Received> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file.path), hash)
  const { size } = await stat(file.path)
  return { file, format, kind: MEDIA_FORMATS[format].kind, bytes: size, sha256: hash.digest('hex') }
}

/** `harbour.png` becomes `harbour (fixed).jpg`. */
function fixedName(name: string, format: MediaFormat): string {
  const stem = name.replace(/\.[a-z0-9]{1,8}$/i, '').replace(/ \(fixed\)$/, '')
  return `${stem} (fixed).${MEDIA_FORMATS[format].extension}`
}
