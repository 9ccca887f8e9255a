import 'server-only'
import { DAYS_OF_DELIVERIES } from '#lib/api/webhooks.ts'
import { type Clock, DAY_MS } from '#lib/server/clock.ts'
import type { Database } from '#lib/server/database/database.ts'
import { removeCallbacksBefore } from './callback-store.ts'
import { removeDeliveriesBefore } from './delivery-store.ts'

/** Longer than anything may wait for its place, run and be told. */
const DAYS_OF_CALLBACKS = 90

export async function forgetDeliveries({
  database,
  clock,
}: {
  database: Pick<Database, 'db'>
  clock: Clock
}): Promise<void> {
  const now = clock()
  await removeDeliveriesBefore(database.db, now - DAYS_OF_DELIVERIES * DAY_MS)
  await removeCallbacksBefore(database.db, now - DAYS_OF_CALLBACKS * DAY_MS)
}
