import type { Sight } from '#lib/access/principal.ts'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Generation } from '#lib/generation/generation.ts'
import { allowedActions, isFinal, stateInWords } from '#lib/generation/lifecycle.ts'
import { openDatabase } from '#lib/server/database/database.ts'
import { createReferenceDelivery } from '#lib/server/media/deliver.ts'
import { download } from '#lib/server/media/download.ts'
import { createInspector } from '#lib/server/media/inspector.ts'
import { findManyMedia } from '#lib/server/media/media-store.ts'
import { createResultSaver } from '#lib/server/media/save-result.ts'
import { createArkProvider } from '#lib/server/providers/ark.ts'
import type { FaultName } from '#lib/server/sandbox/faults.ts'
import { openTestSandbox, TASKS } from '#lib/server/sandbox/testing/open-test-sandbox.ts'
import { RECIPE } from '#lib/server/testing/generation-world.ts'
import { MEMBER, openMediaRooms } from '#lib/server/testing/media-rooms.ts'
import { createGenerations } from './create-generation.ts'
import { cancelGeneration, resolveUncertain } from './generation-actions.ts'
import { readGeneration } from './read-generations.ts'
import { createWorker } from './worker.ts'

/*
 * Every fault of the sandbox, and what a person then gets to see: the real worker, adapter, database, downloads and storage on this side, the
 * sandbox over HTTP on the other, one clock for both that only the tests move.
 */

const SECOND = 1000
const HOUR = 3_600_000
const CREATE = `POST ${TASKS}`

interface Story {
  /** Words of the prompt. */
  fault: string
  /** State by state, with the code of the problem that is told beside it. */
  trail: string[]
  /** Buttons that the told problems name, in the order they are told; `nothing` where it goes on by itself. */
  press: string[]
  /** Tasks that the sandbox made: what is paid. */
  tasks: number
  /** ms to move on by, one after the other, before time goes from due date to due date. */
  leaps?: number[]
}

const CLIP_IS_LOST = ['nothing', 'Retry']
const A_DAY = [2 * SECOND, 12 * HOUR, 12 * HOUR]

const STORIES: Record<FaultName, Story[]> = {
  refuse: [
    {
      fault: '#refuse',
      trail: ['failed: prompt_refused'],
      press: ['Reuse'],
      tasks: 0,
    },
  ],
  '429': [
    {
      fault: '#429:2',
      trail: ['queued: rate_limited', 'running', 'succeeded'],
      press: ['nothing'],
      tasks: 1,
    },
  ],
  '500': [
    {
      fault: '#500:1',
      trail: ['uncertain: send_unconfirmed', 'running', 'succeeded'],
      press: ['Send again, Give up'],
      tasks: 1,
    },
  ],
  drop: [
    {
      fault: '#drop',
      trail: ['uncertain: send_unconfirmed', 'succeeded'],
      press: ['Send again, Give up'],
      tasks: 1,
    },
    {
      fault: '#drop #slow:30',
      trail: ['uncertain: send_unconfirmed', 'running', 'succeeded'],
      press: ['Send again, Give up'],
      tasks: 1,
    },
  ],
  'drop-before': [
    {
      fault: '#drop-before:1',
      trail: ['uncertain: send_unconfirmed', 'running', 'succeeded'],
      press: ['Send again, Give up'],
      tasks: 1,
    },
  ],
  fail: [
    {
      fault: '#fail',
      trail: ['running', 'failed: provider_internal_error'],
      press: ['Retry'],
      tasks: 1,
    },
    {
      fault: '#fail:OutputVideoSensitiveContentDetected',
      trail: ['running', 'failed: output_refused'],
      press: ['Retry'],
      tasks: 1,
    },
    {
      fault: '#fail:InputImageSensitiveContentDetected.PrivacyInformation',
      trail: ['running', 'failed: real_person_refused'],
      press: ['Reuse'],
      tasks: 1,
    },
    {
      fault: '#fail:Brand.New',
      trail: ['running', 'failed: unknown'],
      press: ['Retry, Reuse'],
      tasks: 1,
    },
  ],
  expire: [{ fault: '#expire', trail: ['running', 'expired: expired'], press: ['Retry'], tasks: 1 }],
  slow: [{ fault: '#slow:30', trail: ['running', 'succeeded'], press: [], tasks: 1 }],
  stall: [
    {
      fault: '#stall',
      trail: ['running', 'expired: expired'],
      press: ['Retry'],
      tasks: 1,
      leaps: [24 * HOUR, 24 * HOUR],
    },
  ],
  truncated: [
    {
      fault: '#truncated:2',
      trail: ['running', 'saving: bad_result', 'succeeded'],
      press: ['nothing'],
      tasks: 1,
    },
    {
      fault: '#truncated',
      trail: ['running', 'saving: bad_result', 'failed: result_lost'],
      press: CLIP_IS_LOST,
      tasks: 1,
      leaps: A_DAY,
    },
  ],
  'cut-off': [
    {
      fault: '#cut-off:2',
      trail: ['running', 'saving: bad_result', 'succeeded'],
      press: ['nothing'],
      tasks: 1,
    },
    {
      fault: '#cut-off',
      trail: ['running', 'saving: bad_result', 'failed: result_lost'],
      press: CLIP_IS_LOST,
      tasks: 1,
      leaps: A_DAY,
    },
  ],
  'wrong-type': [
    {
      fault: '#wrong-type:2',
      trail: ['running', 'saving: bad_result', 'succeeded'],
      press: ['nothing'],
      tasks: 1,
    },
    {
      fault: '#wrong-type',
      trail: ['running', 'saving: bad_result', 'failed: result_lost'],
      press: CLIP_IS_LOST,
      tasks: 1,
      leaps: A_DAY,
    },
  ],
  'dead-address': [
    {
      fault: '#dead-address:2',
      trail: ['running', 'saving: result_unreachable', 'succeeded'],
      press: ['nothing'],
      tasks: 1,
    },
    {
      fault: '#dead-address',
      trail: ['running', 'saving: result_unreachable', 'failed: result_lost'],
      press: CLIP_IS_LOST,
      tasks: 1,
      leaps: A_DAY,
    },
  ],
}

const inspector = createInspector()
let studio: Studio
beforeEach(async () => {
  studio = await openStudio()
})
afterEach(() => studio.close())
afterAll(() => inspector.close())

describe('every fault', () => {
  test.for(Object.values(STORIES).flat())('$fault: $trail', async (story) => {
    const id = await studio.press(story.fault)
    const seen = await studio.follow(id, ({ state }) => isFinal(state), story.leaps)
    expect(trailOf(seen)).toEqual(story.trail)
    expect(toldIn(seen).map(buttonsIn)).toEqual(story.press)
    for (const generation of seen) expectSense(generation)
    expect(studio.sandbox.countTasks()).toBe(story.tasks)
    const last = seen.at(-1)
    if (last?.state !== 'succeeded') return
    expect(last).not.toHaveProperty('problem')
    expect(last.clip).toMatchObject({ width: 320, height: 180, duration: 1, hasAudio: true })
  })
})

describe('a lost answer', () => {
  test('with a task behind it is adopted: one call, one task', async () => {
    const id = await studio.press('#drop')
    const seen = await studio.follow(id, ({ state }) => state === 'succeeded')
    expect(studio.calls(CREATE)).toHaveLength(1)
    expect(studio.calls(`GET ${TASKS}?page_num`).length).toBeGreaterThan(0)
    expect(seen.at(-1)).toMatchObject({ submittedAt: studio.start })
  })

  test('without one is sent again only after two listings, 120 s and 180 s after the first call', async () => {
    const id = await studio.press('#drop-before:1')
    await studio.follow(id, ({ state }) => state === 'succeeded')
    const [first = 0, second = 0, ...more] = studio.calls(CREATE)
    expect(more).toEqual([])
    expect(second - first).toBeGreaterThanOrEqual(180 * SECOND)
    const proofs = studio.calls(`GET ${TASKS}?page_num=1&page_size=100`).filter((at) => at - first >= 120_000)
    expect((proofs.at(-1) ?? 0) - (proofs[0] ?? 0)).toBeGreaterThanOrEqual(60 * SECOND)
    expect(studio.sandbox.countTasks()).toBe(1)
  })

  test('that is lost again and again can be given up', async () => {
    const id = await studio.press('#500')
    await studio.follow(id, () => studio.calls(CREATE).length === 3)
    expect(await studio.show(id)).toMatchObject({ state: 'uncertain' })
    await resolveUncertain(studio.services, MEMBER, id, { decision: 'give_up' })
    const given = await studio.show(id)
    expect(given).toMatchObject({ state: 'failed', problem: { code: 'given_up' } })
    expect(given.problem?.advice.en).toContain('Retry')
    expectSense(given)
    expect(studio.sandbox.countTasks()).toBe(0)
  })

  test('after a 500 says so in the provider’s words, which don’t pass for our advice', async () => {
    const id = await studio.press('#500:1')
    const [waiting] = await studio.follow(id, ({ state }) => state === 'uncertain')
    expect(waiting?.problem).toMatchObject({
      code: 'send_unconfirmed',
      providerCode: 'InternalServiceError',
      message: { en: expect.stringMatching(/The provider’s words: “InternalServiceError: .*”$/) },
    })
    expect(waiting?.problem?.message.en).not.toContain('no answer')
  })
})

describe('a provider that is busy', () => {
  test('is left alone for as long as its Retry-After says', async () => {
    const id = await studio.press('#429:2')
    const [waiting] = await studio.follow(id, ({ problem }) => problem !== undefined)
    expect(waiting).toMatchObject({ state: 'queued', nextTryAt: studio.start + SECOND })
    expect(waiting && stateInWords(waiting).en).toBe('Waiting to be sent again')
    await studio.follow(id, ({ state }) => state === 'running')
    expect(studio.calls(CREATE)).toEqual([0, 1, 2].map((after) => studio.start + after * SECOND))
  })

  test('for good can be cancelled, and nothing was started', async () => {
    const id = await studio.press('#429')
    await studio.follow(id, () => studio.calls(CREATE).length === 5)
    const cancelled = await cancelGeneration(studio.services, MEMBER, id)
    expect(cancelled).toMatchObject({ state: 'cancelled', problem: { code: 'cancelled_before_sending' } })
    expectSense(cancelled)
    expect(studio.sandbox.countTasks()).toBe(0)
  })
})

test('#slow: progress rises truly', async () => {
  const id = await studio.press('#slow:30')
  const seen = await studio.follow(id, ({ state }) => state === 'succeeded')
  const progress = seen.flatMap((generation) => generation.progress ?? [])
  expect(progress).toEqual(progress.toSorted((a, b) => a - b))
  expect(new Set(progress).size).toBeGreaterThan(10)
  expect((seen.at(-1)?.finishedAt ?? 0) - studio.start).toBeGreaterThanOrEqual(30 * SECOND)
})

test('a broken result is fetched again for as long as its address lives, and the clip is never made again', async () => {
  const id = await studio.press('#dead-address')
  const seen = await studio.follow(id, ({ state }) => state === 'failed', [2 * SECOND, 23 * HOUR])
  const tries = seen.filter(({ state }) => state === 'saving').map(({ nextTryAt = 0 }) => nextTryAt)
  const end = seen.at(-1)?.finishedAt ?? 0
  // 24 h from success, which was seen after two seconds; at most five minutes between two tries, and one at the very end.
  expect(end).toBe(studio.start + 2 * SECOND + 24 * HOUR)
  expect(tries.at(-1)).toBe(end)
  const lastHour = tries.slice(1)
  expect(lastHour.length).toBeGreaterThanOrEqual(12)
  for (const [index, at] of lastHour.slice(1).entries())
    expect(at - (lastHour[index] ?? 0)).toBeLessThanOrEqual(300 * SECOND)
  expect(studio.calls(CREATE)).toHaveLength(1)
})

/** A person must be able to read what is told, and every button that it names must be there. */
function expectSense(generation: Generation): void {
  const { problem, state } = generation
  if (problem === undefined) {
    expect(isFinal(state) && state !== 'succeeded', `${state} without a sentence`).toBe(false)
    return
  }
  expect(problem.message.en).toMatch(/^[A-Z].*[.”]$/)
  expect(problem.advice.en).toMatch(/^[A-Z].*\.$/)
  const actions = allowedActions(generation).map((action) => BUTTONS[action])
  for (const button of namedIn(problem.advice.en)) expect(actions).toContain(button)
  expect(isFinal(state) && buttonsIn(problem.advice.en) === 'nothing').toBe(false)
}

const BUTTONS: Partial<Record<string, string>> = {
  retry: 'Retry',
  reuse: 'Reuse',
  send_again: 'Send again',
  give_up: 'Give up',
}

function namedIn(advice: string): string[] {
  return Object.values(BUTTONS).flatMap((button) =>
    button !== undefined && advice.includes(button) ? [button] : [],
  )
}

function buttonsIn(advice: string): string {
  const named = namedIn(advice)
  if (named.length > 0) return named.join(', ')
  return /by itself|Nothing has to be pressed/.test(advice) ? 'nothing' : `no button in: ${advice}`
}

function toldIn(seen: readonly Generation[]): string[] {
  return dropRepeats(seen.flatMap(({ problem }) => problem?.advice.en ?? []))
}

function trailOf(seen: readonly Generation[]): string[] {
  return dropRepeats(seen.map(({ state, problem }) => (problem ? `${state}: ${problem.code}` : state)))
}

function dropRepeats(words: readonly string[]): string[] {
  return words.filter((word, index) => word !== words[index - 1])
}

type Studio = Awaited<ReturnType<typeof openStudio>>

async function openStudio() {
  const directory = await mkdtemp(join(tmpdir(), 'seedreel-faults-'))
  const database = await openDatabase({ path: join(directory, 'seedreel.sqlite') })
  await database.migrate()
  const rooms = await openMediaRooms(database, { inspector })
  const sandbox = await openTestSandbox({ now: rooms.clock })
  const baseUrl = `${sandbox.origin}/sandbox/api/v3`
  const log: { call: string; at: number }[] = []
  const provider = createArkProvider({
    name: 'sandbox',
    dialect: 'gateway',
    baseUrl,
    apiKey: 'sk-test-of-the-faults',
    clock: rooms.clock,
    fetch: (input, init) => {
      const path = String(input).slice(`${sandbox.origin}/sandbox`.length)
      log.push({ call: `${init?.method} ${path}`, at: rooms.now })
      return fetch(input, init)
    },
  })
  const rules = { trustedOrigins: new Set([sandbox.origin]) }
  const services = {
    ...rooms,
    provider,
    random: () => 0.5,
    log: () => undefined,
    wake: () => undefined,
    media: { find: (ids: readonly string[], sight: Sight) => findManyMedia(database.db, sight, ids) },
    delivery: createReferenceDelivery({
      ...rooms,
      mediaSecret: 'secret',
      publicUrl: undefined,
      providerUrl: baseUrl,
      access: provider.referenceAccess,
    }),
    results: createResultSaver({
      ...rooms,
      download: (scratch, request) => download(rules, scratch, request),
      clipLimit: 100_000_000,
    }),
    maxInFlight: 10,
    budget: { currency: 'CNY', monthlyTokens: undefined } as const,
    people: async () => [],
  }
  const worker = createWorker(services)
  const show = (id: string) => readGeneration(services, MEMBER, id)
  return {
    services,
    show,
    start: rooms.now,
    sandbox: sandbox.sandbox,
    /** When the provider was called so, epoch ms. */
    calls: (begin: string) => log.flatMap(({ call, at }) => (call.startsWith(begin) ? [at] : [])),
    async press(fault: string): Promise<string> {
      const recipe = { ...RECIPE, prompt: [{ text: `A fox runs ${fault}` }] }
      const { generations } = await createGenerations(services, MEMBER, {
        idempotencyKey: `press of ${fault}`,
        takes: 1,
        recipe,
      })
      return generations[0]?.id ?? ''
    },
    /** Goes from due date to due date, after the `leaps`, and tells what a person saw at each stop. */
    async follow(id: string, isEnough: (seen: Generation) => boolean, leaps: readonly number[] = []) {
      const seen: Generation[] = []
      for (let stop = 0; stop < 1000; stop += 1) {
        while ((await worker.tick()) > 0) await sandbox.sandbox.rendered()
        const generation = await show(id)
        seen.push(generation)
        if (isEnough(generation)) return seen
        const { due_at: due } = await database.db
          .selectFrom('generations')
          .select('due_at')
          .where('id', '=', id)
          .executeTakeFirstOrThrow()
        if (due === null) throw new Error(`${generation.state}, and nothing will happen by itself`)
        const leap = leaps[stop]
        rooms.now = leap === undefined ? Math.max(due, rooms.now + 1) : rooms.now + leap
      }
      throw new Error(`It did not come to that: ${trailOf(seen).join(', ')}`)
    },
    async close() {
      await worker.stop()
      await sandbox[Symbol.asyncDispose]()
      await rooms.close()
      await database.close()
      await rm(directory, { recursive: true, force: true })
    },
  }
}
