/** The one way from the browser to the studio's own API: JSON in, JSON out, an AppError for everything else. */
import { APP_ERROR_STATUS, AppError, type AppErrorCode } from '#lib/api/app-error.ts'
import { asSaid, type Sentence } from '#lib/language/language.ts'
import type { Problem } from '#lib/seedance/problem.ts'
import { PROBLEM_CODES } from '#lib/seedance/problem.ts'

export interface ApiCall {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Sent as JSON. */
  body?: unknown
  signal?: AbortSignal
}

/** Throws AppError; an abort passes through as the AbortError that it is. Undefined for 204. */
export async function callApi(path: string, call: ApiCall = {}): Promise<unknown> {
  const response = await send(path, call)
  if (response.status === 204) return undefined
  const body: unknown = await response.json().catch((cause: unknown) => {
    if (isAbort(cause)) throw cause
    if (response.ok) throw unreadable(cause)
  })
  if (!response.ok) throw readError(response.status, body)
  return body
}

/** For answers of a known shape; anything else (a proxy's page, an older server) is an AppError too. */
export async function fetchJson<Answer>(
  path: string,
  isAnswer: (body: unknown) => body is Answer,
  call: ApiCall = {},
): Promise<Answer> {
  const answer = await callApi(path, call)
  if (!isAnswer(answer)) throw unreadable(undefined)
  return answer
}

/** The first look at an answer of our own API: an object that has these keys. */
export function hasKeys<Key extends string>(body: unknown, ...keys: Key[]): body is Record<Key, unknown> {
  return typeof body === 'object' && body !== null && keys.every((key) => key in body)
}

async function send(path: string, { method = 'GET', body, signal }: ApiCall): Promise<Response> {
  try {
    return await fetch(path, {
      method,
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      credentials: 'same-origin',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    })
  } catch (cause) {
    if (isAbort(cause)) throw cause
    throw new AppError(
      'unavailable',
      {
        en: 'The studio’s server can’t be reached. Check that it is running, then try again.',
        zh: '无法连接工作室的服务器。请确认它正在运行，然后重试。',
      },
      { cause },
    )
  }
}

/**
 * An error body of ours (error-body.ts) as an AppError, in the one language that the server chose for this browser; anything else, a proxy's page say, by its HTTP status. Read by hand: the schema
 * library weighs more than everything else here, and the page needs it for nothing else.
 */
export function readError(status: number, body: unknown): AppError {
  const error = hasKeys(body, 'error') ? body.error : undefined
  if (!hasKeys(error, 'code', 'message') || typeof error.message !== 'string') {
    return new AppError(codeOfStatus(status), sentenceOfStatus(status))
  }
  const code = String(error.code)
  return new AppError(isAppErrorCode(code) ? code : codeOfStatus(status), asSaid(error.message), {
    problems: hasKeys(error, 'problems') ? readProblems(error.problems) : [],
    ...(hasKeys(error, 'retryable') ? { retryable: error.retryable === true } : {}),
  })
}

function readProblems(problems: unknown): Problem[] {
  if (!Array.isArray(problems)) return []
  return problems.flatMap((problem: unknown) => {
    if (!hasKeys(problem, 'field', 'code', 'message')) return []
    const code = PROBLEM_CODES.find((known) => known === problem.code) ?? 'unknown_value'
    return [{ field: String(problem.field), code, message: asSaid(String(problem.message)) }]
  })
}

export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError'
}

function isAppErrorCode(code: string): code is AppErrorCode {
  return Object.hasOwn(APP_ERROR_STATUS, code)
}

function codeOfStatus(status: number): AppErrorCode {
  if (status === 401) return 'not_signed_in'
  if (status === 403) return 'forbidden'
  if (status === 404) return 'not_found'
  if (status === 413) return 'too_large'
  if (status === 429) return 'rate_limited'
  return status >= 500 ? 'unavailable' : 'invalid_request'
}

function sentenceOfStatus(status: number): Sentence {
  if (status === 401) {
    return {
      en: 'You are signed out. Open the address that the server printed at its start.',
      zh: '登录已失效。请打开服务器启动时给出的地址。',
    }
  }
  if (status === 413) return { en: 'This is larger than the server takes.', zh: '超过了服务器接受的大小。' }
  return {
    en: `The server answered with ${status}. Nothing was changed; try again.`,
    zh: `服务器返回 ${status}。没有任何改动，请重试。`,
  }
}

function unreadable(cause: unknown): AppError {
  const said = {
    en: 'The server’s answer could not be read. Try again.',
    zh: '无法读取服务器的回复，请重试。',
  }
  return new AppError('unavailable', said, { cause })
}
