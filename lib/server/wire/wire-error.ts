import 'server-only'
import type { Problem } from '#lib/seedance/problem.ts'
import { toArkError } from '#lib/seedance/wire/ark-answer.ts'
import { toOpenAIError } from '#lib/seedance/wire/openai-answer.ts'

/** Which of the two wire formats an answer is written in. Both nest errors; codes are Ark's in both. */
export type WireFormat = 'ark' | 'openai'

/** A refusal in a provider's words. HTTP status and type come from the one table of Ark's codes. */
export class WireError extends Error {
  override readonly name = 'WireError'
  readonly code: string
  readonly param: string | undefined
  readonly status: number
  readonly headers: Record<string, string>

  /** `message` and `status` default to the table's. */
  constructor(
    code: string,
    details: {
      message?: string
      param?: string | undefined
      status?: number
      headers?: Record<string, string>
      cause?: unknown
    } = {},
  ) {
    const answer = toArkError({ code })
    super(details.message ?? answer.body.error.message, { cause: details.cause })
    this.code = code
    this.param = details.param
    this.status = details.status ?? answer.status
    this.headers = details.headers ?? {}
  }

  toResponse(format: WireFormat, requestId: string): Response {
    const { code, message, param, status, headers } = this
    const named = param === undefined ? {} : { param }
    const body =
      format === 'openai'
        ? toOpenAIError(status, code, message, param)
        : toArkError({ code, message, requestId, status, ...named }).body
    return Response.json(body, { status, headers })
  }
}

/** The first of the problems, as Ark refuses: one error in an answer. `param` defaults to the problem's own field. */
export function refusalOf(problems: readonly Problem[], param?: string): WireError {
  const [problem] = problems
  if (problem === undefined) return new WireError('InvalidParameter')
  const code = problem.code === 'missing' ? 'MissingParameter' : 'InvalidParameter'
  const field = (param ?? problem.field).replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  return new WireError(code, { message: problem.message.en, param: field === '' ? 'body' : field })
}
