/** How long a prompt is, as the model's advice counts: Chinese characters and words apart. */

/** What the provider advises (contract.md §3.3); longer prompts are taken, but parts of them are overlooked. */
export const ADVISED_LENGTH = { characters: 500, words: 1000 } as const

export interface PromptLength {
  /** Chinese characters. */
  characters: number
  /** Words of scripts with blanks between them; a Korean word or a Japanese run of kana is one. */
  words: number
  /** The larger share of its limit; over 1 is over the advice. */
  share: number
}

const CHINESE = /\p{Script=Han}/gu
/** A stretch without any letter or digit (a dash, a lone comma left between Chinese characters) is no word. */
const WORD = /\S*[\p{L}\p{N}]\S*/gu

export function promptLength(text: string): PromptLength {
  const characters = text.match(CHINESE)?.length ?? 0
  const words = text.replace(CHINESE, ' ').match(WORD)?.length ?? 0
  const share = Math.max(characters / ADVISED_LENGTH.characters, words / ADVISED_LENGTH.words)
  return { characters, words, share }
}
