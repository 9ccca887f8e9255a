/** Names of references: what may be one, and how a file gets one. The name is what the prompt says after `@`. */
import type { ReferenceKind } from './request.ts'

/** Characters. */
const MAX_NAME_LENGTH = 64

/** Anything a person may type, but nothing that ends or opens a mention: `@`, brackets, line breaks, outer blanks. */
export function isValidName(name: string): boolean {
  return (
    name.length <= MAX_NAME_LENGTH &&
    /^[^\s@[\]【】]([^@[\]【】\p{Cc}\u2028\u2029]*[^\s@[\]【】])?$/u.test(name)
  )
}

/** Two names with the same key are one name: case and Unicode spelling do not tell references apart. */
export function nameKey(name: string): string {
  return name.normalize('NFC').toLowerCase()
}

export interface Nameable {
  /** Kept where it is valid and not taken yet. */
  name?: string
  fileName?: string
  kind?: ReferenceKind
}

const WORD_OF_KIND = { image: 'picture', video: 'clip', audio: 'sound' } as const

/** A valid name for each, all different; given names first, then from the file's name, then picture-1, clip-1 … */
export function fillInNames(references: readonly Nameable[]): string[] {
  const taken = new Set<string>()
  const names = references.map(({ name }) => {
    if (name === undefined || !isValidName(name) || taken.has(nameKey(name))) return undefined
    taken.add(nameKey(name))
    return name
  })
  return references.map((reference, index) => {
    const name = names[index] ?? freeName(reference, taken)
    taken.add(nameKey(name))
    return name
  })
}

function freeName({ name, fileName, kind = 'image' }: Nameable, taken: ReadonlySet<string>): string {
  const base = nameFromText(name ?? '') || nameFromText((fileName ?? '').replace(/\.[a-z0-9]{1,5}$/i, ''))
  if (base !== '' && !taken.has(nameKey(base))) return base
  const stem = base === '' ? WORD_OF_KIND[kind] : base
  // A numbered word starts at 1, a second copy of a name at 2.
  let number = base === '' ? 1 : 2
  while (taken.has(nameKey(`${stem}-${number}`))) number += 1
  return `${stem}-${number}`
}

/** Letters, digits, dashes and underscores of any script, so that the name reads as one word after `@`. */
function nameFromText(text: string): string {
  const words = text
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}_]+/gu, '-')
    .replace(/^-+|-+$/g, '')
  // Room for a number when the name is taken.
  return [...words].slice(0, 40).join('').replace(/-+$/, '')
}
