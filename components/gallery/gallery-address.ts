/**
 * The gallery's address and what it means, both ways: `?project=prj_1&q=fox&model=a,b&sort=best&size=l`. The words are those of GET
 * /api/gallery (lib/api/gallery.ts), but read by hand: the page starts without the schema library. Pure.
 */
import type { GalleryFilter, GalleryQuery } from '#lib/api/gallery.ts'
import { GENERATION_STATES } from '#lib/generation/generation.ts'
import { STANDINGS } from '#lib/generation/verdict.ts'
import { RATIOS } from '#lib/seedance/request.ts'
import {
  anyText,
  day,
  ID,
  inOrder,
  listOf,
  one,
  oneOf,
  oneSpaced,
  question,
  type Reader,
  wholeNumber,
} from './address-values.ts'

/** What a view asks for, without the project: that is chosen elsewhere, and a saved search is one project's. */
export type ViewFilter = Omit<GalleryFilter, 'project'>
export type GallerySort = NonNullable<GalleryQuery['sort']>
export type GalleryBy = NonNullable<GalleryQuery['by']>
export type CardSize = 's' | 'm' | 'l'

export interface GalleryView {
  /** Absent: the team's first. */
  project?: string
  filter: ViewFilter
  sort: GallerySort
  by: GalleryBy
  size: CardSize
}

export const SORTS = ['newest', 'oldest', 'best', 'longest'] as const satisfies readonly GallerySort[]
export const PICK_VALUES = ['picked', 'rejected', 'open'] as const
export const VERDICT_VALUES = [...STANDINGS, 'open'] as const
export const SIZES = ['s', 'm', 'l'] as const satisfies readonly CardSize[]
export const PLAIN_VIEW: GalleryView = { filter: {}, sort: 'newest', by: 'take', size: 'm' }

export type AddressParameters =
  URLSearchParams | Readonly<Record<string, string | readonly string[] | undefined>>

/** A part of an address that says nothing to the gallery, and was left out. */
export interface DroppedWord {
  name: string
  value: string
}

/** The view of an address. What is wrong in it is left out; droppedWords() names it. */
export function readGalleryAddress(parameters: AddressParameters): GalleryView {
  return readAddress(parameters).view
}

export function droppedWords(parameters: AddressParameters): DroppedWord[] {
  return readAddress(parameters).dropped
}

/** Without `?`; empty for the plain view. One view has one address: fixed order, lists sorted, nothing that goes without saying. */
export function writeGalleryAddress({ project, filter, sort, by, size }: GalleryView): string {
  return join([
    ['project', project],
    ...filterWords(filter),
    ['sort', sort === PLAIN_VIEW.sort ? undefined : sort],
    ['by', by === PLAIN_VIEW.by ? undefined : by],
    ['size', size === PLAIN_VIEW.size ? undefined : size],
  ])
}

/** The question to GET /api/gallery for a view, without `?`: two views with the same cards ask the same. */
export function galleryQuestion({ project, filter, sort, by }: GalleryView): string {
  return writeGalleryAddress({ ...PLAIN_VIEW, ...(project !== undefined && { project }), filter, sort, by })
}

/** The question to GET /api/gallery/counts, but for what is to be counted. */
export function countsQuestion({ project, filter, by }: Omit<GalleryView, 'sort' | 'size'>): string {
  return join([['project', project], ...filterWords(filter), ['by', by === PLAIN_VIEW.by ? undefined : by]])
}

function filterWords(filter: ViewFilter): [string, string | undefined][] {
  return FILTER_NAMES.map((name) => {
    const value = filter[name]
    // A time zone alone says nothing.
    const isIdle = name === 'zone' && filter.from === undefined && filter.to === undefined
    if (value === undefined || isIdle) return [name, undefined]
    if (name === 'q') return [name, oneSpaced(String(value))]
    return [name, Array.isArray(value) ? inOrder(value).join(',') : String(value)]
  })
}

function join(words: readonly [string, string | undefined][]): string {
  return words
    .flatMap(([name, value]) =>
      value === undefined || value === '' ? [] : [`${name}=${plainlyEncoded(value)}`],
    )
    .join('&')
}

/** Commas, colons and blanks stay readable: they need no escape behind the `?`. */
function plainlyEncoded(value: string): string {
  return encodeURIComponent(value.toWellFormed())
    .replaceAll('%2C', ',')
    .replaceAll('%3A', ':')
    .replaceAll('%20', '+')
}

function readAddress(parameters: AddressParameters): { view: GalleryView; dropped: DroppedWord[] } {
  const dropped: DroppedWord[] = []
  const given = new Map<string, string>()
  for (const [name, value] of entriesOf(parameters)) {
    if (given.has(name) || !isKnown(name)) dropped.push({ name, value })
    else given.set(name, value)
  }
  const read = <Value>(name: string, reader: Reader<Value>): Value | undefined => {
    const text = given.get(name)
    if (text === undefined || text === '') return undefined
    return reader(text, (value) => dropped.push({ name, value }))
  }
  const project = read('project', one(ID))
  const view: GalleryView = {
    ...(project !== undefined && { project }),
    filter: readFilter(read),
    sort: read('sort', oneOf(SORTS)) ?? PLAIN_VIEW.sort,
    by: read('by', oneOf(['take', 'shot'] as const)) ?? PLAIN_VIEW.by,
    size: read('size', oneOf(SIZES)) ?? PLAIN_VIEW.size,
  }
  return { view, dropped }
}

function entriesOf(parameters: AddressParameters): [string, string][] {
  if (parameters instanceof URLSearchParams) return [...parameters]
  return Object.entries(parameters).flatMap(([name, values]) =>
    [values ?? []].flat().map((value): [string, string] => [name, value]),
  )
}

type Read = <Value>(name: string, reader: Reader<Value>) => Value | undefined

function readFilter(read: Read): ViewFilter {
  const days = { from: read('from', day), to: read('to', day) }
  const hasDays = days.from !== undefined || days.to !== undefined
  const filter: ViewFilter = {
    q: read('q', question),
    model: read('model', listOf(anyText(128))),
    state: read('state', listOf(oneOf(GENERATION_STATES))),
    author: read('author', listOf(one(ID))),
    rating: read('rating', wholeNumber(1, 5)),
    pick: read('pick', listOf(oneOf(PICK_VALUES))),
    verdict: read('verdict', listOf(oneOf(VERDICT_VALUES))),
    favourite: read('favourite', oneOf(['1'] as const)),
    tag: read('tag', listOf(anyText(64))),
    ratio: read('ratio', listOf(oneOf(RATIOS))),
    resolution: read('resolution', listOf(anyText(16))),
    'length-from': read('length-from', wholeNumber(0, 3600)),
    'length-to': read('length-to', wholeNumber(0, 3600)),
    ...days,
    zone: hasDays ? read('zone', wholeNumber(-840, 840)) : undefined,
    bin: read('bin', oneOf(['1'] as const)),
  }
  return withoutAbsent(filter)
}

/** Only what is set: two equal views are then equal objects too. */
export function withoutAbsent(filter: ViewFilter): ViewFilter {
  const kept = { ...filter }
  for (const name of FILTER_NAMES) if (kept[name] === undefined) delete kept[name]
  return kept
}

/** In the order of the address. */
export const FILTER_NAMES = [
  'q',
  'model',
  'state',
  'author',
  'rating',
  'pick',
  'verdict',
  'favourite',
  'tag',
  'ratio',
  'resolution',
  'length-from',
  'length-to',
  'from',
  'to',
  'zone',
  'bin',
] as const satisfies readonly (keyof ViewFilter)[]

const KNOWN: ReadonlySet<string> = new Set([...FILTER_NAMES, 'project', 'sort', 'by', 'size'])
const isKnown = (name: string) => KNOWN.has(name)
