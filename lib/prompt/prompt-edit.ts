/**
 * The prompt as a plain textarea shows it: text in which each mention reads `@name`, and beside it which stretches of
 * the text are mentions (chips), bound to ids. Pure: every change is a new value.
 *
 * Offsets are UTF-16, as `selectionStart` counts. Mentions are in order, never overlap, and always cover their whole `@name`.
 * A mention whose reference is gone keeps its text and its id: it is broken until a person deletes it.
 * While an input method is composing, wait: call `applyEdit` once at the end, with what the textarea then holds.
 */
import {
  endsInWord,
  mentionTable,
  nameMentionAt,
  type MentionTable,
  type NamedReference,
} from './mention-spellings.ts'
import { BROKEN_MENTION, normaliseParts } from './mentions.ts'
import type { PromptPart } from './prompt-document.ts'

export interface TextMention {
  id: string
  start: number
  /** Exclusive. */
  end: number
}

export interface PromptText {
  text: string
  mentions: TextMention[]
}

/** What an action of the editor leaves behind: the new prompt, and where the caret belongs. */
export interface EditResult {
  prompt: PromptText
  caret: number
}

export function fromParts(parts: readonly PromptPart[], references: readonly NamedReference[]): PromptText {
  let text = ''
  const mentions: TextMention[] = []
  for (const part of normaliseParts(parts)) {
    if ('text' in part) {
      text += part.text
      continue
    }
    const name = references.find(({ id }) => id === part.mention)?.name
    const start = text.length
    text += name ? `@${name}` : BROKEN_MENTION
    mentions.push({ id: part.mention, start, end: text.length })
  }
  return { text, mentions }
}

export function toParts({ text, mentions }: PromptText): PromptPart[] {
  const parts: PromptPart[] = []
  let from = 0
  for (const { id, start, end } of mentions) {
    parts.push({ text: text.slice(from, start) }, { mention: id })
    from = end
  }
  return normaliseParts([...parts, { text: text.slice(from) }])
}

/**
 * The textarea now holds `nextText`. What changed is found by comparing beginnings and ends, with `caret` (where it stands
 * after the edit) telling equal letters apart. Mentions before and after move along; one that was touched becomes plain
 * text unless it still reads the same. An `@name` in the text becomes a mention once something follows that is not more of the
 * name; a pasted one at once.
 */
export function applyEdit(
  previous: PromptText,
  nextText: string,
  references: readonly NamedReference[],
  caret?: number,
): PromptText {
  const change = changeBetween(previous.text, nextText, caret)
  const kept = lengthen(moveMentions(previous, nextText, change), nextText, change, mentionTable(references))
  const pastedFrom = change.insertedEnd - change.start > 1 ? change.start : change.insertedEnd
  const stillTyped = { from: pastedFrom, end: caret ?? change.insertedEnd }
  return withFoundNames({ text: nextText, mentions: kept }, references, stillTyped)
}

/** Turns every `@name` of the text into a mention, the one being typed included: for when the field is left. */
export function settle(prompt: PromptText, references: readonly NamedReference[]): PromptText {
  return withFoundNames(prompt, references)
}

/** Puts a mention in place of `start … end` (the caret, or the `@fo` that opened the menu), with blanks where it needs them. */
export function insertMention(
  prompt: PromptText,
  reference: { id: string; name: string },
  range: { start: number; end: number },
): EditResult {
  const before = prompt.text.slice(0, range.start)
  const after = prompt.text.slice(range.end)
  const afterMention = prompt.mentions.some(({ end }) => end === range.start)
  const lead = afterMention || endsInWord(before) ? ' ' : ''
  // A blank after it, so that one can go on typing; before a sign, a blank or Chinese none is needed.
  const [next = ''] = after
  const trail = next === '' || next === '-' || endsInWord(next) ? ' ' : ''
  const label = `@${reference.name}`
  const inserted = lead + label + trail
  const spliced = splice(prompt, range.start, range.end, inserted)
  const start = range.start + lead.length
  const mention = { id: reference.id, start, end: start + label.length }
  const caret = mention.end + (next === ' ' ? 1 : trail.length)
  return { prompt: { text: spliced.text, mentions: inOrder([...spliced.mentions, mention]) }, caret }
}

/**
 * Backspace or Delete at the caret: a mention next to it, or around it, goes as one character. Undefined: there is none, and
 * the key does what it always does.
 */
export function deleteMentionAt(
  prompt: PromptText,
  caret: number,
  direction: 'backward' | 'forward' = 'backward',
): EditResult | undefined {
  const mention = prompt.mentions.find(({ start, end }) =>
    direction === 'backward' ? start < caret && caret <= end : start <= caret && caret < end,
  )
  if (mention === undefined) return undefined
  return { prompt: splice(prompt, mention.start, mention.end, ''), caret: mention.start }
}

/** The reference has a new name: all its mentions say it, everything behind them moves. */
export function renameInText(prompt: PromptText, id: string, name: string): PromptText {
  let text = ''
  let from = 0
  const mentions = prompt.mentions.map((mention) => {
    const label = mention.id === id ? `@${name}` : prompt.text.slice(mention.start, mention.end)
    text += prompt.text.slice(from, mention.start)
    from = mention.end
    const start = text.length
    text += label
    return { id: mention.id, start, end: text.length }
  })
  return { text: text + prompt.text.slice(from), mentions }
}

/** Mentions whose reference is gone, with the text they still show. */
export function brokenInText(
  prompt: PromptText,
  references: readonly { id: string }[],
): (TextMention & { text: string })[] {
  const known = new Set(references.map(({ id }) => id))
  return prompt.mentions
    .filter(({ id }) => !known.has(id))
    .map((mention) => ({ ...mention, text: prompt.text.slice(mention.start, mention.end) }))
}

/** What stands between an `@` and the caret, for the menu of references; undefined where no menu belongs. */
export function mentionQueryAt(
  prompt: PromptText,
  caret: number,
): { query: string; start: number; end: number } | undefined {
  const match = /@[^\s@[\]【】]{0,64}$/u.exec(prompt.text.slice(0, caret))
  if (match === null) return undefined
  const start = match.index
  const inMention = prompt.mentions.some((mention) => mention.start < caret && start < mention.end)
  const afterMention = prompt.mentions.some(({ end }) => end === start)
  if (inMention || (!afterMention && endsInWord(prompt.text.slice(0, start)))) return undefined
  return { query: match[0].slice(1), start, end: caret }
}

/** `previous.slice(start, removedEnd)` became `next.slice(start, insertedEnd)`. */
interface Change {
  start: number
  removedEnd: number
  insertedEnd: number
}

function changeBetween(previous: string, next: string, caret: number | undefined): Change {
  const shorter = Math.min(previous.length, next.length)
  const afterCaret = caret === undefined ? 0 : next.length - caret
  const hinted = caret !== undefined && afterCaret <= shorter && previous.endsWith(next.slice(caret))
  const reserved = hinted ? afterCaret : 0
  let start = 0
  while (start < shorter - reserved && previous[start] === next[start]) start += 1
  let tail = reserved
  while (tail < shorter - start && previous.at(-1 - tail) === next.at(-1 - tail)) tail += 1
  return { start, removedEnd: previous.length - tail, insertedEnd: next.length - tail }
}

function moveMentions(previous: PromptText, nextText: string, change: Change): TextMention[] {
  const shift = change.insertedEnd - change.removedEnd
  const untouched = previous.mentions.flatMap((mention) => {
    if (mention.end <= change.start) return [mention]
    return mention.start >= change.removedEnd ? [movedBy(mention, shift)] : []
  })
  const touched = previous.mentions.filter(
    ({ start, end }) => end > change.start && start < change.removedEnd,
  )
  return inOrder(
    touched.reduce((placed, mention) => {
      const label = previous.text.slice(mention.start, mention.end)
      const place = [mention, movedBy(mention, shift)].find(
        (at) =>
          at.start >= 0 &&
          nextText.startsWith(label, at.start) &&
          !placed.some((other) => overlap(other, at)),
      )
      return place === undefined ? placed : [...placed, place]
    }, untouched),
  )
}

/** Typed right behind a mention, so that it reads a longer name (`2` behind `@fox`, pasting `@fox2` over it): it is that one. */
function lengthen(
  mentions: readonly TextMention[],
  text: string,
  change: Change,
  table: MentionTable,
): TextMention[] {
  return mentions.map((mention, index) => {
    if (mention.end !== change.start || change.insertedEnd === change.start) return mention
    const before = mentions[index - 1]
    const longer = nameMentionAt(text, mention.start, table, before?.end)
    if (longer === undefined || longer.end <= mention.end) return mention
    const next = mentions[index + 1]
    const isFree =
      (next === undefined || longer.end <= next.start) && text.startsWith(longer.name, mention.start + 1)
    return isFree ? { id: longer.id, start: longer.start, end: longer.end } : mention
  })
}

/** Only what was typed letter by letter up to the caret is left alone: it may become a longer name. */
function withFoundNames(
  prompt: PromptText,
  references: readonly NamedReference[],
  stillTyped?: { from: number; end: number },
): PromptText {
  const table = mentionTable(references)
  const mentions = [...prompt.mentions]
  let text = prompt.text
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    const before = mentions.find(({ end }) => end === at)
    const found = nameMentionAt(text, at, table, before?.end)
    if (found === undefined || mentions.some((mention) => overlap(mention, found))) continue
    if (stillTyped !== undefined && found.end === stillTyped.end && at < stillTyped.from) continue
    // Typed `@Fox` reads like the chip of `fox`; the length is the same, so nothing moves.
    text = `${text.slice(0, at + 1)}${found.name}${text.slice(found.end)}`
    mentions.push({ id: found.id, start: at, end: found.end })
  }
  return { text, mentions: inOrder(mentions) }
}

function splice(prompt: PromptText, start: number, end: number, inserted: string): PromptText {
  const text = prompt.text.slice(0, start) + inserted + prompt.text.slice(end)
  const shift = inserted.length - (end - start)
  const mentions = prompt.mentions.flatMap((mention) => {
    if (mention.end <= start) return [mention]
    return mention.start >= end ? [movedBy(mention, shift)] : []
  })
  return { text, mentions }
}

function movedBy({ id, start, end }: TextMention, shift: number): TextMention {
  return { id, start: start + shift, end: end + shift }
}

function overlap(a: { start: number; end: number }, b: { start: number; end: number }): boolean {
  return a.start < b.end && b.start < a.end
}

function inOrder(mentions: readonly TextMention[]): TextMention[] {
  return mentions.toSorted((a, b) => a.start - b.start)
}
