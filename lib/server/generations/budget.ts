import 'server-only'
import type { Budget } from '#lib/api/budget.ts'
import type { Clock } from '#lib/server/clock.ts'
import type { Database } from '#lib/server/database/database.ts'
import type { VideoProvider } from '#lib/server/providers/video-provider.ts'
import { sumTokens } from './generation-store.ts'

/**
 * What a team has used of its month: the one place where it is counted. By what the provider said it used, estimates for what is in
 * flight. The sandbox charges nothing, so its tokens count only while it is itself the provider, to see how it looks.
 */
export async function readBudget(
  {
    database,
    clock,
    provider,
  }: { database: Pick<Database, 'db'>; clock: Clock; provider: Pick<VideoProvider, 'name'> },
  teamId: string,
  limit: number | undefined,
): Promise<Budget> {
  const isSandbox = provider.name === 'sandbox'
  const from = startOfMonth(clock())
  const counted = await sumTokens(database.db, {
    teamId,
    from,
    provider: isSandbox ? { is: 'sandbox' } : { isNot: 'sandbox' },
  })
  return { ...counted, ...(limit === undefined ? {} : { limit }) }
}

/** Of the calendar month in UTC, epoch ms. */
function startOfMonth(now: number): number {
  const date = new Date(now)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth())
}
