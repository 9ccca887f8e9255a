import 'server-only'
import { toSentence, type Sentence } from '#lib/language/language.ts'
import { readErrorBody, type ProviderErrorBody } from '#lib/seedance/read-task.ts'
import type { Clock } from '#lib/server/clock.ts'

/**
 * One HTTP call to the configured provider: sends the key, reads JSON, takes the key out of whatever comes back. It never
 * repeats a call and never follows a redirect, which would hand the key on. What an answer means is for judge-answer.ts.
 */
export interface Connection {
  /** Without a trailing slash. */
  baseUrl: string
  apiKey: string
  /** The in-process sandbox puts itself here. */
  fetch: typeof globalThis.fetch
  clock: Clock
}

export interface JsonCall {
  method: 'GET' | 'POST' | 'DELETE'
  /** Below the base address, with its query. */
  path: string
  /** FormData is sent as multipart, anything else as JSON. */
  body?: unknown
  timeoutMs: number
  signal?: AbortSignal | undefined
  /** Taken out of whatever comes back, beside the key. */
  secrets?: readonly string[]
}

export interface JsonAnswer {
  status: number
  ok: boolean
  /** Undefined when the body is no JSON. */
  body: unknown
  /** The provider's own error, where the body holds one. */
  error: ProviderErrorBody | undefined
  retryAfterMs: number | undefined
}

/** No answer that could be read to its end. */
export class CallFailed extends Error {
  override readonly name = 'CallFailed'
  /** What happened, in every language; `message` is the English of it. */
  readonly said: Sentence
  /** False: the connection never opened, so the provider can't have seen the request. */
  readonly mayHaveArrived: boolean

  constructor(message: string | Sentence, mayHaveArrived: boolean, cause: unknown) {
    super(toSentence(message).en, { cause })
    this.said = toSentence(message)
    this.mayHaveArrived = mayHaveArrived
  }
}

/** A list of 500 tasks is about 1 MB. */
const MAX_ANSWER_BYTES = 16 * 1024 * 1024

export async function callJson(connection: Connection, call: JsonCall): Promise<JsonAnswer> {
  const timeout = AbortSignal.timeout(call.timeoutMs)
  const isForm = call.body instanceof FormData
  try {
    const response = await connection.fetch(`${connection.baseUrl}${call.path}`, {
      method: call.method,
      headers: {
        accept: 'application/json',
        authorization: `Bearer ${connection.apiKey}`,
        ...(call.body !== undefined && !isForm && { 'content-type': 'application/json' }),
      },
      ...(call.body !== undefined && {
        body: call.body instanceof FormData ? call.body : JSON.stringify(call.body),
      }),
      redirect: 'manual',
      signal: call.signal ? AbortSignal.any([timeout, call.signal]) : timeout,
    })
    const secrets = [connection.apiKey, ...(call.secrets ?? [])]
    const body = parseJson(secrets.reduce(withoutSecret, await readText(response)))
    const retryAfterMs = readRetryAfter(response.headers, connection.clock())
    return { status: response.status, ok: response.ok, body, error: readErrorBody(body), retryAfterMs }
  } catch (cause) {
    throw timeout.aborted ? slowAnswer(call.timeoutMs, cause) : failedCall(cause)
  }
}

async function readText(response: Response): Promise<string> {
  if (!response.body) return ''
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for await (const chunk of response.body) {
    bytes += chunk.byteLength
    if (bytes > MAX_ANSWER_BYTES) throw new Error('the answer is larger than 16 MiB')
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Some gateways repeat the key in their refusals. Shorter ones than 8 characters would take innocent text along. */
function withoutSecret(text: string, secret: string): string {
  if (secret.length < 8) return text
  return text.replaceAll(secret, '[removed]').replaceAll(JSON.stringify(secret).slice(1, -1), '[removed]')
}

/** Longest wait that is believed; a provider that says more is asked again after it. */
const MAX_RETRY_AFTER_MS = 3_600_000

/** `retry-after-ms`, or `retry-after` in seconds or as a date. Undefined where none can be read. */
export function readRetryAfter(headers: Headers, now: number): number | undefined {
  const exact = headers.get('retry-after-ms')?.trim()
  const value = headers.get('retry-after')?.trim()
  const wait =
    exact && /^\d+$/.test(exact)
      ? Number(exact)
      : value && /^\d+(\.\d+)?$/.test(value)
        ? Number(value) * 1000
        : value && !Number.isNaN(Date.parse(value))
          ? Date.parse(value) - now
          : undefined
  return wait === undefined ? undefined : Math.min(Math.max(0, wait), MAX_RETRY_AFTER_MS)
}

function slowAnswer(timeoutMs: number, cause: unknown): CallFailed {
  return new CallFailed(
    {
      en: `The provider did not answer within ${timeoutMs / 1000} seconds.`,
      zh: `服务商在 ${timeoutMs / 1000} 秒内没有回复。`,
    },
    true,
    cause,
  )
}

function failedCall(cause: unknown): CallFailed {
  const codes = errorCodes(cause)
  const neverOpened = codes.length > 0 && codes.every((code) => NEVER_OPENED.test(code))
  return neverOpened
    ? new CallFailed(
        { en: `The provider could not be reached (${codes[0]}).`, zh: `无法连接服务商（${codes[0]}）。` },
        false,
        cause,
      )
    : new CallFailed(
        {
          en: 'The connection to the provider broke before a whole answer came.',
          zh: '在收到完整回复之前，与服务商的连接就中断了。',
        },
        true,
        cause,
      )
}

/**
 * Failures before the first byte of a request is sent: name lookup, connect, TLS handshake. A timeout or reset that is not
 * known to be of the connect may come after it. Codes of Node's net, tls and undici.
 */
const NEVER_OPENED =
  /^(ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL|CONNECT:\w+|UND_ERR_CONNECT_TIMEOUT|CERT_\w+|UNABLE_TO_\w+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|HOSTNAME_MISMATCH|ERR_TLS_CERT_ALTNAME_INVALID|ERR_SSL_\w+|ERR_INVALID_URL)$/

/** The codes at the end of the chain of causes; several where several addresses were tried. */
function errorCodes(error: unknown): string[] {
  if (error instanceof AggregateError) return error.errors.flatMap(errorCodes)
  if (!(error instanceof Error)) return []
  if (error.cause !== undefined) return errorCodes(error.cause)
  const code = Reflect.get(error, 'code')
  if (typeof code !== 'string') return [error.name]
  return [Reflect.get(error, 'syscall') === 'connect' && code === 'ETIMEDOUT' ? `CONNECT:${code}` : code]
}
