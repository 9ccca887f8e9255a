import 'server-only'
import { AppError } from '#lib/api/app-error.ts'
import type { MediaFile } from '#lib/api/media.ts'
import type { Principal } from '#lib/access/principal.ts'
import { INPUT_LIMITS } from '#lib/seedance/input-limits.ts'
import { checkFix, type MediaFix } from '#lib/seedance/plan-fix.ts'
import type { MediaRow } from '#lib/server/database/tables.ts'
import { fileStem } from './file-name.ts'
import type { FixJob } from './fix-job.ts'
import type { Inspector } from './inspector.ts'
import { keepFile, type MediaServices } from './keep-file.ts'
import { makeFileFrom } from './make-file.ts'
import { noSuchFile } from './no-such-file.ts'
import { toMediaFacts, toMediaFile } from './media-file.ts'
import { findMedia } from './media-store.ts'
import type { Received } from './receive.ts'
import { MEDIA_FORMATS, type MediaFormat } from './sniff.ts'

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
  const original = await findMedia(services.database.db, principal, id)
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
    projectId: original.project_id,
    madeFrom: original.id,
    signal,
  })
  return { file: { ...toMediaFile(row), original: toMediaFile(original) }, isNew }
}

function make(
  services: FixServices,
  original: MediaRow,
  fix: MediaFix,
  signal: AbortSignal | undefined,
): Promise<Received> {
  return makeFileFrom(services, original, async (making) => {
    const job: FixJob = {
      ...making,
      fix,
      ...(original.width !== null && { width: original.width }),
      ...(original.height !== null && { height: original.height }),
      maxBytes: INPUT_LIMITS[original.kind].maxBytes,
    }
    const result = await services.inspector.fix(job, signal)
    if (!result.ok) throw new AppError('unprocessable', result.message)
    return result.format
  })
}

/** `harbour.png` becomes `harbour (fixed).jpg`. */
function fixedName(name: string, format: MediaFormat): string {
  const stem = fileStem(name).replace(/ \(fixed\)$/, '')
  return `${stem} (fixed).${MEDIA_FORMATS[format].extension}`
}
