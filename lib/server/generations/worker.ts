import 'server-only'
import { randomUUID } from 'node:crypto'
import type { GenerationRow } from '#lib/server/database/tables.ts'
import { check } from './check-step.ts'
import { freePlaces } from './free-places.ts'
import { ownProblem } from './generation-problem.ts'
import {
  claim,
  countInFlight,
  earliestDue,
  type Holding,
  markOtherProviders,
  releaseLeases,
  renewLeases,
  type WorkingState,
} from './generation-lease-store.ts'
import { save } from './save-step.ts'
import { settle } from './settle-step.ts'
import { type Outcome, type StepContext, writeOutcomes } from './step.ts'
import { lost, prepareSending, send } from './submit-step.ts'

/**
 * The loop that carries every generation to its end: it claims what is due, runs its next step and writes the outcome. Everything it knows
 * stands in the rows, so it may stop at any moment, and several processes may run it at once.
 */
export interface Worker {
  start(): void
  /** Takes no more work, lets calls that are out come back (for at most `graceMs`) and gives the rest back. */
  stop(graceMs?: number): Promise<void>
  /** Something may be due now. */
  wake(): void
  /** One round: claims what is due and waits for its steps. Answers how many generations it moved. For tests. */
  tick(): Promise<number>
}

/** A lease outlives its holder by at most this long; holders renew it three times in that time. */
const LEASE_MS = 15_000
/** Milliseconds between rounds at least and at most; new work of this process does not wait for it. */
const SHORTEST_SLEEP_MS = 20
const LONGEST_SLEEP_MS = 1000
/** Running tasks that are due so soon are looked at with those that are due now: one list call more is saved. */
const LOOK_AHEAD_MS = 500
/** However long a provider wants to be left alone, others than the refused one are tried again after this. */
const LONGEST_PAUSE_MS = 30_000

interface Lane {
  state: WorkingState
  /** Jobs at one time, so that slow ones of one kind never hold up another kind. */
  slots: number
  /** Generations of one job; at most 100, see writeOutcomes. */
  perJob: number
  run(rows: GenerationRow[], owner: string): Promise<void>
}

interface Job extends Holding {
  lane: Lane
  done: Promise<void>
}

export function createWorker(services: Omit<StepContext, 'signal'>): Worker {
  return new Loop(services)
}

class Loop implements Worker {
  readonly #context: StepContext
  readonly #stopping = new AbortController()
  readonly #jobs = new Set<Job>()
  readonly #name = randomUUID()
  readonly #lanes: readonly Lane[]
  #claims = 0
  /** Models of what is claimed and not yet counted as in flight. */
  readonly #preparing: string[] = []
  /** Epoch ms. */
  #sendAgainAt = 0
  #isRunning = false
  #round: Promise<void> | undefined
  #isWoken = false
  #timer: NodeJS.Timeout | undefined
  #heartbeat: NodeJS.Timeout | undefined

  constructor(services: Omit<StepContext, 'signal'>) {
    this.#context = { ...services, signal: this.#stopping.signal }
    const batch =
      (step: (rows: GenerationRow[]) => Promise<Outcome[]>) =>
      async (rows: GenerationRow[], owner: string) => {
        await writeOutcomes(this.#context, owner, await step(rows))
      }
    this.#lanes = [
      { state: 'queued', slots: 16, perJob: 1, run: ([row], owner) => this.#send(row, owner) },
      // Whoever was sending these is gone: the answer is lost, and nothing is ever sent again for it.
      {
        state: 'submitting',
        slots: 1,
        perJob: 100,
        run: batch(async (rows) => rows.map((row) => lost(this.#context, row))),
      },
      { state: 'uncertain', slots: 1, perJob: 100, run: batch((rows) => settle(this.#context, rows)) },
      { state: 'running', slots: 4, perJob: 100, run: batch((rows) => check(this.#context, rows)) },
      {
        state: 'saving',
        slots: 3,
        perJob: 1,
        run: batch((rows) => Promise.all(rows.map((row) => save(this.#context, row)))),
      },
    ]
  }

  start(): void {
    if (this.#isRunning || this.#stopping.signal.aborted) return
    this.#isRunning = true
    this.#heartbeat = setInterval(() => void this.#renew(), LEASE_MS / 3)
    void this.#markOtherProviders()
    this.wake()
  }

  wake(): void {
    if (!this.#isRunning) return
    if (this.#round !== undefined) {
      this.#isWoken = true
      return
    }
    clearTimeout(this.#timer)
    void this.#turn()
  }

  async stop(graceMs = 10_000): Promise<void> {
    this.#isRunning = false
    clearTimeout(this.#timer)
    this.#stopping.abort()
    const grace = new Promise((resolve) => setTimeout(resolve, graceMs).unref())
    await Promise.race([this.#settled(), grace])
    clearInterval(this.#heartbeat)
    const { database, clock } = this.#context
    await releaseLeases(database.db, [...this.#jobs], clock())
  }

  async tick(): Promise<number> {
    const { claimed } = await this.#claimDue()
    await this.#settled()
    return claimed
  }

  async #settled(): Promise<void> {
    await this.#round
    await Promise.all([...this.#jobs].map(({ done }) => done))
  }

  async #turn(): Promise<void> {
    let sleep = LONGEST_SLEEP_MS
    do {
      this.#isWoken = false
      const round = this.#claimDue()
      this.#round = round.then(
        () => {},
        () => {},
      )
      sleep = await round.then(
        ({ nextAt }) => nextAt - this.#context.clock(),
        (error: unknown) => {
          this.#context.log('error', 'the worker could not read what is due', { cause: String(error) })
          return LONGEST_SLEEP_MS
        },
      )
      this.#round = undefined
    } while (this.#isWoken && this.#isRunning)
    if (!this.#isRunning) return
    const wait = Math.min(Math.max(sleep, SHORTEST_SLEEP_MS), LONGEST_SLEEP_MS)
    this.#timer = setTimeout(() => void this.#turn(), wait)
  }

  /** Starts a job for whatever is due where there is a free slot. `nextAt`: when something will be due that could be started. */
  async #claimDue(): Promise<{ claimed: number; nextAt: number }> {
    const { database, clock, provider } = this.#context
    const due = await earliestDue(database.db, provider.name)
    let nextAt = Infinity
    let claimed = 0
    for (const lane of this.#lanes) {
      const dueAt = due.get(lane.state)
      if (dueAt === undefined) continue
      const startAt = lane.state === 'queued' ? Math.max(dueAt, this.#sendAgainAt) : dueAt
      if (startAt > clock()) {
        nextAt = Math.min(nextAt, startAt)
        continue
      }
      const busy = [...this.#jobs].filter((job) => job.lane === lane).length
      const free = (lane.slots - busy) * lane.perJob
      if (lane.state === 'queued') claimed += await this.#claimUnsent(lane, free)
      else if (free > 0) claimed += await this.#claimIn(lane, free)
    }
    return { claimed, nextAt }
  }

  /** The oldest first, but a model whose places are taken holds up no other. */
  async #claimUnsent(lane: Lane, free: number): Promise<number> {
    const { database, provider } = this.#context
    let claimed = 0
    while (claimed < free) {
      const busy = new Map(await countInFlight(database.db, provider.name))
      for (const model of this.#preparing) busy.set(model, (busy.get(model) ?? 0) + 1)
      const { count, fullModels } = freePlaces(this.#context, busy)
      const wanted = Math.min(count, free - claimed)
      const found = wanted === 0 ? 0 : await this.#claimIn(lane, wanted, fullModels)
      claimed += found
      if (found < wanted || wanted === 0) break
    }
    return claimed
  }

  async #claimIn(lane: Lane, limit: number, exceptModels: readonly string[] = []): Promise<number> {
    const { database, clock, provider } = this.#context
    const now = clock()
    this.#claims += 1
    const rows = await claim(database, {
      provider: provider.name,
      state: lane.state,
      now,
      dueBy: lane.state === 'running' ? now + LOOK_AHEAD_MS : now,
      limit,
      exceptModels,
      lease: { owner: `${this.#name}.${this.#claims}`, until: now + LEASE_MS },
    })
    for (let start = 0; start < rows.length; start += lane.perJob)
      this.#launch(lane, rows.slice(start, start + lane.perJob), `${this.#name}.${this.#claims}`)
    return rows.length
  }

  #launch(lane: Lane, rows: GenerationRow[], owner: string): void {
    const work = async () => {
      try {
        await lane.run(rows, owner)
      } catch (error) {
        // The lease runs out and the rows are claimed again; nothing is known that is not in them.
        this.#context.log('error', 'a step failed', { state: lane.state, cause: String(error) })
      } finally {
        this.#jobs.delete(job)
        this.wake()
      }
    }
    const job: Job = { owner, ids: rows.map(({ id }) => id), lane, done: Promise.resolve() }
    this.#jobs.add(job)
    job.done = work()
  }

  async #send(row: GenerationRow | undefined, owner: string): Promise<void> {
    if (row === undefined) return
    this.#preparing.push(row.model)
    const sending = await prepareSending(this.#context, row, owner).finally(() => {
      this.#preparing.splice(this.#preparing.indexOf(row.model), 1)
    })
    if (sending === undefined) return
    const pause = await send(this.#context, sending, owner)
    if (pause > 0) this.#sendAgainAt = this.#context.clock() + Math.min(pause, LONGEST_PAUSE_MS)
  }

  /** Nobody else says of them why they stand still. */
  async #markOtherProviders(): Promise<void> {
    const { database, provider, clock, log } = this.#context
    const mark = { provider: provider.name, problem: ownProblem('another_provider'), now: clock() }
    await markOtherProviders(database, mark).catch((error: unknown) => {
      log('error', 'work of other providers could not be marked', { cause: String(error) })
    })
  }

  async #renew(): Promise<void> {
    const { database, clock, log } = this.#context
    try {
      await renewLeases(database.db, [...this.#jobs], clock() + LEASE_MS)
    } catch (error) {
      log('error', 'leases could not be renewed', { cause: String(error) })
    }
  }
}
