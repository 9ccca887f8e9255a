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

/** 16:9 is one word: 16 and 9 alone begin seeds, lengths and dates. */
const RATIO = /(?<![\p{L}\p{N}:])(\d{1,2}):(\d{1,2})(?![\p{L}\p{N}:])/gu

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
}

export interface SearchQuestion {
  /** All of them must be there. */
  wanted: SearchTerm[]
  /** Each a group that was written with a minus: what has all of one group is left out. */
  unwanted: SearchTerm[][]
}

/** At most this many terms of one question: more narrows nothing down and only costs. */
const MOST_TERMS = 24

/**
 * What a person typed into the search field: `red fox -snow "lan"`. Every word counts and may be unfinished; within quotes it is meant as it
 * stands. A pair of characters can't be unfinished. Nothing that is typed is an error.
 */
export function readQuestion(question: string): SearchQuestion {
  const found: SearchQuestion = { wanted: [], unwanted: [] }
  let left = MOST_TERMS
  for (const [part, minus = '', quoted] of question.replaceAll(QUOTES, '"').matchAll(PARTS)) {
    const terms = termsOf(quoted ?? part, quoted !== undefined).slice(0, left)
    left -= terms.length
    const isUnwanted = minus !== '' || (quoted === undefined && /^[-－][^-－]/.test(part))
    if (!isUnwanted) found.wanted.push(...terms)
    else if (terms.length > 0) found.unwanted.push(terms)
  }
  return { ...found, wanted: eachOnce(found.wanted) }
}

/** Those of Chinese and of careful keyboards too. */
const QUOTES = /[“”„‟＂「」『』«»]/gu
const PARTS = /([-－]?)"([^"]*)"|\S+/gu

function termsOf(text: string, isExact: boolean): SearchTerm[] {
  const terms = runsOf(text).flatMap((run) =>
    UNSPACED.test(run)
      ? askedPairs(run).map((word) => ({ word, isPrefix: [...word].length === 1 }))
      : [{ word: cut(run), isPrefix: !isExact }],
  )
  return eachOnce(terms)
}

function eachOnce(terms: readonly SearchTerm[]): SearchTerm[] {
  return [...new Map(terms.map((term) => [`${term.word} ${term.isPrefix}`, term])).values()]
}

function runsOf(text: string): string[] {
  // Compatibility forms first (full-width letters, ligatures); then accents fall off the letters that carry them.
  const plain = text.normalize('NFKD').replaceAll(/(?<=\p{Script=Latin})\p{M}+/gu, '')
  return plain.normalize('NFC').toLowerCase().replaceAll(RATIO, '$1x$2').match(RUNS) ?? []
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
