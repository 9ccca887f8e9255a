import 'server-only'
import type { MemberPrincipal, Sight } from '#lib/access/principal.ts'
import type { Recipe } from '#lib/generation/generation.ts'
import type { Database } from '#lib/server/database/database.ts'
import type { GenerationRow, MediaRow } from '#lib/server/database/tables.ts'
import { type CreateInput, createGenerations } from '#lib/server/generations/create-generation.ts'
import type { ActionServices } from '#lib/server/generations/generation-actions.ts'
import type { ReferenceDelivery, ResultSaver, ResultToSave } from '#lib/server/generations/media-access.ts'
import { readGeneration } from '#lib/server/generations/read-generations.ts'
import { createWorker, type Worker } from '#lib/server/generations/worker.ts'
import { findManyMedia } from '#lib/server/media/media-store.ts'
import { ensureFirstTeam, FIRST_PROJECT_ID, FIRST_TEAM_ID } from '#lib/server/teams/team-store.ts'
import { type ScriptedProvider, scriptProvider } from './scripted-provider.ts'

export const START = 1_790_000_000_000

export const MEMBER: MemberPrincipal = {
  kind: 'member',
  userId: 'user_1',
  name: 'Ada',
  teamId: FIRST_TEAM_ID,
  projects: 'all',
  role: 'owner',
}

export const RECIPE: Recipe = {
  model: 'doubao-seedance-2-0-260128',
  prompt: [{ text: 'A fox runs through snow' }],
  references: [],
  settings: { duration: 5, resolution: '720p', ratio: '16:9' },
}

/** One generation whose task the provider has. */
export async function openRunning(world: World): Promise<{ id: string; taskId: string }> {
  const [id = ''] = await world.press()
  await world.settle()
  return { id, taskId: (await world.row(id)).provider_task_id ?? '' }
}

/** One generation whose clip the provider has ready. */
export async function openSaving(world: World, change: { lastFrameUrl?: string; expiresAt?: number } = {}) {
  const { id, taskId } = await openRunning(world)
  world.provider.set(taskId, { status: 'succeeded', videoUrl: 'https://files.test/clip.mp4', ...change })
  world.advance(2000)
  return { id, taskId }
}

export const shown = (world: World, id: string) => readGeneration(world.services, MEMBER, id)

/** A team with a database, a provider moved by hand and a clock that only the test moves. */
export interface World {
  database: Database
  provider: ScriptedProvider
  services: ActionServices
  worker: Worker
  /** Answers of the next saves; a save without one succeeds. */
  saves: (Error | 'succeed')[]
  saved: ResultToSave[]
  delivery: ReferenceDelivery
  log: string[]
  now(): number
  advance(ms: number): void
  /** Ticks until nothing is due at this moment. */
  settle(): Promise<void>
  press(input?: Partial<CreateInput>): Promise<string[]>
  row(id: string): Promise<GenerationRow>
  /** Another process on the same database. */
  secondWorker(): Worker
}

export async function openWorld(
  database: Database,
  options: {
    provider?: Parameters<typeof scriptProvider>[1]
    maxInFlight?: number
    budget?: Partial<ActionServices['budget']>
    people?: Awaited<ReturnType<ActionServices['people']>>
    /** Without it as many of one model as of all; `table`: as the model table says. */
    maxPerModel?: number | 'table'
  } = {},
): Promise<World> {
  let now = START
  let presses = 0
  const clock = () => now
  const provider = scriptProvider(clock, options.provider)
  await ensureFirstTeam(database, now)
  const log: string[] = []
  const saves: World['saves'] = []
  const saved: ResultToSave[] = []
  const delivery: ReferenceDelivery = {
    canReach: () => ({ ok: true }),
    address: async ({ reference, media }) => ({
      ok: true,
      url: reference.url ?? `https://studio.test/${media?.id}`,
    }),
  }
  const shared = {
    database,
    clock,
    random: () => 0.5,
    provider,
    budget: { currency: 'CNY', monthlyTokens: undefined, ...options.budget } as const,
    people: async () => options.people ?? [],
    delivery,
    media: { find: (ids: readonly string[], sight: Sight) => findManyMedia(database.db, sight, ids) },
  }
  const steps = {
    ...shared,
    log: (level: string, message: string) => void log.push(`${level} ${message}`),
    results: scriptedSaver(database, saves, saved, clock),
    maxInFlight: options.maxInFlight ?? 10,
    maxPerModel: options.maxPerModel === 'table' ? undefined : (options.maxPerModel ?? Infinity),
  }
  const services: ActionServices = { ...shared, wake: () => {} }
  const worker = createWorker(steps)
  return {
    database,
    provider,
    services,
    worker,
    saves,
    saved,
    delivery,
    log,
    now: clock,
    advance(ms) {
      now += ms
    },
    async settle() {
      while ((await worker.tick()) > 0);
    },
    async press(input = {}) {
      presses += 1
      const body: CreateInput = { idempotencyKey: `press_${presses}_key`, takes: 1, recipe: RECIPE, ...input }
      const { generations } = await createGenerations(services, MEMBER, body)
      return generations.map(({ id }) => id)
    },
    row: (id) =>
      database.db.selectFrom('generations').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
    secondWorker: () => createWorker(steps),
  }
}

function scriptedSaver(
  database: Database,
  saves: World['saves'],
  saved: ResultToSave[],
  clock: () => number,
): ResultSaver {
  return {
    async saveResult(result) {
      saved.push(result)
      const step = saves.shift() ?? 'succeed'
      if (step !== 'succeed') throw step
      const id = `med_${result.generation.id}`
      await keep(database, mediaRow(id, clock()))
      if (result.lastFrameUrl === undefined) return { clipMediaId: id }
      await keep(database, { ...mediaRow(`${id}_frame`, clock()), kind: 'image', format: 'png' })
      return { clipMediaId: id, lastFrameMediaId: `${id}_frame` }
    },
  }
}

async function keep(database: Database, row: MediaRow): Promise<void> {
  await database.db
    .insertInto('media')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}

export function mediaRow(id: string, now: number): MediaRow {
  return {
    id,
    team_id: FIRST_TEAM_ID,
    project_id: FIRST_PROJECT_ID,
    author_id: MEMBER.userId,
    kind: 'video',
    origin: 'clip',
    file_name: 'clip.mp4',
    format: 'mp4',
    mime: 'video/mp4',
    bytes: 1234,
    sha256: 'a'.repeat(64),
    blob_key: `media/aa/${'a'.repeat(64)}`,
    width: 1280,
    height: 720,
    duration_ms: 5040,
    fps: 24,
    has_audio: 1,
    poster_key: `derived/${id}/poster.webp`,
    sprite_key: null,
    sprite_layout: null,
    thumbhash: null,
    made_from: null,
    created_at: now,
  }
}
