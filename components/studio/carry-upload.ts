/** Brings files to the studio and keeps them in the browser until they are there. Loaded by use-uploads.ts with the first file. */
import { AppError } from '#lib/api/app-error.ts'
import type { MediaFile } from '#lib/api/media.ts'
import type { Sentence } from '#lib/language/language.ts'
import { isAbort } from '#lib/queries/call-api.ts'
import { importAddress, uploadMedia } from '#lib/queries/media.ts'
import {
  alone,
  awaitPending,
  forgetPending,
  keepPending,
  readPending,
  sweepPending,
  type PendingSource,
} from '#lib/queries/pending-uploads.ts'
import { previewOf, STOPPED, type UploadDesk } from './upload-state.ts'

export { forgetPending }

const UPLOAD_FAILED = {
  en: 'The upload failed. Press Retry to send it again.',
  zh: '上传失败。点“重试”再次发送。',
}
/**
 * Longer than the draft needs to be saved: until then the kept file is the only way back after a crash, and another tab that waits for this
 * upload goes on waiting.
 */
const FORGET_AFTER_MS = 2000

/** One tab at a time carries the same upload. */
export function carryAlone(id: string, source: PendingSource, desk: UploadDesk): Promise<void> {
  return alone(id, () => carry(id, source, desk))
}

/** Goes on with those that a reload interrupted, and, should it be closed, with those of another tab. */
export async function resumeUploads(ids: readonly string[], desk: UploadDesk): Promise<void> {
  await Promise.all(ids.map((id) => resume(id, desk)))
  await sweepPending(Date.now())
}

async function resume(id: string, desk: UploadDesk): Promise<void> {
  if (desk.sources.current.has(id)) return
  const pending = await awaitPending(id)
  // The other tab's draft comes with every key that is pressed there.
  if (!pending || desk.sources.current.has(id)) return
  const { source } = pending
  desk.sources.current.set(id, source)
  const preview = 'file' in source ? previewOf(source.file) : undefined
  const shown = preview === undefined ? {} : { preview }
  if (pending.stopped) return desk.change(id, { ...STOPPED, ...shown })
  desk.change(id, { status: 'uploading', ...('file' in source ? { part: 0 } : {}), ...shown })
  await alone(id, async () => {
    // Another tab may have brought it home, stopped it or given it up, while this one waited.
    const now = await readPending(id)
    if (now && !now.stopped) await carry(id, source, desk)
    else desk.change(id, now && { ...STOPPED, ...shown })
  })
}

/** False when it could not be kept: then a reload would lose it. */
export function keepUpload(id: string, source: PendingSource, stopped: boolean): Promise<boolean> {
  return keepPending({ id, source, stopped, since: Date.now() })
}

async function carry(id: string, source: PendingSource, desk: UploadDesk): Promise<void> {
  const { running, change, dispatch, project } = desk
  const { done, cancel } = send(source, project, (part) => change(id, { status: 'uploading', part }))
  running.current.set(id, cancel)
  try {
    const media = await done
    dispatch({ type: 'attach', id, media })
    change(id, undefined)
    running.current.delete(id)
    await new Promise((resolve) => setTimeout(resolve, FORGET_AFTER_MS))
    await forgetPending(id)
  } catch (error) {
    if (!isAbort(error)) change(id, { status: 'failed', message: messageOf(error) })
  } finally {
    running.current.delete(id)
  }
}

function send(
  source: PendingSource,
  project: string,
  onProgress: (part: number) => void,
): { done: Promise<MediaFile>; cancel(): void } {
  if ('file' in source) return uploadMedia(source.file, project, onProgress)
  const controller = new AbortController()
  return { done: importAddress(source.address, project, controller.signal), cancel: () => controller.abort() }
}

function messageOf(error: unknown): Sentence {
  return error instanceof AppError ? error.said : UPLOAD_FAILED
}
