/** What the values of the filters are called, in the menus and on the chips. */
import { date, seconds } from '#components/studio/format.ts'
import { RESOLUTION_WORDS } from '#components/studio/words.ts'
import { GENERATION_STATES } from '#lib/generation/generation.ts'
import { stateInWords } from '#lib/generation/lifecycle.ts'
import { STANDINGS } from '#lib/generation/verdict.ts'
import { isOwnMaker, MAKER_WORDS } from '#lib/generation/made-here.ts'
import { defineWords, type Language } from '#lib/language/language.ts'
import { modelOrLoosest } from '#lib/seedance/models.ts'
import { RESOLUTIONS } from '#lib/seedance/request.ts'
import type { ViewFilter } from '../gallery-address.ts'
import type { FilterField, ListField } from './filter-changes.ts'

const WORDS = defineWords({
  en: {
    picked: 'Picked',
    rejected: 'Rejected',
    open: 'Undecided',
    verdicts: {
      approved: 'Approved',
      changes_requested: 'Changes requested',
      rejected: 'Not approved',
      asked: 'Verdict asked',
      open: 'Without a verdict',
    },
    stars: (count: number) =>
      count === 5 ? '5 stars' : count === 1 ? '1 star or more' : `${count} stars or more`,
    favourite: 'My favourites',
    bin: 'In the bin',
    unknown: 'Unknown',
    somebody: 'Somebody',
    me: (name: string) => `${name} (you)`,
    from: (value: string) => `from ${value}`,
    to: (value: string) => `up to ${value}`,
    since: (day: string) => `since ${day}`,
    until: (day: string) => `until ${day}`,
    between: (from: string, to: string) => `${from} – ${to}`,
  },
  zh: {
    picked: '已选用',
    rejected: '已淘汰',
    open: '未取舍',
    verdicts: {
      approved: '已通过',
      changes_requested: '需修改',
      rejected: '未通过',
      asked: '等待评定',
      open: '没有评定',
    },
    stars: (count) => (count === 5 ? '5 星' : `${count} 星及以上`),
    favourite: '我的收藏',
    bin: '回收站中',
    unknown: '未知',
    somebody: '某位成员',
    me: (name) => `${name}（我）`,
    from: (value) => `${value}以上`,
    to: (value) => `${value}以内`,
    since: (day) => `${day}起`,
    until: (day) => `截至 ${day}`,
    between: (from, to) => `${from} – ${to}`,
  },
})

export interface Person {
  id: string
  name: string
}

/** Who looks, and what the team's people are called, by id; undefined until it is known. */
export interface People {
  me: Person
  names: ReadonlyMap<string, string> | undefined
}

export function valueInWords(field: ListField, value: string, language: Language, people: People): string {
  const words = WORDS[language]
  if (value === '') return words.unknown
  switch (field) {
    case 'model':
      return isOwnMaker(value) ? MAKER_WORDS[value][language] : modelOrLoosest(value).model.label
    case 'state': {
      const state = GENERATION_STATES.find((known) => known === value)
      return state ? stateInWords({ state, attempts: 0, cancelRequested: false })[language] : value
    }
    case 'author':
      if (value === people.me.id) return words.me(people.me.name)
      return people.names ? (people.names.get(value) ?? words.somebody) : '…'
    case 'pick':
      return value === 'picked' || value === 'rejected' ? words[value] : words.open
    case 'verdict': {
      const standing = STANDINGS.find((known) => known === value)
      return words.verdicts[standing ?? 'open']
    }
    case 'resolution': {
      const resolution = RESOLUTIONS.find((known) => known === value)
      return resolution ? RESOLUTION_WORDS[resolution] : value
    }
    case 'tag':
    case 'ratio':
      return value
  }
}

export function starsInWords(count: number, language: Language): string {
  return WORDS[language].stars(count)
}

export function markInWords(field: 'favourite' | 'bin', language: Language): string {
  return WORDS[language][field]
}

/** Undefined where it isn't set. */
export function rangeInWords(field: FilterField, filter: ViewFilter, language: Language): string | undefined {
  const words = WORDS[language]
  if (field === 'length') {
    const { 'length-from': from, 'length-to': to } = filter
    if (from !== undefined && to !== undefined)
      return from === to ? seconds(from, language) : words.between(String(from), seconds(to, language))
    if (from !== undefined) return words.from(seconds(from, language))
    return to === undefined ? undefined : words.to(seconds(to, language))
  }
  const { from, to } = filter
  // Noon of the day, wherever it is looked at.
  const named = (day: string) => date(new Date(`${day}T12:00`).getTime(), language, true)
  if (from !== undefined && to !== undefined)
    return from === to ? named(from) : words.between(named(from), named(to))
  if (from !== undefined) return words.since(named(from))
  return to === undefined ? undefined : words.until(named(to))
}
