/**
 * Finds references said in a text, in every spelling of contract.md §5. Each reader looks at one place of the text and
 * says which reference starts there and where it ends; mentions.ts puts them together.
 *
 * - `@name`, `[name]`, `【@name】`: a reference's own name; always goes before a position of the same length
 * - `@Image1`, `@image 1`, `@图片1`, `@图1`, the same in brackets: the Nth of its kind, in content order
 * - `Image 1`, `图片1` without any sign: the official guide's way; only capitalised, or in Chinese
 * - `@1`: the Nth of all media, pictures first, then clips, then sounds
 *
 * Not mentions: e-mail addresses, time marks (`[0-4s]`, `@5秒`, `@1:30`), `[SHOT 1]`, and numbers past the last reference.
 */
import { REFERENCE_KINDS, type ReferenceKind } from '#lib/seedance/request.ts'

export interface NamedReference {
  id: string
  /** Without the `@`. A reference without a name can only be said by its position. */
  name?: string | undefined
  kind: ReferenceKind
}

/** `start` and `end` are UTF-16 offsets into the text, `end` exclusive. */
export interface FoundMention {
  id: string
  start: number
  end: number
}

export interface MentionTable {
  /** Longest first, so that `@fox-red` is never read as `@fox`. */
  named: readonly { id: string; name: string; folded: string }[]
  byKind: Readonly<Record<ReferenceKind, readonly string[]>>
  /** Pictures, then clips, then sounds. */
  all: readonly string[]
}

export function mentionTable(references: readonly NamedReference[]): MentionTable {
  const idsOf = (kind: ReferenceKind) =>
    references.filter((reference) => reference.kind === kind).map(({ id }) => id)
  const byKind = { image: idsOf('image'), video: idsOf('video'), audio: idsOf('audio') }
  const named = references
    .flatMap(({ id, name }) => (name ? [{ id, name, folded: name.toLowerCase() }] : []))
    .sort((a, b) => b.name.length - a.name.length)
  return { named, byKind, all: REFERENCE_KINDS.flatMap((kind) => byKind[kind]) }
}

/** All mentions of a text in order, without overlap. */
export function findMentions(text: string, table: MentionTable): FoundMention[] {
  const found: FoundMention[] = []
  const starts = /[@[【]|Image|Video|Audio|图片|视频|音频/g
  for (let match = starts.exec(text); match !== null; match = starts.exec(text)) {
    const mention = mentionAt(text, match.index, table, found.at(-1)?.end)
    if (mention === undefined) continue
    found.push(mention)
    starts.lastIndex = mention.end
  }
  return found
}

/** The longest mention that starts exactly at `start`. `previousEnd`: where the mention before it ends, if there is one. */
export function mentionAt(
  text: string,
  start: number,
  table: MentionTable,
  previousEnd?: number,
): FoundMention | undefined {
  const sign = text[start]
  if (sign === '[' || sign === '【') return bracketedAt(text, start, table)
  // `fox@cat` is an e-mail address, unless `fox` is the end of a mention.
  if (previousEnd !== start && isWordCharacter(characterBefore(text, start))) return undefined
  if (sign !== '@') return bareAt(text, start, table)
  const name = nameAt(text, start + 1, table)
  const position = positionAt(text, start + 1, table)
  const longest = position !== undefined && position.end > (name?.end ?? 0) ? position : name
  return longest && { id: longest.id, start, end: longest.end }
}

/** The exact `@name` of a reference at `start`, ended by something that is not more of a word. */
export function nameMentionAt(text: string, start: number, table: MentionTable, previousEnd?: number) {
  if (text[start] !== '@') return undefined
  if (previousEnd !== start && isWordCharacter(characterBefore(text, start))) return undefined
  const name = nameAt(text, start + 1, table)
  return name && { id: name.id, name: name.name, start, end: name.end }
}

interface Reading {
  id: string
  end: number
}

function nameAt(text: string, at: number, table: MentionTable): (Reading & { name: string }) | undefined {
  const fits = ({ name, folded }: MentionTable['named'][number]) => {
    const end = at + name.length
    return text.slice(at, end).toLowerCase() === folded && !goesOn(text, end) && !isTime(text, at, end)
  }
  const entry = table.named.find(fits)
  return entry && { id: entry.id, name: entry.name, end: at + entry.name.length }
}

const KIND_WORDS: Readonly<Record<string, ReferenceKind>> = {
  image: 'image',
  图片: 'image',
  图: 'image',
  video: 'video',
  视频: 'video',
  audio: 'audio',
  音频: 'audio',
}

/** After an `@` or inside brackets: a kind's word and a number, or (after an `@` only) the number alone. */
function positionAt(text: string, at: number, table: MentionTable): Reading | undefined {
  const match = matchAt(/(image|video|audio|图片|图|视频|音频)? ?([1-9]\d{0,2})/iy, text, at)
  if (match === null || (match[1] === undefined && match[0].startsWith(' '))) return undefined
  const end = at + match[0].length
  if (goesOn(text, end) || (match[1] === undefined && isTime(text, at, end))) return undefined
  const ids = match[1] === undefined ? table.all : table.byKind[KIND_WORDS[match[1].toLowerCase()] ?? 'image']
  return reading(ids[Number(match[2]) - 1], end)
}

/** `Image 1` with its blank, `图片1` without one. `图片1张` and `视频5秒` count or measure. */
function bareAt(text: string, start: number, table: MentionTable): FoundMention | undefined {
  const match = matchAt(/(?:(Image|Video|Audio) |(图片|视频|音频))([1-9]\d{0,2})/y, text, start)
  if (match === null) return undefined
  const end = start + match[0].length
  if (goesOn(text, end) || matchAt(MEASURE_WORD, text, end) !== null) return undefined
  const kind = KIND_WORDS[(match[1] ?? match[2] ?? '').toLowerCase()] ?? 'image'
  const found = reading(table.byKind[kind][Number(match[3]) - 1], end)
  return found && { ...found, start }
}

const MEASURE_WORD = /[张个秒分帧倍次段条幅部]/y

/** `0-4s`, `5秒`, `1s~3s`. */
const TIME_MARK = /^(?:\d+(?:\.\d+)?\s*(?:s|秒)?\s*[-–—~到至]\s*)?\d+(?:\.\d+)?\s*(?:s|sec|秒)$/i

/** Longer than any name; keeps a stray bracket from being searched to the end of the text. */
const BRACKET_CONTENT = 80

function bracketedAt(text: string, start: number, table: MentionTable): FoundMention | undefined {
  const close = text.indexOf(text[start] === '[' ? ']' : '】', start)
  if (close === -1 || close - start > BRACKET_CONTENT) return undefined
  const inner = text
    .slice(start + 1, close)
    .trim()
    .replace(/^@/, '')
  if (TIME_MARK.test(inner)) return undefined
  const named = table.named.find(({ folded }) => folded === inner.toLowerCase())
  // `[1]` is a footnote or a shot more often than the first picture.
  const position = /^\d/.test(inner) ? undefined : positionAt(inner, 0, table)
  const id = named?.id ?? (position?.end === inner.length ? position.id : undefined)
  return id === undefined ? undefined : { id, start, end: close + 1 }
}

function reading(id: string | undefined, end: number): Reading | undefined {
  return id === undefined ? undefined : { id, end }
}

function matchAt(sticky: RegExp, text: string, at: number): RegExpExecArray | null {
  sticky.lastIndex = at
  return sticky.exec(text)
}

/** Whether something that begins with a letter or an `@` would run into the text's last word. */
export function endsInWord(text: string): boolean {
  return isWordCharacter(characterBefore(text, text.length))
}

/** Scripts that write words without blanks between them, or hang particles onto them. */
const UNSPACED =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}]/u
const WORD = /[\p{L}\p{N}\p{M}_]/u

/** Letters and digits of scripts that put blanks between words. */
function isWordCharacter(character: string | undefined): boolean {
  return character !== undefined && WORD.test(character) && !UNSPACED.test(character)
}

/**
 * Whether the word that ends at `end` goes on: `@fox` in `@foxes`, `@小猫` in `@小猫2`, `Image 1` in `Image 1.5` or
 * `Image 16:9`. Chinese after a name, and Latin after a Chinese name, begin something new.
 */
function goesOn(text: string, end: number): boolean {
  const next = characterAt(text, end)
  const last = characterBefore(text, end)
  if (next === undefined) return false
  if (/\d/.test(last ?? '') && matchAt(/[.:：]\d/y, text, end) !== null) return true
  if (!isWordCharacter(next)) return false
  return !(last !== undefined && UNSPACED.test(last) && /\p{L}/u.test(next))
}

/** `@5秒`, `@1-3s`: a bare number that measures time, even where a reference is called `5`. */
function isTime(text: string, at: number, end: number): boolean {
  return /^\d+$/.test(text.slice(at, end)) && matchAt(/秒|分|帧|[-–—~]\d/y, text, end) !== null
}

function characterAt(text: string, index: number): string | undefined {
  const code = text.codePointAt(index)
  return code === undefined ? undefined : String.fromCodePoint(code)
}

function characterBefore(text: string, index: number): string | undefined {
  return Array.from(text.slice(Math.max(0, index - 2), index)).at(-1)
}
