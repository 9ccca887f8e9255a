/** Videos on their way into the gallery. XMLHttpRequest, because fetch cannot tell how far an upload is. */
import { AppError } from '#lib/api/app-error.ts'
import type { ImportAnswer } from '#lib/api/clip-import.ts'
import { fetchJson, hasKeys, readError } from './call-api.ts'

/** `onProgress` gets 0 … 1. Rejects with an AppError, or an AbortError after `signal`. */
export function importVideo(
  file: File,
  project: string,
  { signal, onProgress }: { signal: AbortSignal; onProgress: (part: number) => void },
): Promise<ImportAnswer> {
  const request = new XMLHttpRequest()
  return new Promise((resolve, reject) => {
    request.upload.addEventListener('progress', ({ loaded, total, lengthComputable }) => {
      if (lengthComputable && total > 0) onProgress(loaded / total)
    })
    request.addEventListener('load', () => {
      const body: unknown = request.response
      if (request.status >= 200 && request.status < 300 && isAnswer(body)) resolve(body)
      else reject(readError(request.status, body))
    })
    request.addEventListener('error', () => reject(new AppError('unavailable', BROKEN_OFF)))
    request.addEventListener('abort', () => reject(new DOMException('Import cancelled', 'AbortError')))
    signal.addEventListener('abort', () => request.abort())
    request.open('PUT', `/api/clips/import?${new URLSearchParams({ fileName: file.name, project })}`)
    request.responseType = 'json'
    request.setRequestHeader('content-type', file.type || 'application/octet-stream')
    request.send(file)
  })
}

/** Another clip of a file that is here already. */
export function importAgain(wish: {
  mediaId: string
  fileName: string
  project: string
  idempotencyKey: string
}): Promise<ImportAnswer> {
  return fetchJson('/api/clips/import', isAnswer, { method: 'POST', body: wish })
}

const BROKEN_OFF = {
  en: 'The upload broke off before it was complete. Press Retry to send it again.',
  zh: '上传中断，没有完成。点“重试”再次发送。',
}

function isAnswer(body: unknown): body is ImportAnswer {
  return hasKeys(body, 'isNew', 'generation')
}
