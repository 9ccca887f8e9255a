/** Readers of the values that stand in an address: strict with each, without losing the rest. Pure. */

/** Answers undefined, and tells of it, where nothing of the text can be used; tells of each part that can't. */
export type Reader<Value> = (text: string, drop: (value: string) => void) => Value | undefined

export const LONGEST_QUESTION = 400

export const ID = /^[a-z0-9_]{1,64}$/

export function one(pattern: RegExp): Reader<string> {
  return (text, drop) => (pattern.test(text) ? text : void drop(text))
}

export function oneOf<Value extends string>(values: readonly Value[]): Reader<Value> {
  return (text, drop) => values.find((value) => value === text) ?? void drop(text)
}

export function anyText(longest: number): Reader<string> {
  return (text, drop) => (text.length <= longest && !/\p{Cc}/u.test(text) ? text : void drop(text))
}

export function wholeNumber(min: number, max: number): Reader<number> {
  return (text, drop) => {
    // -0 is 0.
    const number = /^-?\d{1,4}$/.test(text) ? Number(text) + 0 : Number.NaN
    return number >= min && number <= max ? number : void drop(text)
  }
}

export const question: Reader<string> = (text, drop) => {
  const plain = oneSpaced(text)
  return anyText(LONGEST_QUESTION)(plain, drop) || undefined
}

/** A day that there is: 2026-02-30 is none. */
export const day: Reader<string> = (text, drop) => {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : new Date(Number.NaN)
  const isDay = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
  return isDay ? text : void drop(text)
}

const MOST_IN_LIST = 50

export function listOf<Value extends string>(item: Reader<Value>): Reader<Value[]> {
  return (text, drop) => {
    const items = text.split(',').flatMap((part) => (part === '' ? [] : (item(part, drop) ?? [])))
    const kept = inOrder(items)
    for (const rest of kept.slice(MOST_IN_LIST)) drop(rest)
    return kept.length > 0 ? kept.slice(0, MOST_IN_LIST) : undefined
  }
}

/** Each once; the same values are the same list, in whichever order they were chosen. */
export function inOrder<Value extends string>(values: readonly Value[]): Value[] {
  return [...new Set(values)].sort()
}

export function oneSpaced(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').trim()
}
