import 'server-only'
import { explainError, isDeferral, withoutSecrets } from '#lib/seedance/error-codes.ts'
import { CallFailed, type JsonAnswer } from './call-json.ts'
import { ProviderError, type ProviderErrorKind } from './video-provider.ts'

/** From an HTTP answer to the six kinds of ProviderError. Money hangs on the difference: see video-provider.ts. */

/**
 * Of a create that named no task. A 4xx started nothing. A 5xx may have started something, and so may a 2xx that can't be
 * read: both are `lost`, unless the provider's own code says that it never began (overload, rate limit).
 */
export function createError(answer: JsonAnswer): ProviderError {
  const { status, error } = answer
  const code = error?.code ?? ''
  if (isDeferral(code, status, error?.message)) return providerError('deferred', answer)
  if (status === 408 || status >= 500) return providerError('lost', answer)
  if (answer.ok && !error) return providerError('lost', answer)
  return providerError('refused', answer)
}

/** Of a call that only reads. A 404 without the provider's own word is a wrong address, not a missing task. */
export function readError(answer: JsonAnswer): ProviderError {
  return providerError(isUnknownTask(answer) ? 'not_found' : 'unavailable', answer)
}

/** Of a cancellation: a 4xx means that it is too late, or that there is no such call here. */
export function cancelError(answer: JsonAnswer): ProviderError {
  if (isUnknownTask(answer)) return providerError('not_found', answer)
  const isForNow =
    answer.status === 401 || answer.status === 408 || answer.status === 429 || answer.status >= 500
  return providerError(isForNow ? 'unavailable' : 'refused', answer)
}

/** No answer at all. */
export function callError(error: unknown, kindIfArrived: 'lost' | 'unavailable'): unknown {
  if (!(error instanceof CallFailed)) return error
  const kind = error.mayHaveArrived ? kindIfArrived : kindIfArrived === 'lost' ? 'unreachable' : 'unavailable'
  return new ProviderError(kind, error.said, { cause: error.cause })
}

/** Gateways say it with many codes, some of them with a 400; a 404 of OpenAI's form has none. */
function isUnknownTask({ status, error }: JsonAnswer): boolean {
  if (!error) return false
  return status === 404 || explainError(error.code, error.message, status).code === 'not_found'
}

function providerError(kind: ProviderErrorKind, { status, error, retryAfterMs }: JsonAnswer): ProviderError {
  const message = error?.message
    ? withoutSecrets(error.message)
    : status >= 300 && status < 400
      ? {
          en: `The provider's address answered with a redirect (HTTP ${status}). Check SEEDANCE_BASE_URL.`,
          zh: `服务商的地址返回了重定向（HTTP ${status}）。请检查 SEEDANCE_BASE_URL。`,
        }
      : {
          en: `The provider answered with HTTP ${status} and said no more.`,
          zh: `服务商返回 HTTP ${status}，没有更多说明。`,
        }
  return new ProviderError(kind, message, { code: error?.code, status, param: error?.param, retryAfterMs })
}
