import 'server-only'
import { readFormFields } from '#lib/seedance/wire/form-fields.ts'
import { WireError } from './wire-error.ts'

/** contract.md §3.4. */
const MAX_BODY_BYTES = 64 * 1024 * 1024

export interface WireBody {
  /** Fields by their names on the wire; a file stands there as an address that only `uploads` knows. */
  fields: Record<string, unknown>
  uploads: ReadonlyMap<string, Blob>
}

/** JSON or multipart/form-data. Throws WireError; more than 64 MB are refused without being kept. */
export async function readWireBody(request: Request): Promise<WireBody> {
  const contentType = request.headers.get('content-type') ?? ''
  const bytes = await readCapped(request)
  if (contentType.toLowerCase().startsWith('multipart/form-data')) return readMultipart(bytes, contentType)
  return { fields: readJson(bytes), uploads: new Map() }
}

function readJson(bytes: Uint8Array): Record<string, unknown> {
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new WireError('InvalidParameter', {
      message: 'The request body is not valid JSON.',
      param: 'body',
    })
  }
  if (!isRecord(value)) {
    throw new WireError('InvalidParameter', {
      message: 'The request body must be a JSON object.',
      param: 'body',
    })
  }
  return value
}

async function readMultipart(bytes: Uint8Array<ArrayBuffer>, contentType: string): Promise<WireBody> {
  const form = await new Response(bytes, { headers: { 'content-type': contentType } })
    .formData()
    .catch(() => {
      throw new WireError('InvalidParameter', { message: 'The multipart body is damaged.', param: 'body' })
    })
  const uploads = new Map<string, Blob>()
  const named = [...form].map(([name, value]): [string, string] => {
    if (typeof value === 'string') return [name, value]
    // `.invalid` never resolves (RFC 2606), so this can't be mistaken for an address of somebody's.
    const address = `https://upload.invalid/${uploads.size}`
    uploads.set(address, value)
    return [name, address]
  })
  return { fields: readFormFields(named), uploads }
}

async function readCapped(request: Request): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(request.headers.get('content-length') ?? 0) > MAX_BODY_BYTES) await refuseLarge(request.body)
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = request.body?.getReader()
  for (let part = await reader?.read(); part !== undefined && !part.done; part = await reader?.read()) {
    size += part.value.byteLength
    if (size > MAX_BODY_BYTES) {
      reader?.releaseLock()
      await refuseLarge(request.body)
    }
    chunks.push(part.value)
  }
  return Buffer.concat(chunks)
}

async function refuseLarge(body: ReadableStream<Uint8Array> | null): Promise<never> {
  await body?.cancel()
  const message = 'The request body has more than 64 MB. Give large references by their address.'
  throw new WireError('InvalidParameter', { message, param: 'body', status: 413 })
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
