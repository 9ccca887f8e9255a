import type { Sight } from '#lib/access/principal.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asSaid } from '#lib/language/language.ts'
import { finalRecipe } from '#lib/generation/draft-final.ts'
import type { Generation } from '#lib/generation/generation.ts'
import { isFinal } from '#lib/generation/lifecycle.ts'
import { download } from '#lib/server/media/download.ts'
import { createInspector, type Inspector } from '#lib/server/media/inspector.ts'
import { findManyMedia } from '#lib/server/media/media-store.ts'
import { createResultSaver } from '#lib/server/media/save-result.ts'
import { createArkProvider } from '#lib/server/providers/ark.ts'
import { describeEachDatabase, type OpenDatabase } from '#lib/server/testing/databases.ts'
import { MEMBER, RECIPE } from '#lib/server/testing/generation-world.ts'
import { openMediaRooms } from '#lib/server/testing/media-rooms.ts'
import { type SandboxProcess, startSandboxProcess } from '#lib/server/testing/sandbox-process.ts'
import { createGenerations } from './create-generation.ts'
import { readGeneration } from './read-generations.ts'
import { createWorker } from './worker.ts'

const HOUR = 60 * 60_000

let sandbox: SandboxProcess
let inspector: Inspector

beforeAll(async () => {
  sandbox = await startSandboxProcess()
  inspector = createInspector()
})

afterAll(async () => {
  inspector.close()
  await sandbox.stop()
})

/**
 * Every fault is told in faults.test.ts, on one engine and with time moved. Here one of each way through the store, on both engines, and with the
 * sandbox as a process that nothing but HTTP connects.
 */
const FAULTS: readonly [directive: string, end: string, tasks: number, seen: readonly string[]][] = [
  ['without a fault', 'succeeded', 1, []],
  ['#429:1', 'succeeded', 1, ['queued rate_limited']],
  ['#drop:1', 'succeeded', 1, ['uncertain send_unconfirmed']],
  ['#drop-before:1', 'succeeded', 1, ['uncertain send_unconfirmed']],
  ['#fail', 'failed provider_internal_error', 1, []],
  ['#cut-off:1', 'succeeded', 1, ['saving bad_result']],
  ['#dead-address', 'failed result_lost', 1, ['saving result_unreachable']],
]

describeEachDatabase('against the sandbox', (open) => {
  test('a draft, then its full render with the same seed', async () => {
    const studio = await openStudio(open)
    try {
      const draft = {
        ...RECIPE,
        model: 'doubao-seedance-1-5-pro-251215',
        settings: { duration: 4, ratio: '9:16', draft: true },
      } as const
      const { last: small } = await studio.live(draft)
      expect(small.state).toBe('succeeded')
      const { last: full } = await studio.live(finalRecipe(small.id, draft, { resolution: '720p' }))
      expect(full).toMatchObject({ state: 'succeeded', mode: 'draft_final', seed: small.seed })
      expect(full.problem).toBeUndefined()
    } finally {
      await studio.close()
    }
  })

  test.each(FAULTS)('%s ends %s with %i task(s)', async (directive, end, tasks, seen) => {
    const studio = await openStudio(open)
    try {
      const before = await sandbox.countTasks()
      const recipe = { ...RECIPE, prompt: [{ text: `A paper boat ${directive}` }] }
      const { words, last } = await studio.live(recipe)
      expect(words.at(-1)).toBe(end)
      expect(words).toEqual(expect.arrayContaining([...seen]))
      expect((await sandbox.countTasks()) - before).toBe(tasks)
      expect(last.problem?.advice.en ?? 'Press Play.').toMatch(/[A-Z].+\./)
      expect(last.clip === undefined || last.clip.duration > 0).toBe(true)
    } finally {
      await studio.close()
    }
  })
})

async function openStudio(open: OpenDatabase) {
  const database = await open()
  const rooms = await openMediaRooms(database, { inspector })
  const media = { find: (ids: readonly string[], sight: Sight) => findManyMedia(database.db, sight, ids) }
  // Real time, because the sandbox's is; what is waited for is moved over.
  let moved = 0
  const clock = () => Date.now() + moved
  const provider = createArkProvider({
    name: 'gateway',
    dialect: 'gateway',
    baseUrl: `${sandbox.origin}/sandbox/api/v3`,
    apiKey: sandbox.key,
    fetch: globalThis.fetch,
    clock,
  })
  const rules = { trustedOrigins: new Set([sandbox.origin]) }
  const services = {
    database,
    clock,
    provider,
    media,
    random: () => 0,
    wake: () => {},
    budget: { currency: 'CNY', monthlyTokens: undefined } as const,
    people: async () => [],
    log: () => {},
    maxInFlight: 10,
    delivery: {
      canReach: () => ({ ok: true }) as const,
      address: async () => ({ ok: false, reason: asSaid('none') }) as const,
    },
    results: createResultSaver({
      ...rooms,
      clock,
      clipLimit: 1e9,
      download: (scratch, request) => download(rules, scratch, request),
    }),
  }
  const worker = createWorker(services)
  const dueAt = async (id: string) =>
    (await database.db.selectFrom('generations').select('due_at').where('id', '=', id).executeTakeFirst())
      ?.due_at

  return {
    close: () => rooms.close(),
    /** `state problem` whenever it changed, up to the end. */
    async live(recipe: typeof RECIPE): Promise<{ words: string[]; last: Generation }> {
      const press = { idempotencyKey: `press-${Date.now()}`, takes: 1, recipe }
      const [made] = (await createGenerations(services, MEMBER, press)).generations
      if (made === undefined) throw new Error('nothing was made')
      const words: string[] = []
      let last = made
      let saves = 0
      for (let step = 0; step < 500 && !isFinal(last.state); step += 1) {
        await worker.tick()
        last = await readGeneration(services, MEMBER, made.id)
        const word = [last.state, last.problem?.code].filter(Boolean).join(' ')
        if (word !== words.at(-1)) words.push(word)
        // The sandbox needs its own time for the task; only our waits are cut short.
        if (last.state === 'running') await new Promise((resolve) => setTimeout(resolve, 20))
        if (last.state === 'saving') saves += 1
        // 24 hours of tries five minutes apart would show nothing that 24 tries an hour apart don't.
        moved += Math.max(saves > 5 ? HOUR : 0, ((await dueAt(made.id)) ?? 0) - clock())
      }
      return { words, last }
    },
  }
}
