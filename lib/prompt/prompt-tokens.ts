/** A prompt cut into the smallest pieces that a person would call changed: words, characters of Chinese and Japanese, mentions. */
import { plainText, type NamedReference } from './mentions.ts'
import type { PromptPart } from './prompt-document.ts'

export interface PromptToken {
  /** As it is read; a mention is `@name`. */
  text: string
  isMention: boolean
}

/**
 * The tokens' texts, joined, are the prompt's plain text. Chinese and Japanese go by the character: what Intl.Segmenter calls a word is
 * another in every browser, and the server draws the page first. Korean has blanks between its words.
 */
export function promptTokens(
  parts: readonly PromptPart[],
  references: readonly NamedReference[],
): PromptToken[] {
  return parts.flatMap((part): PromptToken[] =>
    'text' in part
      ? [...part.text.matchAll(PIECE)].map(([text]) => ({ text, isMention: false }))
      : [{ text: plainText([part], references), isMention: true }],
  )
}

const SIGN_OF_ITS_OWN = '[\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}]'
const LETTERS = `(?:(?!${SIGN_OF_ITS_OWN})[\\p{L}\\p{N}_]\\p{M}*)+`

const PIECE = new RegExp(
  [
    // A line break with the blanks around it.
    '[^\\S\\n]*\\n\\s*',
    '\\s+',
    `${SIGN_OF_ITS_OWN}\\p{M}*`,
    // A word: also 35mm, don’t, push-in, 2.39.
    `${LETTERS}(?:['’.-]${LETTERS})*`,
    // A family is one picture.
    '\\p{Extended_Pictographic}(?:[\\p{M}\\p{Emoji_Modifier}]|\\u200d\\p{Extended_Pictographic})*',
    '[^]\\p{M}*',
  ].join('|'),
  'gu',
)
const IDEOGRAPH = new RegExp(`^${SIGN_OF_ITS_OWN}`, 'u')

/** How much of a sentence a token is: a word 1, a character about half of one, blanks and signs nothing. */
export function weightOf({ text, isMention }: PromptToken): number {
  if (isMention) return 2
  if (IDEOGRAPH.test(text)) return 0.5
  return /[\p{L}\p{N}]/u.test(text) ? 1 : 0
}

export function isBlank({ text }: PromptToken): boolean {
  return text.trim() === ''
}
