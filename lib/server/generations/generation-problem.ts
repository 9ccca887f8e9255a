import 'server-only'
import type { GenerationProblem } from '#lib/generation/generation.ts'
import type { Sentence } from '#lib/language/language.ts'
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
  more: { detail?: Sentence; field?: string; advice?: Sentence; providerCode?: string } = {},
): string {
  const explanation = explainOwnError(code, more.detail, more.field)
  return JSON.stringify({
    ...explanation,
    ...(more.advice === undefined ? {} : { advice: more.advice }),
    ...codeAsSent(more.providerCode ?? ''),
  } satisfies GenerationProblem)
}

/** The provider was asked to send nothing twice and has no list to look in: only a person can find out. */
export const ASK_A_PERSON = {
  en: 'This provider has no way to ask whether it took the request. Look in its console: if the task is not there, press Send again; otherwise press Give up. Nothing is sent meanwhile.',
  zh: '这个服务商无法查询是否接受了请求。请查看它的控制台：如果没有这个任务，点“重新发送”；否则点“放弃”。其间不会发送任何请求。',
}

/** The provider has a list, but it no longer reaches back to when this was sent. */
export const LIST_TOO_SHORT = {
  en: 'The provider’s list does not reach back to when this was sent. Look in its console: if the task is not there, press Send again; otherwise press Give up. Nothing is sent meanwhile.',
  zh: '服务商的列表已查不到发送时的记录。请查看它的控制台：如果没有这个任务，点“重新发送”；否则点“放弃”。其间不会发送任何请求。',
}

function codeAsSent(code: string): { providerCode?: string } {
  return code === '' || code === 'unknown' ? {} : { providerCode: code.slice(0, 100) }
}
