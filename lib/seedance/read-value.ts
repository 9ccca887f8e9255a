/** Reads one value of a loosely typed body. A value that cannot be read becomes a problem at its spelling. */
import type { Sentence } from '#lib/language/language.ts'
import { type Field, type Findings, type Given, isAbsent, isRecord, parseJsonText } from './aliases.ts'
import { about, mustBeOneOf, type ProblemCode } from './problem.ts'
import { REFERENCE_ROLES, type ReferenceRole } from './request.ts'

export type Fields = Map<Field, Given>

/** Records what is wrong with a given value and answers undefined, so that a reader can return it. */
export function refuse(
  findings: Findings,
  given: Given,
  field: string,
  code: ProblemCode,
  must: Sentence,
): undefined {
  // Dotted spellings are paths into the text or the content: those are where the caller has to look.
  const path = given.spelling.includes('.') ? given.spelling : field
  findings.problems.push({ field: path, code, message: about(`\`${given.spelling}\``, must) })
  return undefined
}

/** A number, also as text. */
export function readNumber(fields: Fields, field: Field, findings: Findings): number | undefined {
  const given = fields.get(field)
  if (!given) return undefined
  const value = typeof given.value === 'string' ? given.value.trim() : given.value
  if (typeof value === 'number' && Number.isFinite(value)) return value
  if (typeof value === 'string' && /^-?\d{1,15}(\.\d{1,9})?$/.test(value)) return Number(value)
  return refuse(findings, given, field, 'wrong_type', { en: 'must be a number', zh: '必须是数字' })
}

/** A whole number, also as text. */
export function readInteger(fields: Fields, field: Field, findings: Findings): number | undefined {
  const value = readNumber(fields, field, findings)
  const given = fields.get(field)
  if (value === undefined || !given || Number.isSafeInteger(value)) return value
  const must = { en: 'must be a whole number', zh: '必须是整数' }
  return refuse(findings, given, field, 'wrong_type', must)
}

const WORDS_FOR_BOOLEANS = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
])

/** A boolean, also as the text or number that forms send. */
export function readBoolean(fields: Fields, field: Field, findings: Findings): boolean | undefined {
  const given = fields.get(field)
  if (!given) return undefined
  const isScalar = ['boolean', 'string', 'number'].includes(typeof given.value)
  const value = isScalar ? WORDS_FOR_BOOLEANS.get(String(given.value).trim().toLowerCase()) : undefined
  const must = { en: 'must be true or false', zh: '必须是 true 或 false' }
  return value ?? refuse(findings, given, field, 'wrong_type', must)
}

export function readText(fields: Fields, field: Field, findings: Findings): string | undefined {
  const given = fields.get(field)
  if (!given) return undefined
  if (typeof given.value === 'string') return given.value
  return refuse(findings, given, field, 'wrong_type', { en: 'must be a text', zh: '必须是文本' })
}

/** One of the words given, in any case. */
export function readWord<Word extends string>(
  fields: Fields,
  field: Field,
  words: readonly Word[],
  findings: Findings,
): Word | undefined {
  const given = fields.get(field)
  const text = readText(fields, field, findings)
  if (!given || text === undefined) return undefined
  const wanted = text.trim().toLowerCase()
  const word = words.find((candidate) => candidate.toLowerCase() === wanted)
  return word ?? refuse(findings, given, field, 'unknown_value', mustBeOneOf(words))
}

/** Addresses of media: one or a list, as text, as `{url}`, as `{image_url}`, or JSON text of these. */
export function readAddresses(fields: Fields, field: Field, findings: Findings): string[] {
  const given = fields.get(field)
  if (!given) return []
  const value = parseJsonText(given.value)
  const entries: unknown[] = Array.isArray(value) ? value : [value]
  return entries.flatMap((entry, index) => {
    const place = {
      spelling: entries.length > 1 ? `${given.spelling}.${index}` : given.spelling,
      value: entry,
    }
    if (isAbsent(entry)) return []
    const url = readAddress(entry, place, field, findings)
    return url === undefined ? [] : [url]
  })
}

/** One address, or a problem at its place. */
export function readAddress(
  entry: unknown,
  place: Given,
  field: string,
  findings: Findings,
): string | undefined {
  const url = findAddress(entry)
  if (typeof url !== 'string') {
    const must = {
      en: 'must be an address (https, data: or asset://)',
      zh: '必须是地址（https、data: 或 asset://）',
    }
    return refuse(findings, place, field, 'wrong_type', must)
  }
  const address = url.trim()
  if (isMediaAddress(address)) return address
  const must = {
    en: 'must be an https, data: or asset:// address',
    zh: '必须是 https、data: 或 asset:// 地址',
  }
  return refuse(findings, place, field, 'wrong_format', must)
}

function findAddress(entry: unknown): unknown {
  const value = parseJsonText(entry)
  if (!isRecord(value)) return value
  return findFirst(value, ['url', 'image_url', 'video_url', 'audio_url'])
}

function findFirst(value: Record<string, unknown>, keys: readonly string[]): unknown {
  const key = keys.find((candidate) => value[candidate] !== undefined)
  const inner = key === undefined ? undefined : value[key]
  return isRecord(inner) ? inner['url'] : inner
}

function isMediaAddress(address: string): boolean {
  // The whole of a data: URI can be tens of megabytes; only its head is looked at.
  if (/^data:[\w.+-]+\/[\w.+-]+[;,]/i.test(address.slice(0, 200))) return true
  if (/^asset:\/\/\S+$/i.test(address)) return true
  return /^https?:\/\//i.test(address) && URL.canParse(address)
}

export function isMediaRole(value: unknown): value is ReferenceRole {
  return REFERENCE_ROLES.some((role) => role === value)
}
