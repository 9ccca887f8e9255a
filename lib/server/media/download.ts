import 'server-only'
import { parseDownloadAddress, resolveTarget, type Resolve, type Target } from './download-target.ts'
import { DownloadError } from './download-error.ts'
import { sendRequest, type Answer } from './send-request.ts'
import { ReceiveError, receiveMedia, type Received, type SizeLimits } from './receive.ts'
import { StorageError, type Scratch } from './scratch.ts'

/** Where a download may go beyond the open internet, and how it finds its way. */
export interface DownloadRules {
  /** Exact origins (`http://127.0.0.1:9000`) that may be plain http and private: the configured provider's own. */
  trustedOrigins: ReadonlySet<string>
  /** Answers in process for addresses of our own: the sandbox's, signed media. Undefined: not ours. */
  resolveInProcess?: (url: URL, signal: AbortSignal) => Promise<Response | undefined> | Response | undefined
  /** All addresses of a host; the system's resolver when absent. */
  resolve?: Resolve
}

export interface DownloadRequest {
  url: string
  limits: SizeLimits
  /** Asked once per hop, so that a key goes to no other origin than the one it is for. */
  headers?: (url: string) => Record<string, string>
  /** ms for all of it. */
  timeoutMs: number
  signal?: AbortSignal | undefined
}

const MAX_REDIRECTS = 5
const REDIRECTS = new Set([301, 302, 303, 307, 308])

/**
 * The only place that fetches an address named by somebody else. https alone, every address the host resolves to must be
 * public, and the connection goes to a checked one; each redirect is checked the same way. The body is streamed to
 * scratch under the caps of its kind, its length compared with what was announced, its kind taken from its bytes.
 * Rejects with DownloadError, or StorageError when our own disk fails, and then leaves nothing.
 */
export async function download(
  rules: DownloadRules,
  scratch: Scratch,
  request: DownloadRequest,
): Promise<Received> {
  const timeout = AbortSignal.timeout(request.timeoutMs)
  const signal = request.signal ? AbortSignal.any([request.signal, timeout]) : timeout
  try {
    const answer = await follow(rules, request, signal)
    return await receiveMedia(scratch, { ...answer, limits: request.limits })
  } catch (error) {
    // Whatever an abort breaks on the way says something else about itself.
    throw signal.aborted ? aborted(timeout.aborted, error) : toDownloadError(error)
  }
}

/** Goes from redirect to redirect until something that is none answers. */
async function follow(rules: DownloadRules, request: DownloadRequest, signal: AbortSignal): Promise<Answer> {
  let url = parseDownloadAddress(request.url)
  for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
    const inProcess = await rules.resolveInProcess?.(url, signal)
    const answer = inProcess
      ? fromResponse(inProcess)
      : await send(await resolveTarget(url, rules), request, signal)
    const location = REDIRECTS.has(answer.status) ? answer.headers.get('location') : null
    if (location === null) return checkAnswer(answer)
    await answer.body.cancel()
    url = parseDownloadAddress(location, url)
  }
  throw new DownloadError('dead', {
    en: `The address leads on to another one more than ${MAX_REDIRECTS} times.`,
    zh: `该地址的重定向超过 ${MAX_REDIRECTS} 次。`,
  })
}

function send(target: Target, request: DownloadRequest, signal: AbortSignal): Promise<Answer> {
  return sendRequest(target, { headers: request.headers?.(target.url.href) ?? {}, signal })
}

function fromResponse(response: Response): Answer {
  const { status, headers } = response
  const length = headers.get('content-length')
  return {
    status,
    headers,
    body: response.body ?? new Blob([]).stream(),
    contentLength: length === null ? undefined : Number(length),
  }
}

async function checkAnswer(answer: Answer): Promise<Answer> {
  const problem = problemOf(answer)
  if (!problem) return answer
  await answer.body.cancel()
  throw problem
}

/** Asked for again in time, these may answer otherwise. */
const TEMPORARY_STATUSES = new Set([408, 425, 429])

function problemOf({ status, headers }: Answer): DownloadError | undefined {
  if (status >= 500 || TEMPORARY_STATUSES.has(status)) {
    return new DownloadError(
      'temporary',
      { en: `The address answered with status ${status}.`, zh: `该地址返回状态 ${status}。` },
      { status },
    )
  }
  if (status !== 200)
    return new DownloadError(
      'dead',
      { en: `The address answered with status ${status}.`, zh: `该地址返回状态 ${status}。` },
      { status },
    )
  const encoding = headers.get('content-encoding')
  // Asked for as it is; unpacking what comes packed all the same would need caps of its own.
  if (encoding !== null && encoding !== 'identity') {
    return new DownloadError('wrong_type', {
      en: `The address answered with packed bytes (${encoding}).`,
      zh: `该地址返回的是压缩内容（${encoding}）。`,
    })
  }
  return undefined
}

const RECEIVE_KINDS = {
  empty: 'truncated',
  length: 'truncated',
  checksum: 'truncated',
  unsupported: 'wrong_type',
  too_large: 'too_large',
} as const

function aborted(isTimeout: boolean, cause: unknown): DownloadError {
  const message = isTimeout
    ? { en: 'The download took too long.', zh: '下载用时过长。' }
    : { en: 'The download was given up.', zh: '下载已放弃。' }
  return new DownloadError('temporary', message, { cause })
}

function toDownloadError(error: unknown): DownloadError | StorageError {
  if (error instanceof DownloadError || error instanceof StorageError) return error
  if (error instanceof ReceiveError) return new DownloadError(RECEIVE_KINDS[error.kind], error.said)
  return new DownloadError(
    'temporary',
    { en: 'The connection to the address could not be made, or broke.', zh: '无法连接该地址，或连接中断。' },
    {
      cause: error,
    },
  )
}
