/** The difference of two prompts, word by word, as a person would mark it. */
import { isBlank, weightOf, type PromptToken } from './prompt-tokens.ts'
import { commonItems } from './shortest-edit.ts'

/** Removed stands before added where both meet; two neighbours are never of one kind. */
export interface Stretch {
  change: 'same' | 'removed' | 'added'
  tokens: PromptToken[]
}

/** Same and removed tokens, in order, are `before`; same and added ones are `after`. */
export function diffWords(before: readonly PromptToken[], after: readonly PromptToken[]): Stretch[] {
  const spans = withoutConfetti(slide(changesOf(before, after)))
  return spans.flatMap(({ same, removed, added }) =>
    [
      { change: 'removed' as const, tokens: removed },
      { change: 'added' as const, tokens: added },
      { change: 'same' as const, tokens: same },
    ].filter(({ tokens }) => tokens.length > 0),
  )
}

/** Of the words, where at least so many are the same it is a change of the other prompt. */
const LEAST_COMMON = 0.2

/** Whether so little stays that marks between the words would tell nothing: it is another prompt. */
export function isRewritten(stretches: readonly Stretch[]): boolean {
  const weightIn = (change: Stretch['change']) =>
    weigh(stretches.flatMap((stretch) => (stretch.change === change ? stretch.tokens : [])))
  const [same, removed, added] = [weightIn('same'), weightIn('removed'), weightIn('added')]
  return removed > 0 && added > 0 && same < LEAST_COMMON * (same + Math.min(removed, added))
}

/** A change and what stays the same behind it; only the first may have no change and only the last nothing behind it. */
interface Span {
  removed: PromptToken[]
  added: PromptToken[]
  same: PromptToken[]
}

function changesOf(before: readonly PromptToken[], after: readonly PromptToken[]): Span[] {
  const spans: Span[] = []
  let [nextBefore, nextAfter] = [0, 0]
  let span: Span | undefined
  for (const [one, other] of commonItems(before.map(keyOf), after.map(keyOf))) {
    if (!span || one > nextBefore || other > nextAfter) {
      span = { removed: before.slice(nextBefore, one), added: after.slice(nextAfter, other), same: [] }
      spans.push(span)
    }
    span.same.push(...before.slice(one, one + 1))
    ;[nextBefore, nextAfter] = [one + 1, other + 1]
  }
  if (nextBefore < before.length || nextAfter < after.length)
    spans.push({ removed: before.slice(nextBefore), added: after.slice(nextAfter), same: [] })
  return spans
}

/** A mention is another thing than the same letters. */
function keyOf({ text, isMention }: PromptToken): string {
  return isMention ? `\u0000${text}` : text
}

/** " red" between "a" and " fox" is as well "red " before "fox": what only comes or only goes then starts with its word. */
function slide(spans: readonly Span[]): Span[] {
  const moved = spans.map(({ removed, added, same }) => ({ removed, added, same }))
  moved.forEach((span, index) => {
    const last = moved[index - 1]
    const change = span.removed.length === 0 ? span.added : span.added.length === 0 ? span.removed : []
    const [first] = change
    const [next] = span.same
    if (!last || !first || !next || change.length < 2 || !isBlank(first) || keyOf(first) !== keyOf(next))
      return
    last.same = [...last.same, first]
    const rotated = [...change.slice(1), next]
    if (span.removed.length === 0) span.added = rotated
    else span.removed = rotated
    span.same = span.same.slice(1)
  })
  return moved
}

/** What happens to be the same between long changes is harder to read than the change as one: first blanks and signs, then words. */
function withoutConfetti(spans: readonly Span[]): Span[] {
  return joinWhere(joinWhere(spans, isBlankBetween), isFaintBetween)
}

function joinWhere(spans: readonly Span[], isLost: (last: Span, next: Span) => boolean): Span[] {
  const kept: Span[] = []
  for (const span of spans) {
    const last = kept.at(-1)
    const hasChange = last !== undefined && last.removed.length + last.added.length > 0
    if (hasChange && isLost(last, span)) {
      last.removed.push(...last.same, ...span.removed)
      last.added.push(...last.same, ...span.added)
      last.same = [...span.same]
    } else kept.push({ removed: [...span.removed], added: [...span.added], same: [...span.same] })
  }
  return kept
}

/** A paragraph's end is kept: it parts the text even between changes. */
function isBlankBetween({ same }: Span): boolean {
  return weigh(same) === 0 && !same.some(({ text }) => text.includes('\n'))
}

/** Where each of the two changes is three times as much. A mention is worth seeing wherever it stays. */
function isFaintBetween(last: Span, next: Span): boolean {
  const isFaint = weigh(last.same) * 3 <= Math.min(sizeOf(last), sizeOf(next))
  return isFaint && !last.same.some(({ text, isMention }) => isMention || text.includes('\n'))
}

function sizeOf({ removed, added }: Span): number {
  return Math.max(weigh(removed), weigh(added))
}

function weigh(tokens: readonly PromptToken[]): number {
  return tokens.reduce((sum, token) => sum + weightOf(token), 0)
}
