import 'server-only'
import * as core from 'zod/v4/core'
import { AppError } from '#lib/api/app-error.ts'
import type { Sentence } from '#lib/language/language.ts'
import { about, mustBeOneOf, type Problem } from '#lib/seedance/problem.ts'

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

/** `what` is `request`, `query` or `address`: the part of the call that is meant. */
function refusal(problems: Problem[], what: string): AppError {
  const said = problems[0]?.message ?? {
    en: `The ${what} is not what this address takes.`,
    zh: '请求不符合这个地址的要求。',
  }
  return new AppError('invalid_request', said, { problems })
}

/** PostgreSQL keeps no text with a NUL in it, and nobody types one. Deeper than any schema nobody looks. */
function findNul(value: unknown, path: readonly string[]): Problem | undefined {
  if (typeof value === 'string') {
    if (!value.includes('\0')) return undefined
    const field = path.join('.')
    const must = { en: 'must not hold a NUL character', zh: '不能包含 NUL 字符' }
    return { field, code: 'wrong_format', message: about(`\`${field}\``, must) }
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
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => unknownField(field === '' ? key : `${field}.${key}`))
  }
  const { code, said } = findingOf(issue, input)
  const message =
    field === '' ? { en: `the request ${said.en}`, zh: `请求${said.zh}` } : about(`\`${field}\``, said)
  return [{ field, code, message }]
}

function unknownField(field: string): Problem {
  const said = { en: 'is not a field of this request', zh: '不是这个请求的字段' }
  return { field, code: 'unknown_value', message: about(`\`${field}\``, said) }
}

function findingOf(issue: core.$ZodIssue, input: unknown): { code: Problem['code']; said: Sentence } {
  switch (issue.code) {
    case 'invalid_type':
      return isMissing(input, issue.path)
        ? { code: 'missing', said: { en: 'is required', zh: '是必填的' } }
        : { code: 'wrong_type', said: mustBeOfType(issue.expected) }
    case 'too_big':
      return {
        code: bound(issue.origin, 'big'),
        said: {
          en: `must be at most ${issue.maximum}${unit(issue.origin).en}`,
          zh: `最多为 ${issue.maximum}${unit(issue.origin).zh}`,
        },
      }
    case 'too_small':
      return {
        code: bound(issue.origin, 'small'),
        said: {
          en: `must be at least ${issue.minimum}${unit(issue.origin).en}`,
          zh: `至少为 ${issue.minimum}${unit(issue.origin).zh}`,
        },
      }
    case 'invalid_value':
      return { code: 'unknown_value', said: mustBeOneOf(issue.values.map(String)) }
    case 'invalid_format':
      return { code: 'wrong_format', said: { en: 'is not in the right form', zh: '格式不正确' } }
    case 'custom':
      return { code: 'wrong_type', said: { en: issue.message, zh: chineseOf(issue.params) ?? issue.message } }
    default:
      return { code: 'wrong_type', said: { en: 'is not understood', zh: '无法识别' } }
  }
}

/** Our own checks bring the Chinese of their sentence along: see `saying` in lib/api/values.ts. */
function chineseOf(params: Record<string, unknown> | undefined): string | undefined {
  const chinese = params?.['zh']
  return typeof chinese === 'string' ? chinese : undefined
}

function isMissing(input: unknown, path: readonly PropertyKey[]): boolean {
  let value = input
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return true
    value = Reflect.get(value, key)
  }
  return value === undefined
}

function mustBeOfType(expected: string): Sentence {
  if (expected === 'int') return { en: 'must be a whole number', zh: '必须是整数' }
  const article = /^[aeiou]/.test(expected) ? 'an' : 'a'
  return { en: `must be ${article} ${expected}`, zh: `必须是 ${expected}` }
}

function bound(origin: string, side: 'big' | 'small'): Problem['code'] {
  if (origin === 'string') return side === 'big' ? 'too_long' : 'too_short'
  if (origin === 'array' || origin === 'set') return side === 'big' ? 'too_many' : 'too_few'
  return 'out_of_range'
}

function unit(origin: string): Sentence {
  if (origin === 'string') return { en: ' characters long', zh: ' 个字符' }
  return origin === 'array' || origin === 'set' ? { en: ' items', zh: ' 项' } : { en: '', zh: '' }
}
