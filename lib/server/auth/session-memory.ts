import 'server-only'
import { createHash } from 'node:crypto'
import type { Principal } from '#lib/access/principal.ts'
import type { Clock } from '#lib/server/clock.ts'

/** Milliseconds that an answer is believed, as long as nobody's rights have changed. */
const LIFE_MS = 5000
const MAX_REMEMBERED = 1000

export interface SessionMemory {
  /** Who asks: from memory, or looked up once for all who ask with the same cookies at the same time. */
  authenticate(headers: Headers): Promise<Principal | undefined>
  /** Call after a session or a role has ended or changed: everybody is looked up anew. */
  forget(): void
}

/**
 * Remembers for a moment who sends which cookies. Looking it up takes 1 CPU-ms (a signature and two rows, through
 * better-auth), a tab asks every second, and for dozens of files at once. Only who was let in is remembered, so made-up
 * cookies cost no memory; the whole header is the key, so there is no second reading of cookies that could differ.
 */
export function createSessionMemory(options: {
  authenticate(headers: Headers): Promise<Principal | undefined>
  /** Goes up whenever somebody's rights change, in whatever process. */
  epoch(): Promise<number>
  clock: Clock
}): SessionMemory {
  const { authenticate, epoch, clock } = options
  let known = 0
  const remembered = new Map<string, { until: number; principal: Promise<Principal | undefined> }>()

  function lookUp(key: string, headers: Headers): Promise<Principal | undefined> {
    const entry = { until: clock() + LIFE_MS, principal: authenticate(headers) }
    const drop = () => {
      if (remembered.get(key) === entry) remembered.delete(key)
    }
    entry.principal.then((principal) => principal ?? drop(), drop)
    // Set again at the end: the first one is then the oldest.
    remembered.delete(key)
    remembered.set(key, entry)
    const [oldest] = remembered.keys()
    if (remembered.size > MAX_REMEMBERED && oldest !== undefined) remembered.delete(oldest)
    return entry.principal
  }

  return {
    async authenticate(headers) {
      const cookies = headers.get('cookie')
      if (cookies === null) return undefined
      const key = createHash('sha256').update(cookies).digest('base64')
      const now = await epoch()
      if (now !== known) remembered.clear()
      known = now
      const found = remembered.get(key)
      return found !== undefined && clock() < found.until ? found.principal : lookUp(key, headers)
    },
    forget: () => remembered.clear(),
  }
}
