import 'server-only'
import * as core from 'zod/v4/core'
import { AppError } from '#lib/api/app-error.ts'
import type { Problem } from '#lib/seedance/problem.ts'

/** Any zod schema, of `zod` and of `zod/mini` alike. */
export type Schema<Output = unknown> = core.$ZodType<Output>

/** Levels of the deepest schema (recipe.references.0.name) and some. */
const MAX_DEPTH = 16

/** Throws AppError invalid_request with one problem per field that is wrong. */
export function parseInput<Output>(schema: Schema<Output>, input: unknown, what: string): Output {
  const unstorable = findNul(input, [])
  if (unstorable) throw refusal([unstorable], what)
  const result = core.safeParse(schema, input)
  if (result.success) return result.data
  throw refusal(
    result.error.issues.flatMap((issue) => problemsOf(issue, input)),
    what,
  )
}

function refusal(problems: Problem[], what: string): AppError {
  const message = problems[0]?.message ?? `The ${what} is not what this address takes.`
  return new AppError('invalid_request', message, { problems })
}

/** PostgreSQL keeps no text with a NUL in it, and nobody types one. Deeper than any schema nobody looks. */
function findNul(value: unknown, path: readonly string[]): Problem | undefined {
  if (typeof value === 'string') {
    if (!value.includes('\0')) return undefined
    const field = path.join('.')
    return { field, code: 'wrong_format', message: `\`${field}\` must not hold a NUL character` }
  }
  if (typeof value !== 'object' || value === null || path.length >= MAX_DEPTH) return undefined
  for (const [key, item] of Object.entries(value)) {
    const found = findNul(item, [...path, key])
    if (found) return found
  }
  return undefined
}

function problemsOf(issue: core.$ZodIssue, input: unknown): Problem[] {
  const field = issue.path.map(String).join('.')
  const name = field === '' ? 'the request' : `\`${field}\``
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => {
        const path = field === '' ? key : `${field}.${key}`
        return { field: path, code: 'unknown_value', message: `\`${path}\` is not a field of this request` }
      })
    case 'invalid_type':
      return isMissing(input, issue.path)
        ? [{ field, code: 'missing', message: `${name} is required` }]
        : [{ field, code: 'wrong_type', message: `${name} must be ${article(issue.expected)}` }]
    case 'too_big':
      return [
        {
          field,
          code: bound(issue.origin, 'big'),
          message: `${name} must be at most ${issue.maximum}${unit(issue.origin)}`,
        },
      ]
    case 'too_small':
      return [
        {
          field,
          code: bound(issue.origin, 'small'),
          message: `${name} must be at least ${issue.minimum}${unit(issue.origin)}`,
        },
      ]
    case 'invalid_value':
      return [
        {
          field,
          code: 'unknown_value',
          message: `${name} must be one of ${issue.values.map(String).join(', ')}`,
        },
      ]
    case 'invalid_format':
      return [{ field, code: 'wrong_format', message: `${name} is not in the right form` }]
    default:
      return [
        {
          field,
          code: 'wrong_type',
          message: issue.code === 'custom' ? `${name} ${issue.message}` : `${name} is not understood`,
        },
      ]
  }
}

function isMissing(input: unknown, path: readonly PropertyKey[]): boolean {
  let value = input
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return true
    value = Reflect.get(value, key)
  }
  return value === undefined
}

function article(expected: string): string {
  if (expected === 'int') return 'a whole number'
  return /^[aeiou]/.test(expected) ? `an ${expected}` : `a ${expected}`
}

function bound(origin: string, side: 'big' | 'small'): Problem['code'] {
  if (origin === 'string') return side === 'big' ? 'too_long' : 'too_short'
  if (origin === 'array' || origin === 'set') return side === 'big' ? 'too_many' : 'too_few'
  return 'out_of_range'
}

function unit(origin: string): string {
  if (origin === 'string') return ' characters long'
  return origin === 'array' || origin === 'set' ? ' items' : ''
}
