import 'server-only'
import type { Principal } from '#lib/access/principal.ts'
import { COUNTED, type Counted, type GalleryCounts, type GalleryCountsQuery } from '#lib/api/gallery.ts'
import type { Database } from '#lib/server/database/database.ts'
import type { GalleryScope } from './gallery-filter.ts'
import { catchUp } from './gallery-index.ts'
import { countByRating, countByValue, countEntries, type PageWish } from './gallery-store.ts'
import { type GalleryServices, scopeOf } from './read-gallery.ts'

/** How many cards each value of the filters that are asked for would leave. Throws as readGallery does. */
export async function readGalleryCounts(
  { database }: GalleryServices,
  principal: Principal,
  { by = 'take', count: wanted = [...COUNTED], ...filter }: GalleryCountsQuery,
): Promise<GalleryCounts> {
  const scope = await scopeOf(database, principal, filter)
  await catchUp(database)
  const counts: GalleryCounts = {}
  // One after another: SQLite answers on the one thread that everybody waits for, and between two questions it is free.
  for (const field of new Set(wanted))
    Object.assign(counts, await countOne(database, scope, { filter, by, field }))
  return counts
}

type CountWish = Pick<PageWish, 'filter' | 'by'> & { field: Counted }

async function countOne(database: Database, scope: GalleryScope, wish: CountWish): Promise<GalleryCounts> {
  const { filter, by, field } = wish
  switch (field) {
    case 'rating':
      return { rating: await countByRating(database, scope, wish) }
    case 'favourite':
    case 'bin':
      return { [field]: await countEntries(database, scope, { ...filter, [field]: '1' }, by) }
    case 'pick':
    case 'verdict': {
      const { '': open = 0, ...others } = await countByValue(database, scope, { filter, by, field })
      return { [field]: { ...others, open } }
    }
    default:
      return { [field]: await countByValue(database, scope, { filter, by, field }) }
  }
}
