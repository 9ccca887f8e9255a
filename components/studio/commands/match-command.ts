/**
 * Finds commands by the beginnings of their words, in either language whatever is shown: "cop j" and "cj" are "Copy as JSON". Pure.
 */
import type { Sentence } from '#lib/language/language.ts'

export interface Findable {
  name: Sentence
  also?: Sentence
}

/** Those that fit, best first; equals keep their order. */
export function findCommands<Item extends Findable>(items: readonly Item[], query: string): Item[] {
  const wanted = wordsOf(query)
  return items
    .map((item) => ({ item, score: scoreOf(item, wanted) }))
    .filter(({ score }) => score > 0)
    .toSorted((one, other) => other.score - one.score)
    .map(({ item }) => item)
}

/** 0: no match. Every word of the query has to be found; what the name says counts for more than what it is also called. */
function scoreOf({ name, also }: Findable, wanted: readonly string[]): number {
  const names = [name.en, name.zh].map(wordsOf)
  const others = also ? [also.en, also.zh].map(wordsOf) : []
  const scores = wanted.map((word) =>
    Math.max(...names.map((words) => fit(word, words) * 2), ...others.map((words) => fit(word, words)), 0),
  )
  return scores.includes(0) ? 0 : 1 + scores.reduce((sum, score) => sum + score, 0)
}

/** 3: the first word begins so; 2: another word does, or Chinese contains it; 1: the beginnings of several words together. */
function fit(wanted: string, words: readonly string[]): number {
  if (words[0]?.startsWith(wanted)) return 3
  if (words.some((word) => word.startsWith(wanted) || (HAN.test(wanted) && word.includes(wanted)))) return 2
  return beginningsSpell(wanted, words) ? 1 : 0
}

function beginningsSpell(wanted: string, words: readonly string[]): boolean {
  if (wanted === '') return true
  return words.some((word, index) => {
    for (let length = commonStart(wanted, word); length > 0; length -= 1) {
      if (beginningsSpell(wanted.slice(length), words.slice(index + 1))) return true
    }
    return false
  })
}

function commonStart(one: string, other: string): number {
  let length = 0
  while (length < one.length && one[length] === other[length]) length += 1
  return length
}

const HAN = /\p{Script=Han}/u

/** “16:9” and “1080p” stay whole. */
function wordsOf(text: string): string[] {
  return text.toLocaleLowerCase('en').match(/[\p{L}\p{N}:.×]+/gu) ?? []
}
