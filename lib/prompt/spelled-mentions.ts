/**
 * What a prompt's plain text says in a spelling that is not yet a chip: `[Image 1]`, `图片1`, `[harbour]`, `@Video2`. It would be
 * sent as that reference, but by position: after a reorder it would mean another one. So the editor offers to bind it. Also time marks.
 */
import { findMentions, mentionTable, type NamedReference } from './mention-spellings.ts'
import type { PromptText, TextMention } from './prompt-edit.ts'

/** In order, never inside a chip. References without a name are left out: a chip could not say them. */
export function findSpelled(prompt: PromptText, references: readonly NamedReference[]): TextMention[] {
  const table = mentionTable(references)
  return gaps(prompt).flatMap(({ from, to }) =>
    findMentions(prompt.text.slice(from, to), table)
      .filter(({ id }) => nameOf(id, references) !== undefined)
      .map(({ id, start, end }) => ({ id, start: start + from, end: end + from })),
  )
}

/** Each of `spelled` becomes the chip of its reference; `caret` moves along with the text around it. */
export function chipSpelled(
  prompt: PromptText,
  spelled: readonly TextMention[],
  references: readonly NamedReference[],
  caret: number,
): { prompt: PromptText; caret: number } {
  const pieces = [
    ...prompt.mentions.map((mention) => ({
      ...mention,
      label: prompt.text.slice(mention.start, mention.end),
    })),
    ...spelled.map((mention) => ({ ...mention, label: `@${nameOf(mention.id, references) ?? ''}` })),
  ].sort((a, b) => a.start - b.start)
  let text = ''
  let from = 0
  let moved = caret
  const mentions = pieces.map(({ id, start, end, label }) => {
    text += prompt.text.slice(from, start)
    if (caret >= end) moved += label.length - (end - start)
    else if (caret > start) moved = text.length + label.length
    from = end
    const at = text.length
    text += label
    return { id, start: at, end: text.length }
  })
  return { prompt: { text: text + prompt.text.slice(from), mentions }, caret: moved }
}

/** The reference that `@query` means by its position: `Image1`, `图片 2`, `3`. */
export function referenceAtPosition(
  query: string,
  references: readonly NamedReference[],
): string | undefined {
  const [found] = findMentions(`@${query}`, mentionTable(references.map(({ id, kind }) => ({ id, kind }))))
  return found?.start === 0 && found.end === query.length + 1 ? found.id : undefined
}

const SECONDS = String.raw`\d+(?:\.\d+)?\s*(?:s|秒)?`
const TIME_MARKS = new RegExp(
  String.raw`[[【]\s*${SECONDS}\s*[-–—~到至]\s*\d+(?:\.\d+)?\s*(?:s|sec|秒)\s*[\]】]|[[【]\s*\d+(?:\.\d+)?\s*(?:s|sec|秒)\s*[\]】]|@\d+(?:\.\d+)?秒|\[SHOT \d+\]`,
  'gi',
)

/** `[0-4s]`, `[0-10秒]`, `@5秒`, `[SHOT 1]`: contract.md §5. */
export function timeMarks(text: string): { start: number; end: number }[] {
  return Array.from(text.matchAll(TIME_MARKS), ({ index, 0: mark }) => ({
    start: index,
    end: index + mark.length,
  }))
}

function gaps({ text, mentions }: PromptText): { from: number; to: number }[] {
  const starts = [0, ...mentions.map(({ end }) => end)]
  const ends = [...mentions.map(({ start }) => start), text.length]
  return starts.map((from, index) => ({ from, to: ends[index] ?? text.length }))
}

function nameOf(id: string, references: readonly NamedReference[]): string | undefined {
  return references.find((reference) => reference.id === id)?.name || undefined
}
