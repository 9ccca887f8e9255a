/** GET /api/gallery: how clips are asked for. The same words stand in the page's address, so that a copied one shows the same. */
import * as z from 'zod/mini'
import { GENERATION_STATES, type GenerationState } from '#lib/generation/generation.ts'
import { RATIOS } from '#lib/seedance/request.ts'
import { idSchema, wholeNumberSchema } from './values.ts'

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

const DAY = /^\d{4}-\d{2}-\d{2}$/

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
  tag: listOf(z.string().check(z.maxLength(64))),
  ratio: listOf(z.enum(RATIOS)),
  resolution: listOf(z.string().check(z.maxLength(16))),
  /** Whole seconds, both ends included. */
  'length-from': z.optional(wholeNumberSchema(0, 3600)),
  'length-to': z.optional(wholeNumberSchema(0, 3600)),
  /** Days, both ends included, in the time zone `zone` (minutes east of UTC). */
  from: z.optional(z.string().check(z.regex(DAY))),
  to: z.optional(z.string().check(z.regex(DAY))),
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
}

/** How many cards each value would leave, were it chosen beside the other filters. */
export interface GalleryCounts {
  model: Record<string, number>
  state: Record<string, number>
  author: Record<string, number>
  ratio: Record<string, number>
  resolution: Record<string, number>
  pick: Record<string, number>
  /** By at least so many stars. */
  rating: Record<string, number>
  tag: Record<string, number>
}
