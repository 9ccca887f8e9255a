/**
 * Single values as providers and their gateways send them: numbers as strings, objects as JSON strings, times in
 * seconds, milliseconds or ISO (contract.md §1.5, §1.7, §3.5, §7). What cannot be read is undefined; nothing throws.
 */

export type LooseRecord = Readonly<Record<string, unknown>>

/** The docs' schema types arrays and objects as `string`, so JSON in a string is opened. */
export function asRecord(value: unknown): LooseRecord | undefined {
  const opened = openJson(value)
  return isRecord(opened) ? opened : undefined
}

export function asList(value: unknown): readonly unknown[] | undefined {
  const opened = openJson(value)
  return Array.isArray(opened) ? opened : undefined
}

/** A non-empty string, trimmed. */
export function asText(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined
  const text = value.trim()
  return text === '' ? undefined : text
}

/** A string or a number, as text: codes and ids come as either. */
export function asWord(value: unknown): string | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : asText(value)
}

export function asNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}

export function asBoolean(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value
  if (value === 'true' || value === 'false') return value === 'true'
  return undefined
}

/** 0 … 100 from 50, "50" or "50%". Outside of that it is no percentage and is dropped rather than bent. */
export function asProgress(value: unknown): number | undefined {
  const number = asNumber(typeof value === 'string' ? value.replace(/\s*%\s*$/, '') : value)
  return number !== undefined && number >= 0 && number <= 100 ? number : undefined
}

/** In seconds this is the year 5138, in milliseconds 1973: every time of a task is on one side. */
const SECONDS_END = 1e11
/** In milliseconds the year 5138. Microseconds are past it and are not guessed at. */
const MILLISECONDS_END = 1e14

/** Epoch ms from epoch seconds, epoch ms or an ISO time (UTC where it names no zone). 0 and less mean "not set". */
export function asTime(value: unknown): number | undefined {
  const number = asNumber(value)
  if (number !== undefined) {
    if (number <= 0 || number >= MILLISECONDS_END) return undefined
    return Math.round(number < SECONDS_END ? number * 1000 : number)
  }
  const iso = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)\s*(Z|[+-]\d\d:?\d\d)?$/i.exec(
    asText(value) ?? '',
  )
  if (iso === null) return undefined
  const time = Date.parse(`${iso[1]}T${iso[2]}${iso[3] ?? 'Z'}`)
  return Number.isNaN(time) ? undefined : time
}

function openJson(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}

function isRecord(value: unknown): value is LooseRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
