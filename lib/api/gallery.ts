/** GET /api/gallery: how clips are asked for. The same words stand in the page's address, so that a copied one shows the same. */
import * as z from 'zod/mini'
import { GENERATION_STATES, type GenerationState } from '#lib/generation/generation.ts'
import { type Standing, STANDINGS } from '#lib/generation/verdict.ts'
import { RATIOS } from '#lib/seedance/request.ts'
import { daySchema, idSchema, wholeNumberSchema } from './values.ts'

export const GALLERY_SORTS = ['newest', 'oldest', 'best', 'longest'] as const

export const PICKS = ['picked', 'rejected'] as const
export type Pick = (typeof PICKS)[number]

/** Several values of one field, in one parameter: `model=a,b`. A comma stands in none of them. */
function listOf<Item extends string>(item: z.ZodMiniType<Item, string>) {
  return z.optional(
    z.pipe(
      z.pipe(
        z.string().check(z.maxLength(2000)),
        z.transform((text: string) => text.split(',').filter((part) => part !== '')),
      ),
      z.array(item).check(z.maxLength(50)),
    ),
  )
}

/** Every filter is optional; those given must all hold. A list holds where one of its values does. */
export const galleryFilterSchema = z.strictObject({
  project: z.optional(idSchema),
  /** Words, see search-words.ts; `-word` leaves out. */
  q: z.optional(z.string().check(z.maxLength(400))),
  model: listOf(z.string().check(z.maxLength(128))),
  state: listOf(z.enum(GENERATION_STATES)),
  author: listOf(idSchema),
  /** At least so many stars. */
  rating: z.optional(wholeNumberSchema(1, 5)),
  pick: listOf(z.enum([...PICKS, 'open'])),
  /** Where it stands; `open`: nothing was said or asked. */
  verdict: listOf(z.enum([...STANDINGS, 'open'])),
  tag: listOf(z.string().check(z.maxLength(64))),
  ratio: listOf(z.enum(RATIOS)),
  resolution: listOf(z.string().check(z.maxLength(16))),
  /** Whole seconds, both ends included. */
  'length-from': z.optional(wholeNumberSchema(0, 3600)),
  'length-to': z.optional(wholeNumberSchema(0, 3600)),
  /** Days, both ends included, in the time zone `zone` (minutes east of UTC). */
  from: z.optional(daySchema),
  to: z.optional(daySchema),
  zone: z.optional(
    z.pipe(z.string().check(z.regex(/^-?\d{1,3}$/)), z.transform(Number)).check(z.gte(-840), z.lte(840)),
  ),
  favourite: z.optional(z.literal('1')),
  /** What was deleted in the last 30 days, and nothing else. */
  bin: z.optional(z.literal('1')),
})
export type GalleryFilter = z.output<typeof galleryFilterSchema>

export const MOST_CARDS_PER_PAGE = 200

export const galleryQuerySchema = z.strictObject({
  ...galleryFilterSchema.shape,
  sort: z.optional(z.enum(GALLERY_SORTS)),
  /** One card per shot, its best matching take on top; else one per take. */
  by: z.optional(z.enum(['shot', 'take'])),
  limit: z.optional(wholeNumberSchema(1, MOST_CARDS_PER_PAGE)),
  /** `next` of another page with the same filters and sort. */
  after: z.optional(z.string().check(z.maxLength(120))),
  /** How many to step over first: for a jump along the scroll bar. */
  skip: z.optional(wholeNumberSchema(0, 10_000_000)),
})
export type GalleryQuery = z.output<typeof galleryQuerySchema>

/** GET /api/gallery/counts. */
export const COUNTED = [
  'model',
  'state',
  'author',
  'ratio',
  'resolution',
  'pick',
  'verdict',
  'rating',
  'tag',
  'favourite',
  'bin',
] as const
export type Counted = (typeof COUNTED)[number]

export const galleryCountsSchema = z.strictObject({
  ...galleryFilterSchema.shape,
  by: galleryQuerySchema.shape.by,
  /** Which to count: each reads the project once. Absent: all. */
  count: listOf(z.enum(COUNTED)),
})
export type GalleryCountsQuery = z.output<typeof galleryCountsSchema>

export const MOST_IDS = 10_000

/** GET /api/gallery/ids: of the cards from one place to another, for selecting what was never looked at. */
export const galleryIdsSchema = z.strictObject({
  ...galleryFilterSchema.shape,
  sort: galleryQuerySchema.shape.sort,
  by: galleryQuerySchema.shape.by,
  skip: galleryQuerySchema.shape.skip,
  limit: z.optional(wholeNumberSchema(1, MOST_IDS)),
})
export type GalleryIdsQuery = z.output<typeof galleryIdsSchema>

/** In the order of the cards. */
export interface GalleryIds {
  ids: string[]
}

/** GET /api/gallery/news: what has changed of the cards since; 204 where nothing has. */
export const galleryNewsSchema = z.strictObject({
  ...galleryFilterSchema.shape,
  by: galleryQuerySchema.shape.by,
  /** `cursor` of a page or of the last news. */
  since: wholeNumberSchema(0, Number.MAX_SAFE_INTEGER),
})
export type GalleryNewsQuery = z.output<typeof galleryNewsSchema>

export interface GalleryNews {
  cursor: number
  /** Of all cards that match now. */
  total: number
  /** As they are now, whether they match or not; of shots, the one on top that matches. */
  cards: GalleryCard[]
  /** Ids among `cards` that match the filters. */
  matching: string[]
  /** Ids that went into the bin (out of it, where the bin is looked at) or to another project. */
  gone: string[]
  /** More than one answer holds: the pages have to be read again, and the lists above are empty. */
  isMuch?: true
}

/** A clip as the grid shows it. Addresses follow from the ids: /api/media/<mediaId>/preview and /sprite. */
export interface GalleryCard {
  id: string
  shotId: string
  take: number
  state: GenerationState
  model: string
  /** The prompt's beginning. */
  prompt: string
  createdAt: number
  rating: number
  pick?: Pick
  /** Where it stands by what people decided. */
  standing?: Standing
  isFavourite: boolean
  tags: string[]
  /** With `by=shot`: how many takes of the shot match. */
  takes?: number
  clip?: GalleryClip
}

export interface GalleryClip {
  mediaId: string
  width: number
  height: number
  /** Seconds. */
  duration: number
  hasAudio: boolean
  /** Base64. */
  thumbhash?: string
  sprite?: { columns: number; rows: number; tileWidth: number; tileHeight: number }
}

export interface GalleryPage {
  cards: GalleryCard[]
  /** Absent at the end. */
  next?: string
  /** Of all pages together; not with `after`, whose reader knows it. */
  total?: number
  /** Where GET /api/gallery/news starts from; with `total`. */
  cursor?: number
}

/** How many cards each value would leave, were it chosen beside the other filters. Only what was asked for is there. */
export interface GalleryCounts {
  model?: Record<string, number>
  state?: Record<string, number>
  author?: Record<string, number>
  ratio?: Record<string, number>
  resolution?: Record<string, number>
  pick?: Record<string, number>
  verdict?: Record<string, number>
  /** By at least so many stars. */
  rating?: Record<string, number>
  tag?: Record<string, number>
  favourite?: number
  bin?: number
}
