import 'server-only'
import { AppError } from '#lib/api/app-error.ts'
import type { ErrorBody } from '#lib/api/error-body.ts'
import type { Language } from '#lib/language/language.ts'
import type { Log } from '#lib/server/clock.ts'

/** Answers of the API are about now and about one person: never stored. */
export const NO_STORE = { 'cache-control': 'no-store' }

/**
 * An AppError says what a person may know, in the language of whoever asks. Anything else is logged, and answered without a word of what it was.
 */
export function errorAnswer(
  error: unknown,
  log: Log,
  request: { method: string; path: string; language: Language },
): Response {
  const appError = error instanceof AppError ? error : unexpected()
  if (appError !== error || appError.status >= 500) {
    log('error', `${request.method} ${request.path} failed`, {
      status: appError.status,
      cause: describe(error),
    })
  }
  const { language } = request
  const body: ErrorBody = {
    error: {
      code: appError.code,
      message: appError.said[language],
      retryable: appError.retryable,
      ...(appError.problems.length > 0 && {
        problems: appError.problems.map((problem) => ({ ...problem, message: problem.message[language] })),
      }),
    },
  }
  return Response.json(body, { status: appError.status, headers: NO_STORE })
}

function unexpected(): AppError {
  return new AppError('internal', {
    en: 'The studio stumbled over this request. Reload to see what was done before you try again; the server log says more.',
    zh: '工作室处理这个请求时出错。请先重新加载，看看已完成了什么，再重试；详情见服务器日志。',
  })
}

/** One line for the log: the message, where it was thrown, and the cause's message. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const place =
    error.stack
      ?.split('\n')
      .find((line) => line.trim().startsWith('at '))
      ?.trim() ?? ''
  const cause = error.cause instanceof Error ? ` (cause: ${error.cause.message})` : ''
  return `${error.name}: ${error.message}${cause} ${place}`
}
