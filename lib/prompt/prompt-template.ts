/** Prompts that a team writes once and fills in often. Pure; what the keys need is in placeholders.ts. */
import type { Sentence } from '#lib/language/language.ts'
import type { NamedReference } from './mention-spellings.ts'
import { findPlaceholders } from './placeholders.ts'
import { applyEdit, type EditResult, type PromptText } from './prompt-edit.ts'

/** What is to be selected once a template stands in the prompt: its first place, or the caret behind it. */
export interface InsertedTemplate extends EditResult {
  selectionEnd: number
}

/** In place of `range`; an empty prompt becomes the template. Names that stand in it become mentions. */
export function insertTemplate(
  prompt: PromptText,
  template: string,
  range: { start: number; end: number },
  references: readonly NamedReference[],
): InsertedTemplate {
  const isBlank = prompt.text.trim() === ''
  const before = isBlank ? '' : prompt.text.slice(0, range.start)
  const after = isBlank ? '' : prompt.text.slice(range.end)
  const lead = before === '' || /\s$/.test(before) ? '' : ' '
  const trail = after === '' || /^[\s.,;:!?。，；：！？]/.test(after) ? '' : ' '
  const caret = before.length + lead.length + template.length
  const text = before + lead + template + trail + after
  const start = before.length + lead.length
  const first = findPlaceholders(text).find((place) => place.start >= start && place.end <= caret)
  return {
    prompt: applyEdit(prompt, text, references, caret),
    caret: first?.start ?? caret,
    selectionEnd: first?.end ?? caret,
  }
}

/** A prompt as a template: what it says of references is left to fill in. */
export function templateOf({ text, mentions }: PromptText): string {
  let from = 0
  let template = ''
  for (const { start, end } of mentions) {
    template += `${text.slice(from, start)}{${text.slice(start + 1, end)}}`
    from = end
  }
  return (template + text.slice(from)).trim()
}

/** Undefined: nothing is left open. */
export function stillOpen(text: string): Sentence | undefined {
  const names = [...new Set(findPlaceholders(text).map(({ name }) => `{${name}}`))]
  if (names.length === 0) return undefined
  return {
    en: `The prompt still says ${names.join(', ')}. Press Tab in it to go from one to the next.`,
    zh: `提示词中还有 ${names.join('、')} 未填写。在提示词中按 Tab 可逐个填写。`,
  }
}
