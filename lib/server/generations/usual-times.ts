import 'server-only'
import {
  likenessOf,
  type FinishedTake,
  type UsualTimeRow,
  usualTimeTable,
} from '#lib/generation/usual-time.ts'
import * as z from 'zod/mini'
import { MODES } from '#lib/seedance/request.ts'
import type { Database } from '#lib/server/database/database.ts'
import type { VideoProvider } from '#lib/server/providers/video-provider.ts'
import { type FinishedRow, listFinished } from './generation-store.ts'
import { readRecipe } from './recipe.ts'

/** The newest takes say best how busy the provider is; more would only be slower. */
const HISTORY = 500

/** How long takes usually take at the present provider, from the newest that succeeded; milliseconds. */
export async function readUsualTimes({
  database,
  provider,
}: {
  database: Database
  provider: Pick<VideoProvider, 'name'>
}): Promise<UsualTimeRow[]> {
  const rows = await listFinished(database.db, provider.name, HISTORY)
  return usualTimeTable(rows.flatMap(timesOf))
}

function timesOf(row: FinishedRow): FinishedTake[] {
  const { submitted_at: taken, started_at: started, finished_at: finished } = row
  if (taken === null || finished === null || finished < taken) return []
  return [
    {
      ...likenessOf(readRecipe(row.recipe), z.parse(z.enum(MODES), row.mode)),
      whole: finished - taken,
      // Between two looks a short take can go from the queue to its end unseen.
      ...(started === null ? {} : { queue: started - taken, making: finished - started }),
    },
  ]
}
