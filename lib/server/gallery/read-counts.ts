import 'server-only'
import type { Principal } from '#lib/access/principal.ts'
import type { GalleryCounts, GalleryCountsQuery } from '#lib/api/gallery.ts'
import { catchUp } from './gallery-index.ts'
import { countByRating, countByValue, countEntries } from './gallery-store.ts'
import { type GalleryServices, scopeOf } from './read-gallery.ts'

const COUNTED = ['model', 'state', 'author', 'ratio', 'resolution', 'pick', 'tag'] as const

/** How many cards each value of each filter would leave. Throws as readGallery does. */
export async function readGalleryCounts(
  { database }: GalleryServices,
  principal: Principal,
  { by = 'take', ...filter }: GalleryCountsQuery,
): Promise<GalleryCounts> {
  const scope = await scopeOf(database, principal, filter)
  await catchUp(database)
  const counts: GalleryCounts = {
    model: {},
    state: {},
    author: {},
    ratio: {},
    resolution: {},
    pick: {},
    tag: {},
    rating: await countByRating(database, scope, { filter, by }),
    favourite: await countEntries(database, scope, { ...filter, favourite: '1' }, by),
    bin: await countEntries(database, scope, { ...filter, bin: '1' }, by),
  }
  // One after another: SQLite answers on the one thread that everybody waits for, and between two questions it is free.
  for (const field of COUNTED) counts[field] = await countByValue(database, scope, { filter, by, field })
  const { '': open = 0, ...picks } = counts.pick
  return { ...counts, pick: { ...picks, open } }
}
