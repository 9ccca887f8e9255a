import 'server-only'
import { AppError } from '#lib/api/app-error.ts'
import type { MediaFile } from '#lib/api/media.ts'
import type { Sentence } from '#lib/language/language.ts'
import type { Principal } from '#lib/access/principal.ts'
import type { MediaRow } from '#lib/server/database/tables.ts'
import { fileStem } from './file-name.ts'
import type { Inspector } from './inspector.ts'
import { keepFile, type MediaServices } from './keep-file.ts'
import { makeFileFrom } from './make-file.ts'
import { noSuchFile } from './no-such-file.ts'
import { toMediaFile } from './media-file.ts'
import { findMedia } from './media-store.ts'
import type { Received } from './receive.ts'

export interface FrameServices extends MediaServices {
  inspector: Pick<Inspector, 'inspect' | 'frame'>
}

/** Seconds past its end that a clip may be asked for: lengths are kept in milliseconds, and players stop a little after. */
const PAST_THE_END = 0.1

/**
 * Makes a picture of the team's from the frame that a clip shows at a time, in seconds after its first frame. The same frame gives the
 * same bytes, and so the same file: `isNew` is false then. Throws AppError 404, 422.
 */
export async function frameOf(
  services: FrameServices,
  principal: Principal,
  { id, time, signal }: { id: string; time: number; signal?: AbortSignal | undefined },
): Promise<{ file: MediaFile; isNew: boolean }> {
  const clip = await findMedia(services.database.db, principal, id)
  if (!clip) throw noSuchFile()
  if (clip.kind !== 'video') throw refused('id', { en: 'Only clips have frames.', zh: '只有视频才能取帧。' })
  const seconds = (clip.duration_ms ?? 0) / 1000
  if (time > seconds + PAST_THE_END) {
    throw refused('time', { en: `The clip ends at ${seconds} s.`, zh: `视频只到 ${seconds} 秒。` })
  }
  const { row, isNew } = await keepFile(services, principal, await take(services, clip, time, signal), {
    origin: 'frame',
    fileName: `${fileStem(clip.file_name)} at ${time.toFixed(2)} s.png`,
    projectId: clip.project_id,
    madeFrom: clip.id,
    signal,
  })
  return { file: toMediaFile(row), isNew }
}

function take(
  services: FrameServices,
  clip: MediaRow,
  time: number,
  signal: AbortSignal | undefined,
): Promise<Received> {
  return makeFileFrom(services, clip, async ({ path, format, outputPath }) => {
    const result = await services.inspector.frame({ path, format, time, framePath: outputPath }, signal)
    if (!result.ok) throw new AppError('unprocessable', result.message)
    return 'png'
  })
}

function refused(field: string, message: Sentence): AppError {
  return new AppError('unprocessable', message, { problems: [{ field, code: 'out_of_range', message }] })
}
