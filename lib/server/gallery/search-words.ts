import 'server-only'

/**
 * How text is cut into words for search, once for what is stored and for what is asked, and so the same on both engines: neither
 * FTS5's tokenizers nor PostgreSQL's parser finds a Chinese word of two characters, and they disagree on the rest.
 *
 * Latin and other spaced scripts: runs of letters and digits, without accents and case. Chinese, Japanese and Korean: every two
 * neighbouring characters, and the last one of a run alone, so that one character can be asked for as the beginning of something.
 */

/** Han, kana and Hangul are written without spaces between all words. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}々〇ー]/u
const RUNS = new RegExp(`${UNSPACED.source}+|(?:(?!${UNSPACED.source})[\\p{L}\\p{M}\\p{N}])+`, 'gu')

/** Longer ones are hashes, addresses and the like; what is stored and what is asked are cut at the same place. */
const LONGEST_WORD = 40

/** Each word once. */
export function searchWords(text: string): string[] {
  return [...new Set(runsOf(text).flatMap((run) => (UNSPACED.test(run) ? pairsOf(run) : [cut(run)])))]
}

export interface SearchTerm {
  word: string
  /** Whether words that only begin with it count too. */
  isPrefix: boolean
  /** Written with a minus: what has it is left out. */
  isExcluded: boolean
}

/** At most this many terms of one question: more narrows nothing down and only costs. */
const MOST_TERMS = 24

/** What a person typed into the search field. Every term counts; a word may be unfinished, a pair of characters can't be. */
export function searchTerms(question: string): SearchTerm[] {
  const terms = question
    .split(/\s+/)
    .flatMap((part) => {
      const isExcluded = /^-[^-\s]/.test(part)
      return runsOf(part).flatMap((run) =>
        UNSPACED.test(run)
          ? askedPairs(run).map((word) => ({ word, isPrefix: [...word].length === 1, isExcluded }))
          : [{ word: cut(run), isPrefix: true, isExcluded }],
      )
    })
    .slice(0, MOST_TERMS)
  return terms.filter(
    ({ word, isExcluded }, index) =>
      terms.findIndex((other) => other.word === word && other.isExcluded === isExcluded) === index,
  )
}

function runsOf(text: string): string[] {
  // Compatibility forms first (full-width letters, ligatures); then accents fall off the letters that carry them.
  const plain = text.normalize('NFKD').replaceAll(/(?<=\p{Script=Latin})\p{M}+/gu, '')
  return plain.normalize('NFC').toLowerCase().match(RUNS) ?? []
}

function pairsOf(run: string): string[] {
  const characters = [...run]
  return characters.map((character, index) => character + (characters[index + 1] ?? ''))
}

/** Without the lone last character, which the pair before it already asks for. */
function askedPairs(run: string): string[] {
  const pairs = pairsOf(run)
  return pairs.length > 1 ? pairs.slice(0, -1) : pairs
}

function cut(run: string): string {
  return [...run].slice(0, LONGEST_WORD).join('')
}
