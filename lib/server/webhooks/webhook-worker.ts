import 'server-only'
import { randomUUID } from 'node:crypto'
import { currentChange } from '#lib/server/database/change-counter.ts'
import type { WebhookDeliveryRow } from '#lib/server/database/webhook-tables.ts'
import { claimDelivery, nextDelivery, type Taken, writeDelivery } from './delivery-store.ts'
import { followChanges } from './follow-changes.ts'
import { type SendContext, sendDelivery } from './send-step.ts'

/**
 * Tells programs elsewhere what became of generations: follows the changes, and sends what is due. Everything it knows stands in the rows,
 * so it may be killed at any moment, and several processes may run it at once. It shares nothing with the worker that carries generations
 * but the database.
 */
export interface WebhookWorker {
  start(): void
  /** Breaks off what it is sending; that is sent again. */
  stop(): Promise<void>
  /** Something may be due now. */
  wake(): void
  /** Follows the changes and sends all that is due at this moment. Answers how many attempts it made. For tests. */
  tick(): Promise<number>
}

/** Longer than an attempt may take, and the writes around it. */
const LEASE_MS = 30_000
const SHORTEST_SLEEP_MS = 20
const LONGEST_SLEEP_MS = 1000
/** Attempts at one time, and of them to one host: a dead one takes two places for ten seconds, and never the others'. */
const SLOTS = 32
const SLOTS_PER_HOST = 2

export function createWebhookWorker(context: SendContext): WebhookWorker {
  return new Loop(context)
}

interface Job {
  delivery: WebhookDeliveryRow
  done: Promise<void>
}

class Loop implements WebhookWorker {
  readonly #context: SendContext
  readonly #stopping = new AbortController()
  readonly #jobs = new Set<Job>()
  readonly #name = randomUUID()
  #claims = 0
  /** The change that was followed last by this process. */
  #followed: number | undefined
  #isRunning = false
  #isWoken = false
  #round: Promise<number> | undefined
  #timer: NodeJS.Timeout | undefined

  constructor(context: SendContext) {
    this.#context = context
  }

  start(): void {
    if (this.#isRunning || this.#stopping.signal.aborted) return
    this.#isRunning = true
    this.wake()
  }

  wake(): void {
    if (!this.#isRunning) return
    this.#isWoken = true
    if (this.#round !== undefined) return
    clearTimeout(this.#timer)
    void this.#turn()
  }

  async stop(): Promise<void> {
    this.#isRunning = false
    clearTimeout(this.#timer)
    this.#stopping.abort()
    await this.#round?.catch(() => undefined)
    await this.#idle()
  }

  async tick(): Promise<number> {
    await this.#follow()
    let sent = 0
    for (let launched = await this.#launchDue(); launched > 0; launched = await this.#launchDue()) {
      sent += launched
      await this.#idle()
    }
    return sent
  }

  async #idle(): Promise<void> {
    await Promise.all([...this.#jobs].map(({ done }) => done))
  }

  async #turn(): Promise<void> {
    let sleep = LONGEST_SLEEP_MS
    while (this.#isWoken && this.#isRunning) {
      this.#isWoken = false
      this.#round = this.#follow().then(() => this.#launchDue())
      sleep = await this.#round
        .then(() => this.#untilNext())
        .catch((error: unknown) => {
          this.#context.log('error', 'webhooks could not be looked after', { cause: String(error) })
          return LONGEST_SLEEP_MS
        })
      this.#round = undefined
    }
    if (!this.#isRunning) return
    this.#timer = setTimeout(() => this.wake(), sleep)
  }

  /** Milliseconds. */
  async #untilNext(): Promise<number> {
    const { database, clock } = this.#context
    const due = await nextDelivery(database.db, this.#taken())
    return Math.min(Math.max((due ?? Infinity) - clock(), SHORTEST_SLEEP_MS), LONGEST_SLEEP_MS)
  }

  async #follow(): Promise<void> {
    const { database, clock } = this.#context
    const change = await currentChange(database.db)
    if (change === this.#followed) return
    await followChanges(database, clock)
    this.#followed = change
  }

  async #launchDue(): Promise<number> {
    let launched = 0
    while (this.#jobs.size < SLOTS && !this.#stopping.signal.aborted && (await this.#launchOne()))
      launched += 1
    return launched
  }

  async #launchOne(): Promise<boolean> {
    const { database, clock } = this.#context
    this.#claims += 1
    const owner = `${this.#name}.${this.#claims}`
    const now = clock()
    const lease = { owner, until: now + LEASE_MS }
    const delivery = await claimDelivery(database, { now, taken: this.#taken(), lease })
    if (delivery === undefined) return false
    const job: Job = { delivery, done: Promise.resolve() }
    this.#jobs.add(job)
    job.done = this.#send(delivery, owner).finally(() => {
      this.#jobs.delete(job)
      this.wake()
    })
    return true
  }

  async #send(delivery: WebhookDeliveryRow, owner: string): Promise<void> {
    const { database, clock, log } = this.#context
    const { signal } = this.#stopping
    try {
      const outcome = await sendDelivery(this.#context, delivery, signal)
      // Broken off, it may have arrived or not: it is sent again.
      const isBrokenOff = signal.aborted && outcome.state !== 'delivered'
      const again = { state: 'waiting', due_at: clock() } as const
      await writeDelivery(database.db, { id: delivery.id, owner }, isBrokenOff ? again : outcome)
    } catch (error) {
      log('error', 'a webhook could not be sent', { delivery: delivery.id, cause: String(error) })
    }
  }

  #taken(): Taken {
    const deliveries = [...this.#jobs].map(({ delivery }) => delivery)
    const counts = new Map<string, number>()
    for (const { host } of deliveries) counts.set(host, (counts.get(host) ?? 0) + 1)
    return {
      hosts: [...counts].flatMap(([host, count]) => (count >= SLOTS_PER_HOST ? [host] : [])),
      news: deliveries,
    }
  }
}
