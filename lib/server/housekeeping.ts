import 'server-only'
import { DAY_MS } from '#lib/server/clock.ts'
import type { Log } from './clock.ts'
import { DAYS_OF_AUDIT } from '#lib/api/audit.ts'
import { removeAuditEventsBefore } from './audit/audit-store.ts'
import { type PurgeServices, purgeBin } from './gallery/purge-bin.ts'
import { forgetDeliveries } from './webhooks/forget-deliveries.ts'

/** What is done now and then without being asked: the bin is emptied of what has been there for 30 days, the audit of what is a year old, webhooks of what was told a month ago. */
export interface Housekeeping {
  start(): void
  /** Waits for what is going on. */
  stop(): Promise<void>
}

/** The first round leaves the boot alone. */
const FIRST_AFTER_MS = 60_000
const EVERY_MS = 3_600_000

export function createHousekeeping(services: PurgeServices & { log: Log }): Housekeeping {
  let timer: NodeJS.Timeout | undefined
  let round: Promise<void> = Promise.resolve()
  let isStopped = false

  const turn = async () => {
    try {
      const { generations, files } = await purgeBin(services)
      if (generations + files > 0) services.log('info', 'emptied the bin', { generations, files })
    } catch (error) {
      services.log('error', 'the bin could not be emptied', { cause: String(error) })
    }
    try {
      await removeAuditEventsBefore(services.database.db, services.clock() - DAYS_OF_AUDIT * DAY_MS)
    } catch (error) {
      services.log('error', 'old entries of the audit could not be removed', { cause: String(error) })
    }
    try {
      await forgetDeliveries(services)
    } catch (error) {
      services.log('error', 'old deliveries of webhooks could not be removed', { cause: String(error) })
    }
    if (!isStopped) next(EVERY_MS)
  }
  const next = (ms: number) => {
    timer = setTimeout(() => (round = turn()), ms)
    timer.unref()
  }
  return {
    start: () => next(FIRST_AFTER_MS),
    async stop() {
      isStopped = true
      clearTimeout(timer)
      await round
    },
  }
}
