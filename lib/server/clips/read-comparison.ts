import 'server-only'
import type { Principal } from '#lib/access/principal.ts'
import type { Comparison, MissingTake } from '#lib/api/comparison.ts'
import { PICKS } from '#lib/api/gallery.ts'
import { findManyGenerations } from '#lib/server/generations/generation-store.ts'
import { type ReadServices, showGenerations } from '#lib/server/generations/read-generations.ts'
import { standingsOf } from '#lib/server/review/verdict-store.ts'

/** In the order asked for. What can't be compared is told beside it; throws nothing for ids that are none. */
export async function readComparison(
  services: ReadServices,
  principal: Principal,
  ids: readonly string[],
): Promise<Comparison> {
  const rows = await findManyGenerations(services.database.db, principal, ids)
  const shown = await showGenerations(services, rows)
  const standings = await standingsOf(
    services.database.db,
    rows.map(({ id }) => id),
  )
  const missing: MissingTake[] = []
  const takes = ids.flatMap((id) => {
    const index = rows.findIndex((row) => row.id === id)
    const [row, generation] = [rows[index], shown[index]]
    const pick = PICKS.find((word) => word === row?.pick)
    const standing = standings.get(id)
    if (row?.deleted_at === null && generation?.clip)
      return [{ generation, ...(pick && { pick }), ...(standing && { standing }) }]
    missing.push({ id, why: !row ? 'unknown' : row.deleted_at === null ? 'no_clip' : 'in_bin' })
    return []
  })
  return { takes, missing }
}
