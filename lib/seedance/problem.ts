/** What is wrong with a request, at the field that is wrong. The screen and the server print the same problems. */
import type { Sentence } from '#lib/language/language.ts'

export const PROBLEM_CODES = [
  'missing',
  'wrong_type',
  'unknown_value',
  'out_of_range',
  'not_supported_by_model',
  'conflict',
  'too_many',
  'too_few',
  'too_large',
  'too_small',
  'too_long',
  'too_short',
  'wrong_format',
  'unreachable',
  'duplicate_name',
] as const
export type ProblemCode = (typeof PROBLEM_CODES)[number]

/** A change that would make the request pass, where one exists. */
export type ProblemFix =
  | { kind: 'set'; field: string; value: string | number | boolean }
  | { kind: 'unset'; field: string }
  | { kind: 'scale' | 'pad' | 'trim' | 'remove'; referenceIndex: number }

export interface Problem {
  /** The canonical field, dotted, with indexes: `duration`, `images`, `references.2.role`. */
  field: string
  code: ProblemCode
  /** One sentence in the seed's wording style, naming the field and what would be right. */
  message: Sentence
  fix?: ProblemFix
}

/** Something that was not taken as it was written, though the request stands. Nothing is dropped without one. */
export interface Notice {
  /** The field as the caller spelled it. */
  field: string
  message: Sentence
}

/** The same words about a field or a value, behind it in both languages: `duration` must be …, `duration` 必须是…. */
export function about(what: string, said: Sentence): Sentence {
  return { en: `${what} ${said.en}`, zh: `${what} ${said.zh}` }
}
export function mustBeOneOf(words: readonly string[]): Sentence {
  return { en: `must be one of ${words.join(', ')}`, zh: `必须是 ${words.join('、')} 之一` }
}
