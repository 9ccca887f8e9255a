import 'server-only'
import { ofWholeTeam } from '#lib/access/principal.ts'
import { randomUUID } from 'node:crypto'
import type { GenerationRow } from '#lib/server/database/tables.ts'
import {
  claim,
  releaseLeases,
  renewLeases,
  type WorkingState,
} from '#lib/server/generations/generation-lease-store.ts'
import { findManyGenerations } from '#lib/server/generations/generation-store.ts'
import { writeOutcomes } from '#lib/server/generations/step.ts'
import { CANCELLED, joinStep, type JoinStepContext, LOST } from './join-step.ts'

/**
 * Joins sequences, one at a time, beside the worker that carries what providers make. Everything it knows stands in the rows: it may be
 * killed at any moment, and another process goes on when the lease has run out.
 */
export interface JoinWorker {
  start(): void
  /** Breaks off what it is at and gives it back. */
  stop(): Promise<void>
  /** There may be something to join, or to cancel. */
  wake(): void
  /** Joins one, if one is due. Answers whether it did. For tests. */
  tick(): Promise<boolean>
}

/** A lease outlives its holder by at most this long; holders renew it many times in that time. */
const LEASE_MS = 15_000
const LOOK_EVERY_MS = 1000

/** What was further along first: nobody waits for two. */
const STATES = ['saving', 'running', 'queued'] as const satisfies readonly WorkingState[]

export function createJoinWorker(context: JoinStepContext): JoinWorker {
  return new Joins(context)
}

interface Holding {
  row: GenerationRow
  owner: string
  abort: AbortController
}

class Joins implements JoinWorker {
  readonly #context: JoinStepContext
  readonly #name = randomUUID()
  #claims = 0
  #isRunning = false
  #held: Holding | undefined
  #turn: Promise<boolean> | undefined
  #timer: NodeJS.Timeout | undefined

  constructor(context: JoinStepContext) {
    this.#context = context
  }

  start(): void {
    this.#isRunning = true
    this.#timer = setInterval(() => this.wake(), LOOK_EVERY_MS)
    this.wake()
  }

  wake(): void {
    if (!this.#isRunning) return
    if (this.#held) void this.#look(this.#held)
    else void this.tick().then((isMore) => isMore && this.wake())
  }

  async stop(): Promise<void> {
    this.#isRunning = false
    clearInterval(this.#timer)
    const held = this.#held
    held?.abort.abort(LOST)
    await this.#turn
    if (held) {
      const { database, clock } = this.#context
      await releaseLeases(database.db, [{ owner: held.owner, ids: [held.row.id] }], clock())
    }
  }

  tick(): Promise<boolean> {
    this.#turn ??= this.#joinOne()
      .catch((error: unknown) => {
        this.#context.log('error', 'the worker could not join', { cause: String(error) })
        return false
      })
      .finally(() => (this.#turn = undefined))
    return this.#turn
  }

  async #joinOne(): Promise<boolean> {
    this.#claims += 1
    const owner = `${this.#name}.${this.#claims}`
    const row = await this.#claim(owner)
    if (!row) return false
    const held = { row, owner, abort: new AbortController() }
    this.#held = held
    // What was asked for before it was claimed.
    if (isUnwanted(row)) held.abort.abort(CANCELLED)
    const heartbeat = setInterval(() => void this.#look(held), LOOK_EVERY_MS)
    try {
      const outcome = await joinStep(this.#context, row, { owner, signal: held.abort.signal })
      if (outcome) await writeOutcomes(this.#context, owner, [outcome])
      return outcome !== undefined
    } finally {
      clearInterval(heartbeat)
      this.#held = undefined
    }
  }

  async #claim(owner: string): Promise<GenerationRow | undefined> {
    const { database, clock } = this.#context
    const now = clock()
    for (const state of STATES) {
      const lease = { owner, until: now + LEASE_MS }
      const [row] = await claim(database, { provider: 'sequence', state, now, dueBy: now, limit: 1, lease })
      if (row) return row
    }
    return undefined
  }

  /** Keeps the lease, and looks whether it is still ours and still wanted. */
  async #look({ row, owner, abort }: Holding): Promise<void> {
    const { database, clock, log } = this.#context
    try {
      await renewLeases(database.db, [{ owner, ids: [row.id] }], clock() + LEASE_MS)
      const [now] = await findManyGenerations(database.db, ofWholeTeam(row.team_id), [row.id])
      if (now?.lease_owner !== owner) abort.abort(LOST)
      else if (isUnwanted(now)) abort.abort(CANCELLED)
    } catch (error) {
      log('error', 'a lease could not be renewed', { cause: String(error) })
    }
  }
}

/** What is whole already is kept. */
function isUnwanted({ cancel_requested: asked, state }: GenerationRow): boolean {
  return asked === 1 && state !== 'saving'
}
