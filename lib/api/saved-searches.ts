/** /api/saved-searches: views of a project's gallery that the team keeps under a name. */
import * as z from 'zod/mini'
import { galleryFilterSchema, galleryQuerySchema } from './gallery.ts'
import { idSchema, nameSchema, saying } from './values.ts'

/** In one project. */
export const MAX_SAVED_SEARCHES = 100

export interface SavedSearch {
  id: string
  name: string
  /** The gallery's query string without `?` and without the project. */
  query: string
  /** Whether whoever asks may rename and delete it. */
  canChange: boolean
}

/** By name. */
export interface SavedSearchList {
  searches: SavedSearch[]
}

const { project: _, ...filters } = galleryFilterSchema.shape
const { sort, by } = galleryQuerySchema.shape
const viewSchema = z.strictObject({ ...filters, sort, by, size: z.optional(z.enum(['s', 'm', 'l'])) })

/** What the gallery's page itself would take. */
const viewQuerySchema = z.string().check(
  z.maxLength(4000),
  z.refine(isView, {
    ...saying({
      en: 'must be the query string of a gallery page, without its project',
      zh: '必须是作品库页面的查询字符串，不含项目',
    }),
  }),
)

function isView(query: string): boolean {
  const entries = [...new URLSearchParams(query)]
  const words = Object.fromEntries(entries)
  return entries.length === Object.keys(words).length && viewSchema.safeParse(words).success
}

export const savedSearchesQuerySchema = z.strictObject({ project: z.optional(idSchema) })

export const saveSearchSchema = z.strictObject({
  project: z.optional(idSchema),
  name: nameSchema,
  query: viewQuerySchema,
})
export type SaveSearchInput = z.output<typeof saveSearchSchema>

export const renameSearchSchema = z.strictObject({ name: nameSchema })

export const savedSearchParamsSchema = z.strictObject({ id: idSchema })
