/**
 * Between the text of a prompt and its parts: reading mentions in every spelling, and writing them for a provider.
 * A mention is bound to a reference's id; names and positions exist only while reading and writing.
 */
import type { NativeMention } from '#lib/seedance/capabilities.ts'
import type { ReferenceKind } from '#lib/seedance/request.ts'
import {
  endsInWord,
  findMentions,
  mentionAt,
  mentionTable,
  type MentionTable,
  type NamedReference,
} from './mention-spellings.ts'
import type { PromptPart } from './prompt-document.ts'

export type { NamedReference } from './mention-spellings.ts'

/** How a provider reads names: as `@name`, equal to the item's name, or by position in the model's one spelling. */
export type MentionStyle = { kind: 'gateway' } | { kind: 'native'; spelling: NativeMention }

/** Stands for a mention whose reference is gone. It names nothing; such a prompt is never sent. */
export const BROKEN_MENTION = '@⟨removed⟩'

/** Every spelling of contract.md §5; the longest match wins. `references` in content order. */
export function parseMentions(text: string, references: readonly NamedReference[]): PromptPart[] {
  return partsOf(text, mentionTable(references))
}

/** What a person reads: `@name` for each mention. Mentions whose reference is gone stay visible. */
export function plainText(parts: readonly PromptPart[], references: readonly NamedReference[]): string {
  return joinPieces(write(parts, references, { kind: 'gateway' }))
}

/**
 * The prompt as it is sent. Names that stand in the text, in whatever spelling, are written in the one spelling of `style`
 * too. A blank is added where a mention would otherwise run into the next word, so that reading the result gives the same
 * references back. `references` in content order: native positions are counted per kind.
 */
export function renderPrompt(
  parts: readonly PromptPart[],
  references: readonly NamedReference[],
  style: MentionStyle,
): string {
  return joinPieces(renderPieces(parts, references, style))
}

/** A stretch of a rendered prompt; `mention` is the id where it stands for a reference. */
export interface RenderedPiece {
  text: string
  mention?: string
}

/** The same prompt in pieces, so that what a mention became can be shown: joined they are what `renderPrompt` gives. */
export function renderPieces(
  parts: readonly PromptPart[],
  references: readonly NamedReference[],
  style: MentionStyle,
): RenderedPiece[] {
  return write(resolveParts(parts, references), references, style)
}

/** For callers that hold plain text: the sandbox and the public API. */
export function renderPromptText(
  text: string,
  references: readonly NamedReference[],
  style: MentionStyle,
): string {
  return joinPieces(write(parseMentions(text, references), references, style))
}

/** The parts with every name that stands in their text turned into a mention. */
export function resolveParts(
  parts: readonly PromptPart[],
  references: readonly NamedReference[],
): PromptPart[] {
  const table = mentionTable(references)
  return normaliseParts(parts.flatMap((part) => ('text' in part ? partsOf(part.text, table) : [part])))
}

/** Neighbouring texts joined, empty ones dropped. */
export function normaliseParts(parts: readonly PromptPart[]): PromptPart[] {
  const joined: PromptPart[] = []
  for (const part of parts) {
    const last = joined.at(-1)
    if ('mention' in part) joined.push({ mention: part.mention })
    else if (last !== undefined && 'text' in last) joined[joined.length - 1] = { text: last.text + part.text }
    else if (part.text !== '') joined.push({ text: part.text })
  }
  return joined
}

/** Each id once, in the order of the prompt. */
export function mentionedIds(parts: readonly PromptPart[]): string[] {
  return [...new Set(parts.flatMap((part) => ('mention' in part ? [part.mention] : [])))]
}

/** Ids of mentions whose reference is gone. */
export function brokenMentions(
  parts: readonly PromptPart[],
  references: readonly { id: string }[],
): string[] {
  const known = new Set(references.map(({ id }) => id))
  return mentionedIds(parts).filter((id) => !known.has(id))
}

/** References that the prompt never says, in any spelling. */
export function unusedReferences<T extends NamedReference>(
  parts: readonly PromptPart[],
  references: readonly T[],
): T[] {
  const mentioned = new Set(mentionedIds(resolveParts(parts, references)))
  return references.filter(({ id }) => !mentioned.has(id))
}

function partsOf(text: string, table: MentionTable): PromptPart[] {
  const parts: PromptPart[] = []
  let from = 0
  for (const { id, start, end } of findMentions(text, table)) {
    parts.push({ text: text.slice(from, start) }, { mention: id })
    from = end
  }
  return normaliseParts([...parts, { text: text.slice(from) }])
}

function write(
  parts: readonly PromptPart[],
  references: readonly NamedReference[],
  style: MentionStyle,
): RenderedPiece[] {
  // Native Ark knows no names: there only positions can be misread.
  const table = mentionTable(
    style.kind === 'native' ? references.map(({ id, kind }) => ({ id, kind })) : references,
  )
  const pieces = parts.map((part) =>
    'text' in part ? part : { id: part.mention, text: spell(part.mention, references, table, style) },
  )
  const rendered: RenderedPiece[] = []
  let before = ''
  for (const [index, piece] of pieces.entries()) {
    if (!('id' in piece)) {
      rendered.push({ text: piece.text })
      if (piece.text !== '') before = piece.text
      continue
    }
    // Right behind another mention `blanksBetween` has seen to it.
    if (needsBlankBefore(before, piece.text)) rendered.push({ text: ' ' })
    rendered.push({ text: piece.text, mention: piece.id })
    const blanks = blanksBetween(piece.id, piece.text, pieces[index + 1]?.text ?? '', table)
    if (blanks !== '') rendered.push({ text: blanks })
    before = ''
  }
  return rendered
}

function joinPieces(pieces: readonly RenderedPiece[]): string {
  return pieces.map(({ text }) => text).join('')
}

/** As few blanks as let the mention read back: two only where `@Image 1` would be a position and the name is `Image`. */
function blanksBetween(id: string, mention: string, next: string, table: MentionTable): string {
  if (next === '' || mention === BROKEN_MENTION) return ''
  const readsBack = (blanks: string) => {
    const read = mentionAt(mention + blanks + next, 0, table)
    return read?.id === id && read.end === mention.length
  }
  return ['', ' ', '  '].find(readsBack) ?? ' '
}

function spell(
  id: string,
  references: readonly NamedReference[],
  table: MentionTable,
  style: MentionStyle,
): string {
  const reference = references.find((candidate) => candidate.id === id)
  if (reference === undefined) return BROKEN_MENTION
  const { kind, name } = reference
  const position = table.byKind[kind].indexOf(id) + 1
  if (style.kind === 'native') return NATIVE_SPELLINGS[style.spelling](kind, position)
  return name ? `@${name}` : `@${ENGLISH[kind]}${position}`
}

const ENGLISH: Readonly<Record<ReferenceKind, string>> = { image: 'Image', video: 'Video', audio: 'Audio' }
const BRACKETED_CHINESE: Readonly<Record<ReferenceKind, string>> = {
  image: '图',
  video: '视频',
  audio: '音频',
}
const CHINESE: Readonly<Record<ReferenceKind, string>> = { image: '图片', video: '视频', audio: '音频' }

const NATIVE_SPELLINGS: Readonly<Record<NativeMention, (kind: ReferenceKind, position: number) => string>> = {
  'Image 1': (kind, position) => `${ENGLISH[kind]} ${position}`,
  '[Image 1]': (kind, position) => `[${ENGLISH[kind]} ${position}]`,
  '[图1]': (kind, position) => `[${BRACKETED_CHINESE[kind]}${position}]`,
  图片1: (kind, position) => `${CHINESE[kind]}${position}`,
}

/** `fox` before `@cat` would read as an e-mail address, before `Image 1` as one word. */
function needsBlankBefore(text: string, mention: string): boolean {
  return !/^[[【]/.test(mention) && endsInWord(text)
}
