/**
 * The one error type of the studio's own API, on the server and in the browser. Its body on the wire is in error-body.ts: this file
 * brings no schema library into the page.
 */
import type { Sentence } from '#lib/language/language.ts'
import type { Problem } from '#lib/seedance/problem.ts'

export const APP_ERROR_STATUS = {
  invalid_request: 400,
  not_signed_in: 401,
  wrong_token: 401,
  password_needed: 401,
  wrong_password: 401,
  budget_exceeded: 402,
  approval_needed: 402,
  forbidden: 403,
  foreign_origin: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  too_large: 413,
  unsupported_media: 415,
  range_not_satisfiable: 416,
  foreign_host: 421,
  unprocessable: 422,
  rate_limited: 429,
  internal: 500,
  provider_failed: 502,
  unavailable: 503,
} as const
export type AppErrorCode = keyof typeof APP_ERROR_STATUS

export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: AppErrorCode
  readonly status: number
  /** What happened, in every language; `message` is the English of it, for logs and stack traces. */
  readonly said: Sentence
  /** Whether the same request may succeed later. */
  readonly retryable: boolean
  /** What is wrong, at the field that is wrong. */
  readonly problems: readonly Problem[]

  constructor(
    code: AppErrorCode,
    said: Sentence,
    options: { problems?: readonly Problem[]; retryable?: boolean; cause?: unknown } = {},
  ) {
    super(said.en, { cause: options.cause })
    this.code = code
    this.said = said
    this.status = APP_ERROR_STATUS[code]
    this.retryable = options.retryable ?? (this.status === 429 || this.status >= 500)
    this.problems = options.problems ?? []
  }
}
