import 'server-only'
import { AppError } from '#lib/api/app-error.ts'
import { discardRest } from '#lib/server/media/discard-rest.ts'

/** Largest JSON body of the studio's own API, bytes. A recipe of 2,000 parts stays well below. */
export const MAX_JSON_BYTES = 1024 * 1024

/** Behind a refusal. Hanging up on somebody who still sends would cost them the answer; who sends more than this, does not read it. */
const MAX_DISCARDED_BYTES = 64 * 1024 * 1024

/**
 * Reads a JSON body of at most `maxBytes`. Undefined when there is no body. Throws AppError: 413 too large, 415 not
 * declared as JSON, 400 not JSON. Counts what arrives: Content-Length is a promise, not a measure.
 */
export async function readJsonBody(request: Request, maxBytes = MAX_JSON_BYTES): Promise<unknown> {
  const text = await readText(request, maxBytes)
  if (text === '') return undefined
  if (typeOf(request) !== 'application/json') {
    throw new AppError('unsupported_media', {
      en: 'Send the body as JSON, with Content-Type: application/json.',
      zh: '请以 JSON 发送请求体，并注明 Content-Type: application/json。',
    })
  }
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new AppError('invalid_request', NOT_JSON, { cause })
  }
}

/** The fields of a form, as a browser sends one that holds no files. Throws AppError 413 and 415. */
export async function readForm(request: Request, maxBytes = MAX_JSON_BYTES): Promise<URLSearchParams> {
  const text = await readText(request, maxBytes)
  if (text !== '' && typeOf(request) !== 'application/x-www-form-urlencoded') {
    throw new AppError('unsupported_media', {
      en: 'Send the body as a form, with Content-Type: application/x-www-form-urlencoded.',
      zh: '请以表单发送请求体，并注明 Content-Type: application/x-www-form-urlencoded。',
    })
  }
  return new URLSearchParams(text)
}

function typeOf(request: Request): string | undefined {
  return request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
}

const NOT_JSON = { en: 'The body is not valid JSON.', zh: '请求体不是有效的 JSON。' }

async function readText(request: Request, maxBytes: number): Promise<string> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge(maxBytes)
  if (!request.body) return ''
  const decoder = new TextDecoder('utf-8')
  let text = ''
  let bytes = 0
  // Leaving the loop by throwing cancels the stream, and the rest of a body is thrown away while the refusal is on its way.
  for await (const chunk of discardRest(request.body, MAX_DISCARDED_BYTES)) {
    bytes += chunk.byteLength
    if (bytes > maxBytes) throw tooLarge(maxBytes)
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

function tooLarge(maxBytes: number): AppError {
  const most = Math.floor(maxBytes / 1024)
  return new AppError('too_large', {
    en: `The body is larger than the ${most} KiB that this address takes.`,
    zh: `请求体超过了这个地址接受的 ${most} KiB。`,
  })
}
