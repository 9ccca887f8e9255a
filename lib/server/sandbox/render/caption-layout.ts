import 'server-only'
import type { CaptionSegment } from './render-job.ts'

/*
 * Breaks a prompt into pages of balanced lines. Knows nothing of drawing but the widths it is told.
 */

/** The smallest thing that is never torn apart. Widths in pixels. */
export type CaptionToken =
  | {
      kind: 'word'
      text: string
      width: number
      spaceBefore: boolean
      sticks: boolean
      endsSentence: boolean
    }
  | {
      kind: 'chip'
      referenceIndex: number
      name: string
      width: number
      spaceBefore: boolean
      sticks: boolean
    }

export interface CaptionMeasure {
  text(text: string): number
  chip(name: string): number
  space: number
}

export interface CaptionLine {
  tokens: CaptionToken[]
  width: number
}

export type CaptionPage = CaptionLine[]

const CJK = /[\u2e80-\u303f\u3041-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]/
/** May not begin a line (UAX 14 and the Chinese rules of JLREQ/CLREQ, the common part). */
const NO_START = /^[，。！？；：、）」』》〉】”’…—～·,.!?;:)\]}%]/
const NO_END = /[（「『《〈【“‘([{]$/
const SENTENCE_END = /[.!?。！？…]["”’」』)）]?$/

export function tokenise(
  segments: readonly CaptionSegment[],
  measure: CaptionMeasure,
  widest: number,
): CaptionToken[] {
  const tokens: CaptionToken[] = []
  let spaceBefore = false
  for (const segment of segments) {
    if ('referenceIndex' in segment) {
      const width = measure.chip(segment.name)
      tokens.push({ kind: 'chip', ...segment, width, spaceBefore, sticks: false })
      spaceBefore = false
      continue
    }
    for (const piece of piecesOf(segment.text)) {
      if (/^\s+$/.test(piece)) {
        spaceBefore = tokens.length > 0
        continue
      }
      for (const text of splitToFit(piece, measure, widest)) {
        const sticks = !spaceBefore && tokens.length > 0 && mustStick(tokens.at(-1), text)
        const endsSentence = SENTENCE_END.test(text)
        tokens.push({ kind: 'word', text, width: measure.text(text), spaceBefore, sticks, endsSentence })
        spaceBefore = false
      }
    }
  }
  return tokens
}

/** Sentences stay together where a page holds them; a long one is shared evenly among pages. */
export function paginate(
  tokens: readonly CaptionToken[],
  widest: number,
  linesPerPage: number,
  space: number,
): CaptionPage[] {
  const pages: CaptionToken[][] = []
  for (const sentence of sentencesOf(tokens)) {
    const current = pages.at(-1)
    if (current && breakLines([...current, ...sentence], widest, space).length <= linesPerPage) {
      current.push(...sentence)
      continue
    }
    const lines = breakLines(sentence, widest, space)
    const count = Math.ceil(lines.length / linesPerPage)
    for (let page = 0; page < count; page += 1) {
      const from = Math.round((page * lines.length) / count)
      const to = Math.round(((page + 1) * lines.length) / count)
      pages.push(lines.slice(from, to).flatMap((line) => line.tokens))
    }
  }
  return pages.map((page) => balance(page, widest, space))
}

/** Greedy lines; the first token of a line loses its space. */
export function breakLines(tokens: readonly CaptionToken[], widest: number, space: number): CaptionLine[] {
  const lines: CaptionLine[] = []
  let current: CaptionLine = { tokens: [], width: 0 }
  for (const [index, token] of tokens.entries()) {
    const gap = current.tokens.length > 0 && token.spaceBefore ? space : 0
    // What sticks to this token has to fit beside it.
    const tail = stickingWidth(tokens, index)
    if (current.tokens.length > 0 && !token.sticks && current.width + gap + token.width + tail > widest) {
      lines.push(current)
      current = { tokens: [token], width: token.width }
    } else {
      current = { tokens: [...current.tokens, token], width: current.width + gap + token.width }
    }
  }
  return current.tokens.length > 0 ? [...lines, current] : lines
}

/** The narrowest measure that needs no more lines, so that no line is left with a single word. */
function balance(tokens: readonly CaptionToken[], widest: number, space: number): CaptionLine[] {
  const lines = breakLines(tokens, widest, space)
  if (lines.length < 2) return lines
  let low = widest / lines.length
  let high = widest
  for (let step = 0; step < 8; step += 1) {
    const middle = (low + high) / 2
    if (breakLines(tokens, middle, space).length > lines.length) low = middle
    else high = middle
  }
  return breakLines(tokens, high, space)
}

function stickingWidth(tokens: readonly CaptionToken[], index: number): number {
  let width = 0
  for (let next = index + 1; tokens[next]?.sticks; next += 1) width += tokens[next]?.width ?? 0
  return width
}

function sentencesOf(tokens: readonly CaptionToken[]): CaptionToken[][] {
  const sentences: CaptionToken[][] = []
  let current: CaptionToken[] = []
  for (const token of tokens) {
    current.push(token)
    if (token.kind === 'word' && token.endsSentence) {
      sentences.push(current)
      current = []
    }
  }
  return current.length > 0 ? [...sentences, current] : sentences
}

/** Words and spaces. Chinese and Japanese have no spaces, so their words come from the dictionary that Node brings. */
function piecesOf(text: string): string[] {
  return text
    .split(/(\s+)/)
    .flatMap((part) => (CJK.test(part) ? cjkWords(part) : [part]))
    .filter((piece) => piece !== '')
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

function cjkWords(text: string): string[] {
  const words: string[] = []
  let isLatinRun = false
  for (const { segment } of segmenter.segment(text)) {
    const isLatin = !CJK.test(segment)
    // The segmenter parts "it's" from its comma; spaces already did all the parting that Latin needs.
    if (isLatin && isLatinRun) words.push((words.pop() ?? '') + segment)
    else words.push(segment)
    isLatinRun = isLatin
  }
  return words
}

function splitToFit(word: string, measure: CaptionMeasure, widest: number): string[] {
  if (measure.text(word) <= widest) return [word]
  const pieces: string[] = []
  let piece = ''
  for (const character of word) {
    if (piece && measure.text(piece + character) > widest) {
      pieces.push(piece)
      piece = ''
    }
    piece += character
  }
  return [...pieces, piece]
}

function mustStick(previous: CaptionToken | undefined, text: string): boolean {
  if (NO_START.test(text)) return true
  if (previous?.kind !== 'word') return false
  return NO_END.test(previous.text)
}
