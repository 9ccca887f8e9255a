/** Files on their way to the studio. XMLHttpRequest, because fetch cannot tell how far an upload is. */
import { AppError } from '#lib/api/app-error.ts'
import type { MediaFile } from '#lib/api/media.ts'
import type { MediaFix } from '#lib/seedance/plan-fix.ts'
import { fetchJson, hasKeys, readError } from './call-api.ts'

export interface Upload {
  done: Promise<MediaFile>
  cancel(): void
}

/** `onProgress` gets 0 … 1. `done` rejects with an AppError, or an AbortError after cancel. */
export function uploadMedia(file: File, project: string, onProgress: (part: number) => void): Upload {
  const request = new XMLHttpRequest()
  const done = new Promise<MediaFile>((resolve, reject) => {
    request.upload.addEventListener('progress', ({ loaded, total, lengthComputable }) => {
      if (lengthComputable && total > 0) onProgress(loaded / total)
    })
    request.addEventListener('load', () => {
      const body: unknown = request.response
      if (request.status >= 200 && request.status < 300 && isMediaFile(body)) resolve(body)
      else reject(readError(request.status, body))
    })
    request.addEventListener('error', () => {
      reject(
        new AppError('unavailable', {
          en: 'The upload broke off before it was complete. Press Retry to send it again.',
          zh: '上传中断，没有完成。点“重试”再次发送。',
        }),
      )
    })
    request.addEventListener('abort', () => reject(new DOMException('Upload cancelled', 'AbortError')))
    request.open('PUT', `/api/media?${new URLSearchParams({ fileName: file.name, project })}`)
    request.responseType = 'json'
    request.setRequestHeader('content-type', file.type || 'application/octet-stream')
    request.send(file)
  })
  return { done, cancel: () => request.abort() }
}

/** The server fetches the address and keeps the file. */
export function importAddress(url: string, project: string, signal?: AbortSignal): Promise<MediaFile> {
  return fetchJson('/api/media/from-address', isMediaFile, {
    method: 'POST',
    body: { url, project },
    ...(signal ? { signal } : {}),
  })
}

/** A new file made from one that is there; the original is in the answer. Takes as long as encoding takes: a minute for long clips. */
export function fixMedia(id: string, fix: MediaFix, signal: AbortSignal): Promise<MediaFile> {
  return fetchJson(`/api/media/${id}/fix`, isMediaFile, { method: 'POST', body: fix, signal })
}

/** A picture of the frame that a clip shows `time` seconds after its first one. */
export function takeFrame(id: string, time: number): Promise<MediaFile> {
  return fetchJson(`/api/media/${id}/frame`, isMediaFile, { method: 'POST', body: { time } })
}

function isMediaFile(body: unknown): body is MediaFile {
  return hasKeys(body, 'id', 'kind', 'url', 'sha256')
}
