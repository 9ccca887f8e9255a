import 'server-only'
import type { Clock, Log } from '#lib/server/clock.ts'
import type { Database } from '#lib/server/database/database.ts'
import type { WebhookSecrets } from '#lib/server/webhooks/webhook-secrets.ts'
import { hurryCheck } from './generation-lease-store.ts'

/**
 * The provider's own callbacks: an unguessable address for each generation, where a call means "look now" and nothing else. What it says is
 * not read, and looking goes on at its pace without any.
 */
export interface Hints {
  /** Undefined where the provider can't reach the studio: PUBLIC_URL is not set. */
  addressFor: HintAddress | undefined
  /** What is shown in its place. */
  standIn: string | undefined
  /** Returns at once, whatever the token is. */
  take(token: string): void
  /** Resolves when every hint that was taken is written. For tests. */
  settled(): Promise<void>
}

export type HintAddress = (generationId: string) => string

/** One generation is looked at no more often because of hints. */
const AT_MOST_EVERY_MS = 1000
/** Generations whose last hint is remembered; more are in no studio's flight. */
const MOST_REMEMBERED = 10_000

export function createHints({
  database,
  clock,
  log,
  webhookSecrets,
  publicUrl,
  wake,
}: {
  database: Pick<Database, 'db'>
  clock: Clock
  log: Log
  webhookSecrets: WebhookSecrets
  publicUrl: string | undefined
  wake(): void
}): Hints {
  /** When each is looked at because of its last hint. */
  const looks = new Map<string, number>()
  const writing = new Set<Promise<void>>()

  async function hurry(id: string, at: number): Promise<void> {
    try {
      if (await hurryCheck(database.db, { id, at })) wake()
    } catch (error) {
      log('error', 'a hint could not be written down', { generation: id, cause: String(error) })
    }
  }

  const base = publicUrl === undefined ? undefined : `${publicUrl}/api/hints/`
  return {
    addressFor: base === undefined ? undefined : (id) => base + webhookSecrets.hintFor(id),
    standIn: base === undefined ? undefined : `${base}…`,
    take(token) {
      const id = webhookSecrets.readHint(token)
      if (id === undefined) return
      const now = clock()
      const last = looks.get(id) ?? -Infinity
      // It is looked at after this hint as it is.
      if (last > now) return
      const at = Math.max(now, last + AT_MOST_EVERY_MS)
      if (looks.size >= MOST_REMEMBERED) looks.clear()
      looks.set(id, at)
      const work = hurry(id, at).finally(() => writing.delete(work))
      writing.add(work)
    },
    settled: async () => void (await Promise.all(writing)),
  }
}
