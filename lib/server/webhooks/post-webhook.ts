import 'server-only'
import type { DeliveryProblem } from '#lib/api/webhooks.ts'
import type { Sentence } from '#lib/language/language.ts'
import { DownloadError } from '#lib/server/media/download-error.ts'
import {
  namesPrivateHost,
  parseDownloadAddress,
  type Resolve,
  resolveTarget,
  type Target,
} from '#lib/server/media/download-target.ts'
import { type Answer, sendRequest } from '#lib/server/media/send-request.ts'

/** Where posts may go beyond the open internet. Empty in every studio: only tests hand something in. */
export interface PostRules {
  /** Exact origins that may be plain http and private. */
  trustedOrigins: ReadonlySet<string>
  /** All addresses of a host; the system's resolver when absent. */
  resolve?: Resolve
  /** PEM of an authority that is believed beside the system's. */
  authority?: string
}

export interface Post {
  url: string
  headers: Record<string, string>
  body: string
  timeoutMs: number
  signal?: AbortSignal
}

/** What came of it: `problem` is absent for 200 … 299. */
export interface PostOutcome {
  status?: number
  answer?: string
  problem?: DeliveryProblem
}

/** Bytes of an answer that are kept; the rest is never read. */
const KEPT_BYTES = 1024

/**
 * One POST to an address named by somebody else, guarded like a download: https alone, every address the host resolves to must be public,
 * and the connection goes to a checked one. Redirects are answers like any other, and none that is wanted. Never rejects.
 */
export async function postOnce(rules: PostRules, post: Post): Promise<PostOutcome> {
  const timeout = AbortSignal.timeout(post.timeoutMs)
  const signal = post.signal ? AbortSignal.any([post.signal, timeout]) : timeout
  try {
    // A resolver can't be told to stop; who waits for it can.
    const target = await before(signal, targetOf(rules, post.url))
    const answer = await sendRequest(target, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...post.headers },
      body: post.body,
      ...(rules.authority !== undefined && { authority: rules.authority }),
      signal,
    })
    const isTaken = answer.status >= 200 && answer.status < 300
    const text = await before(signal, beginningOf(answer)).catch(() => '')
    return { status: answer.status, answer: text, ...(!isTaken && { problem: 'refused' }) }
  } catch (error) {
    return { problem: timeout.aborted ? 'timeout' : problemOf(error) }
  }
}

/** Milliseconds that a name may take to be resolved while somebody waits. */
const LOOK_UP_MS = 3000

/**
 * Why nothing will ever be sent there; undefined for an address that may be asked. A host that can't be found now may be found later,
 * and is looked at anew before every post.
 */
export async function refusedAddress(rules: PostRules, url: string): Promise<Sentence | undefined> {
  try {
    await before(AbortSignal.timeout(LOOK_UP_MS), targetOf(rules, url))
    return undefined
  } catch (error) {
    if (!(error instanceof DownloadError) || error.kind !== 'refused_address') return undefined
    return new URL(url).protocol === 'https:' ? PRIVATE : INSECURE
  }
}

const PRIVATE: Sentence = {
  en: 'must lead to a public host, without a name or a password in it: the studio sends nothing into a private network',
  zh: '必须指向公网主机，且不含用户名或密码：工作室不会向内部网络发送任何内容',
}
const INSECURE: Sentence = { en: 'must begin with https://', zh: '必须以 https:// 开头' }

async function targetOf(rules: PostRules, address: string): Promise<Target> {
  const url = parseDownloadAddress(address)
  // Names that mean something inside alone, whatever a name server says of them.
  if (namesPrivateHost(url) && !rules.trustedOrigins.has(url.origin))
    throw new DownloadError('refused_address', PRIVATE)
  return resolveTarget(url, rules)
}

function problemOf(error: unknown): DeliveryProblem {
  if (!(error instanceof DownloadError)) return 'no_connection'
  if (error.kind === 'refused_address') return 'private_address'
  return error.cause === undefined ? 'no_connection' : 'no_such_host'
}

function before<Result>(signal: AbortSignal, work: Promise<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('It took too long.')), { once: true })
    if (signal.aborted) reject(new Error('It took too long.'))
    work.then(resolve, reject)
  })
}

async function beginningOf({ body }: Answer): Promise<string> {
  const reader = body.getReader()
  const chunks: Uint8Array[] = []
  let bytes = 0
  while (bytes < KEPT_BYTES) {
    const { done, value } = await reader.read()
    if (done) break
    chunks.push(value)
    bytes += value.byteLength
  }
  await reader.cancel()
  return readable(Buffer.concat(chunks).subarray(0, KEPT_BYTES).toString('utf8'))
}

/** Without what only deceives the eye or no database takes; a character cut in two at the end is left out. */
function readable(text: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what is taken out
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, ' ').replace(/\ufffd+$/, '')
}
