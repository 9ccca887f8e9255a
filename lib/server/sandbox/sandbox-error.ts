import 'server-only'
import { ARK_ERRORS } from '#lib/seedance/ark-errors.ts'
import type { Problem } from '#lib/seedance/problem.ts'

/** A refusal of the sandbox, printed as Ark prints it: code, HTTP status and type come from the one table of codes. */
export class SandboxError extends Error {
  override readonly name = 'SandboxError'
  readonly code: string
  readonly param: string | undefined
  readonly status: number
  readonly type: string
  readonly headers: Record<string, string>

  constructor(
    code: string,
    details: {
      message?: string
      param?: string | undefined
      status?: number
      headers?: Record<string, string>
    } = {},
  ) {
    const row = findRow(code)
    super(details.message ?? row?.says ?? 'The request could not be served.')
    this.code = code
    this.param = details.param
    this.status = details.status ?? row?.status ?? 400
    this.type = row?.type ?? 'BadRequest'
    this.headers = details.headers ?? {}
  }

  toResponse(): Response {
    const { code, message, type } = this
    const body = { error: { code, message, param: this.param ?? null, type } }
    return Response.json(body, { status: this.status, headers: this.headers })
  }
}

/** A code with a suffix of its own (`NotFound.Task`) is a member of the longest code of the table that starts it. */
function findRow(code: string) {
  for (let name = code; name !== ''; name = name.slice(0, Math.max(0, name.lastIndexOf('.')))) {
    const row = ARK_ERRORS.find((candidate) => candidate.code === name)
    if (row !== undefined) return row
  }
  return undefined
}

/** The first of the problems, as Ark refuses: one error per answer, with the field named. */
export function refusalOf(problems: readonly Problem[], param?: string): SandboxError {
  const [problem] = problems
  if (problem === undefined) return new SandboxError('InvalidParameter')
  const code = problem.code === 'missing' ? 'MissingParameter' : 'InvalidParameter'
  return new SandboxError(code, { message: problem.message, param: param ?? problem.field })
}
