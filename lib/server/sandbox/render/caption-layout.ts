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
const CLAUSE_END = /[，；：、。！？,;:.!?…)）」』—–]$/
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
        tokens.push({ kind: 'word', text, width: measure.text(text), spaceBefore, sticks })
        spaceBefore = false
      }
    }
  }
  return tokens
}

/** Sentences stay together where a page holds them, else clauses; only what is longer still is cut at a line's end. */
export function paginate(
  tokens: readonly CaptionToken[],
  widest: number,
  linesPerPage: number,
  space: number,
): CaptionPage[] {
  const fits = (part: readonly CaptionToken[]) => breakLines(part, widest, space).length <= linesPerPage
  const pages: CaptionToken[][] = []
  const place = (
    part: CaptionToken[],
    splits: readonly ((part: CaptionToken[]) => CaptionToken[][])[],
  ): void => {
    const current = pages.at(-1)
    const [split, ...finer] = splits
    if (current && fits([...current, ...part])) current.push(...part)
    else if (fits(part) || !split) pages.push([...part])
    else for (const piece of split(part)) place(piece, finer)
  }
  const bySentence = (part: CaptionToken[]) => splitAfter(part, SENTENCE_END)
  const byClause = (part: CaptionToken[]) => splitAfter(part, CLAUSE_END)
  const byLines = (part: CaptionToken[]) => shareLines(breakLines(part, widest, space), linesPerPage)
  for (const sentence of bySentence([...tokens])) place(sentence, [byClause, byLines])
  return pages.map((page) => balance(page, widest, space))
}

function shareLines(lines: readonly CaptionLine[], linesPerPage: number): CaptionToken[][] {
  const count = Math.ceil(lines.length / linesPerPage)
  return Array.from({ length: count }, (_, page) => {
    const from = Math.round((page * lines.length) / count)
    return lines.slice(from, Math.round(((page + 1) * lines.length) / count)).flatMap((line) => line.tokens)
  })
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

/** What a break in the middle of a clause costs, against the square of a line's share too long or too short. */
const MID_CLAUSE_COST = 0.02

/** As many lines as greedy breaking needs, but even ones, that end where a clause does if there is a choice. */
function balance(tokens: readonly CaptionToken[], widest: number, space: number): CaptionLine[] {
  const greedy = breakLines(tokens, widest, space)
  const target = greedy.reduce((sum, line) => sum + line.width, 0) / greedy.length
  // best[n] is the cheapest way to set the first tokens up to an index in n lines.
  let best = new Map<number, { cost: number; lines: CaptionLine[] }>([[0, { cost: 0, lines: [] }]])
  for (let count = 0; count < greedy.length; count += 1) {
    const next = new Map<number, { cost: number; lines: CaptionLine[] }>()
    for (const [from, before] of best) {
      for (const line of linesFrom(tokens, from, widest, space)) {
        const to = from + line.tokens.length
        const last = line.tokens.at(-1)
        const isClause = to === tokens.length || (last?.kind === 'word' && CLAUSE_END.test(last.text))
        const cost = before.cost + ((line.width - target) / widest) ** 2 + (isClause ? 0 : MID_CLAUSE_COST)
        if (cost < (next.get(to)?.cost ?? Infinity)) next.set(to, { cost, lines: [...before.lines, line] })
      }
    }
    best = next
  }
  return best.get(tokens.length)?.lines ?? greedy
}

/** Every line that may begin at an index: it fits, and what follows may begin a line. */
function linesFrom(
  tokens: readonly CaptionToken[],
  from: number,
  widest: number,
  space: number,
): CaptionLine[] {
  const lines: CaptionLine[] = []
  let width = 0
  for (let to = from; to < tokens.length; to += 1) {
    const token = tokens[to]
    if (!token) break
    width += token.width + (to > from && token.spaceBefore ? space : 0)
    if (width > widest && to > from) break
    if (!tokens[to + 1]?.sticks) lines.push({ tokens: tokens.slice(from, to + 1), width })
  }
  return lines
}

function stickingWidth(tokens: readonly CaptionToken[], index: number): number {
  let width = 0
  for (let next = index + 1; tokens[next]?.sticks; next += 1) width += tokens[next]?.width ?? 0
  return width
}

function splitAfter(tokens: readonly CaptionToken[], end: RegExp): CaptionToken[][] {
  const parts: CaptionToken[][] = []
  let current: CaptionToken[] = []
  for (const [index, token] of tokens.entries()) {
    current.push(token)
    if (token.kind === 'word' && end.test(token.text) && !tokens[index + 1]?.sticks) {
      parts.push(current)
      current = []
    }
  }
  return current.length > 0 ? [...parts, current] : parts
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
