import 'server-only'
import { toSentence, type Sentence } from '#lib/language/language.ts'
import type { CanonicalRequest } from '#lib/seedance/request.ts'
import type { Task } from '#lib/seedance/task.ts'

/**
 * What the studio needs of a provider. Adapters hold no state: the task id is opaque and kept by the caller.
 * An optional method is a capability. Every method throws only ProviderError.
 */
export interface VideoProvider {
  readonly name: string
  /** Which echoed identity `find` can match on; decides what is sent with `submit`. */
  readonly identity: 'safety_identifier' | 'seed' | 'none'
  /** How this provider reads names in a prompt; see lib/prompt/mentions.ts. */
  readonly mentionStyle: 'gateway' | 'native'
  /** `submit` may name an address that is called when a task has news; it is a hint, and asking goes on. */
  readonly takesCallback?: true
  /** What `submit` sends for this request, to be shown before anything is paid: both come from one function. Sends nothing. */
  print(request: CanonicalRequest): PrintedRequest
  /** One paid call, never repeated by the adapter. */
  submit(submission: Submission): Promise<SubmitAnswer>
  check(taskId: string): Promise<Task>
  /** One list call for many tasks; an id that is absent from the answer is unknown to the provider. */
  checkMany?(taskIds: string[]): Promise<Map<string, Task>>
  /** Resolves when the provider took the cancellation; `refused` when it can't any more. */
  cancel?(taskId: string): Promise<void>
  /**
   * Every task created since `since` (epoch ms), newest first, read page by page to the end. `complete` is false when a page failed
   * or the provider's horizon (7 days, contract.md §3.1) cuts it.
   */
  find?(since: number): Promise<{ tasks: Task[]; complete: boolean }>
  /** Headers needed to read a result's address; empty for signed addresses. Only for addresses on the provider's own origin. */
  resultHeaders(url: string): Record<string, string>
  /** How this provider may read references, in order of preference. */
  readonly referenceAccess: {
    image: readonly ReferenceAccess[]
    video: readonly ReferenceAccess[]
    audio: readonly ReferenceAccess[]
  }
  /** Asks for something free and tells what the answer means. Starts no task. */
  checkConnection(): Promise<ConnectionReport>
}

export type ReferenceAccess = 'data' | 'url'

export interface Submission {
  request: CanonicalRequest
  /** Bytes for multipart uploads are not part of this: references are addresses already. */
  signal?: AbortSignal
}

/** One create call as it goes out. */
export interface PrintedRequest {
  /** Below the provider's base address, which is not part of it. */
  path: string
  /** A form goes as multipart/form-data, anything else as JSON. */
  body: FormData | Record<string, unknown>
}

export interface SubmitAnswer {
  taskId: string
  /** Some gateways answer with the whole task. */
  task?: Task
}

export interface ConnectionReport {
  ok: boolean
  /** One sentence for a person: what was asked, what came back, what to change. */
  message: Sentence
  latencyMs: number
}

/**
 * - `refused`: the provider said no and started nothing (4xx); never retried by itself.
 * - `deferred`: not now (429, overload); nothing was started; `retryAfterMs` when the provider said it.
 * - `lost`: the request may have arrived, no readable answer came (timeout, dropped, 5xx on create).
 * - `unreachable`: the connection never opened, so nothing can have been started.
 * - `not_found`: the task id is unknown to the provider.
 * - `unavailable`: a read (check, list, cancel) failed for now; ask again.
 */
export type ProviderErrorKind = 'refused' | 'deferred' | 'lost' | 'unreachable' | 'not_found' | 'unavailable'

export class ProviderError extends Error {
  override readonly name = 'ProviderError'
  /** What happened, in every language; `message` is the English of it. */
  readonly said: Sentence
  readonly kind: ProviderErrorKind
  /** The provider's own code; empty where none came. */
  readonly code: string
  readonly status: number | undefined
  readonly param: string | undefined
  readonly retryAfterMs: number | undefined

  constructor(
    kind: ProviderErrorKind,
    message: string | Sentence,
    details: {
      code?: string | undefined
      status?: number | undefined
      param?: string | undefined
      retryAfterMs?: number | undefined
      cause?: unknown
    } = {},
  ) {
    super(toSentence(message).en, { cause: details.cause })
    this.said = toSentence(message)
    this.kind = kind
    this.code = details.code ?? ''
    this.status = details.status
    this.param = details.param
    this.retryAfterMs = details.retryAfterMs
  }
}
