import 'server-only'
import { AppError, type AppErrorCode } from '#lib/api/app-error.ts'
import { refusalOf, WireError } from './wire-error.ts'

const CODES: Partial<Record<AppErrorCode, string>> = {
  not_found: 'NotFound',
  forbidden: 'AccessDenied',
  budget_exceeded: 'SetLimitExceeded',
  approval_needed: 'SetLimitExceeded.ApprovalNeeded',
  foreign_origin: 'AccessDenied',
  conflict: 'OperationDenied.InvalidState',
  rate_limited: 'RateLimitExceeded.EndpointRPMExceeded',
  internal: 'InternalServiceError',
  provider_failed: 'InternalServiceError',
  unavailable: 'InternalServiceError',
}

/**
 * 422 and 402 are no statuses of these protocols. What a client sends wrongly is 400 there. What is over a limit is SetLimitExceeded, as Ark
 * calls it, but not with its 429, which clients try again (the openai client 408, 409, 429 and 5xx): with 403, for which they have an
 * error of its own (PermissionDeniedError) and which none tries again.
 */
const STATUSES: Readonly<Record<number, number>> = { 402: 403, 422: 400 }

/** Our own refusals in the protocol's words; the rest is told to the log alone. */
export function toRefusal(error: unknown): WireError {
  if (error instanceof WireError) return error
  if (!(error instanceof AppError)) return new WireError('InternalServiceError', { cause: error })
  if (error.problems.length > 0) return refusalOf(error.problems)
  const { code, said, status, cause } = error
  return new WireError(CODES[code] ?? 'InvalidParameter', {
    message: code === 'approval_needed' ? `${said.en} ${ASK_AGAIN}` : said.en,
    status: STATUSES[status] ?? status,
    cause,
  })
}

/** For a program, which no notice reaches. */
const ASK_AGAIN = 'The same request with the same Idempotency-Key gets its task then.'
