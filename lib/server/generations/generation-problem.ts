import 'server-only'
import type { GenerationProblem } from '#lib/generation/generation.ts'
import { explainError, explainOwnError, type OurCode } from '#lib/seedance/error-codes.ts'
import type { TaskError } from '#lib/seedance/task.ts'
import type { ProviderError } from '#lib/server/providers/video-provider.ts'

/** Problems as a row keeps them, in JSON. Sentences come from lib/seedance/error-codes.ts, which takes secrets out. */

export function problemOfProvider(error: ProviderError): string {
  const explanation = explainError(error.code, error.message, error.status, error.param)
  return JSON.stringify({ ...explanation, ...codeAsSent(error.code) } satisfies GenerationProblem)
}

/** Of a task that ended badly. */
export function problemOfTask(error: TaskError | undefined): string {
  const { code, message } = error ?? { code: '', message: '' }
  return JSON.stringify({
    ...explainError(code, message),
    ...codeAsSent(code),
  } satisfies GenerationProblem)
}

/** `detail` is added to the sentence; `advice` stands in for the usual one. */
export function ownProblem(
  code: OurCode,
  more: { detail?: string; field?: string; advice?: string; providerCode?: string } = {},
): string {
  const explanation = explainOwnError(code, more.detail, more.field)
  return JSON.stringify({
    ...explanation,
    ...(more.advice === undefined ? {} : { advice: more.advice }),
    ...codeAsSent(more.providerCode ?? ''),
  } satisfies GenerationProblem)
}

/** The provider was asked to send nothing twice and has no list to look in: only a person can find out. */
export const ASK_A_PERSON =
  'This provider has no way to ask whether it took the request. Look in its console: if the task is not there, press Send again; otherwise press Give up. Nothing is sent meanwhile.'

/** The provider has a list, but it no longer reaches back to when this was sent. */
export const LIST_TOO_SHORT =
  'The provider’s list does not reach back to when this was sent. Look in its console: if the task is not there, press Send again; otherwise press Give up. Nothing is sent meanwhile.'

function codeAsSent(code: string): { providerCode?: string } {
  return code === '' || code === 'unknown' ? {} : { providerCode: code.slice(0, 100) }
}
