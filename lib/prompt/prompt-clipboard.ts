/**
 * A stretch of a prompt on its way through the clipboard. Within the studio its chips stay bound to their ids; everywhere else it is text
 * with `@name` in it. Pure: the clipboard itself is the browser's.
 */
import { applyEdit, renameInText, type EditResult, type PromptText } from './prompt-edit.ts'
import type { NamedReference } from './mention-spellings.ts'

/** A type of our own: other programs do not see it. */
export const PROMPT_CLIP_TYPE = 'application/x-seedreel-prompt'

/** Chips that are only partly inside are text in it. */
export function cutOut(prompt: PromptText, start: number, end: number): PromptText {
  const mentions = prompt.mentions
    .filter((mention) => start <= mention.start && mention.end <= end)
    .map((mention) => ({ id: mention.id, start: mention.start - start, end: mention.end - start }))
  return { text: prompt.text.slice(start, end), mentions }
}

/** In place of `range`. Chips of references that are not here (another project, removed) arrive as text. */
export function pasteInto(
  prompt: PromptText,
  range: { start: number; end: number },
  clip: PromptText,
  references: readonly NamedReference[],
): EditResult {
  const here = new Map(references.flatMap(({ id, name }) => (name ? [[id, name] as const] : [])))
  const known = { text: clip.text, mentions: clip.mentions.filter(({ id }) => here.has(id)) }
  const named = known.mentions.reduce((text, { id }) => renameInText(text, id, here.get(id) ?? ''), known)
  const text = prompt.text.slice(0, range.start) + named.text + prompt.text.slice(range.end)
  const caret = range.start + named.text.length
  const edited = applyEdit(prompt, text, references, caret)
  const placed = named.mentions.map(({ id, start, end }) => ({
    id,
    start: start + range.start,
    end: end + range.start,
  }))
  // By id goes before by name: two references may have swapped their names since.
  const others = edited.mentions.filter((mention) => !placed.some((own) => overlap(own, mention)))
  const mentions = [...others, ...placed].sort((a, b) => a.start - b.start)
  return { prompt: { text: edited.text, mentions }, caret }
}

export function writeClip({ text, mentions }: PromptText): string {
  return JSON.stringify({ text, mentions })
}

/** Undefined for what is no clip: the clipboard holds what anybody put there. */
export function readClip(clip: string): PromptText | undefined {
  const value = parse(clip)
  if (!isRecord(value) || typeof value['text'] !== 'string' || !Array.isArray(value['mentions']))
    return undefined
  const { text } = value
  let from = 0
  const mentions: PromptText['mentions'] = []
  for (const mention of value['mentions'] as unknown[]) {
    if (!isRecord(mention)) return undefined
    const { id, start, end } = mention
    if (typeof id !== 'string' || typeof start !== 'number' || typeof end !== 'number') return undefined
    if (!(start >= from && end > start && end <= text.length && text[start] === '@')) return undefined
    mentions.push({ id, start, end })
    from = end
  }
  return { text, mentions }
}

/** For programs that take HTML, and for browsers that drop the type of our own. */
export function clipAsHtml({ text, mentions }: PromptText): string {
  let html = ''
  let from = 0
  for (const { id, start, end } of mentions) {
    html += `${escape(text.slice(from, start))}<span data-seedreel-reference="${escape(id)}">${escape(text.slice(start, end))}</span>`
    from = end
  }
  return `<span data-seedreel-prompt style="white-space: pre-wrap">${html}${escape(text.slice(from))}</span>`
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function overlap(a: { start: number; end: number }, b: { start: number; end: number }): boolean {
  return a.start < b.end && b.start < a.end
}
