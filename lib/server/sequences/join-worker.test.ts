import type { Sight } from '#lib/access/principal.ts'
import { execFileSync } from 'node:child_process'
import { stat } from 'node:fs/promises'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Generation } from '#lib/generation/generation.ts'
import { importUpload } from '#lib/server/clips/import-clip.ts'
import { sourcesOf } from '#lib/server/clips/source-store.ts'
import { openDatabase } from '#lib/server/database/database.ts'
import { cancelGeneration } from '#lib/server/generations/generation-actions.ts'
import { readGeneration } from '#lib/server/generations/read-generations.ts'
import { createInspector } from '#lib/server/media/inspector.ts'
import { findManyMedia } from '#lib/server/media/media-store.ts'
import { decodeClip } from '#lib/server/testing/decode-clip.ts'
import { openWorld } from '#lib/server/testing/generation-world.ts'
import { MEMBER, type MediaRooms, openMediaRooms } from '#lib/server/testing/media-rooms.ts'
import { makeNumberedClip } from '#lib/server/testing/numbered-clip.ts'
import { readFile } from 'node:fs/promises'
import { createJoinWorker, type JoinWorker } from './join-worker.ts'
import { joinSequence } from './join-sequence.ts'
import { createSequence, saveSequence } from './sequences.ts'

const inspector = createInspector()
let samples: MediaRooms
let rooms: MediaRooms
const workers: JoinWorker[] = []
let log: string[] = []

beforeAll(async () => {
  samples = await openMediaRooms(await openDatabase({ path: ':memory:' }).then(migrated), { inspector })
  const usual = { width: 192, height: 108, framesPerSecond: 24 }
  await makeNumberedClip(samples.sample('short.mp4'), { ...usual, frames: 30, hertz: 440 })
  await makeNumberedClip(samples.sample('long.mp4'), {
    width: 640,
    height: 360,
    framesPerSecond: 24,
    frames: 900,
  })
}, 120_000)
afterAll(async () => {
  await samples.close()
  inspector.close()
})

beforeEach(async () => {
  log = []
  rooms = await openMediaRooms(await openDatabase({ path: ':memory:' }).then(migrated), { inspector })
})
afterEach(async () => {
  for (const worker of workers.splice(0)) await worker.stop()
  await rooms.close()
})

async function migrated(database: Awaited<ReturnType<typeof openDatabase>>) {
  await database.migrate()
  return database
}

const services = () => ({
  ...rooms,
  clock: Date.now,
  wake: () => {},
  limits: { clip: 100 * 2 ** 20 },
  log: (level: string, message: string, more?: object) =>
    void log.push(`${level} ${message} ${JSON.stringify(more ?? {})}`),
  media: { find: (ids: readonly string[], sight: Sight) => findManyMedia(rooms.database.db, sight, ids) },
})

function worker(): JoinWorker {
  const made = createJoinWorker(services())
  workers.push(made)
  return made
}

async function importClip(name: string): Promise<Generation> {
  const bytes = new Uint8Array(await readFile(samples.sample(name)))
  const upload = { fileName: name, body: new Blob([bytes]).stream(), contentLength: String(bytes.byteLength) }
  const { generation } = await importUpload(services(), MEMBER, upload)
  return generation
}

/** Cut inside of groups of pictures, so that there is something to encode. */
async function pressJoin(clips: readonly Generation[], first = 3): Promise<string> {
  const sequence = await createSequence(services(), MEMBER, {
    clipIds: clips.map(({ id }) => id),
    title: 'Cut',
  })
  const parts = sequence.parts.map(({ id, clipId, out }) => ({ id, clipId, in: first, out }))
  const saved = await saveSequence(services(), MEMBER, { id: sequence.id, version: 1, title: 'Cut', parts })
  const wish = { id: sequence.id, version: saved.sequence.version, idempotencyKey: 'key-of-a-join' }
  const { generation } = await joinSequence(services(), MEMBER, wish)
  return generation.id
}

const shown = (id: string) => readGeneration(services(), MEMBER, id)

/** Children of this process that join clips. */
function joiners(): number[] {
  const list = execFileSync('ps', ['-eo', 'pid,ppid,args'], { encoding: 'utf8' }).split('\n')
  return list
    .filter((line) => line.includes('join-child.ts') && line.trim().split(/\s+/)[1] === String(process.pid))
    .map((line) => Number(line.trim().split(/\s+/)[0]))
}

async function framesOfClip({ clip }: Generation): Promise<number> {
  const [file] = await findManyMedia(rooms.database.db, MEMBER, [clip?.mediaId ?? ''])
  const { path, release } = await rooms.blobs.localPath(file?.blob_key ?? '')
  const { frames } = await decodeClip(path)
  await release()
  return frames
}

test('a sequence becomes a clip with its lineage, in a shot of its own', { timeout: 60_000 }, async () => {
  const clip = await importClip('short.mp4')
  const id = await pressJoin([clip, clip])
  expect(await shown(id)).toMatchObject({ state: 'queued', provider: 'sequence', take: 1 })
  expect(await worker().tick()).toBe(true)
  const done = await shown(id)
  expect(log).toEqual([])
  expect(done).toMatchObject({
    state: 'succeeded',
    recipe: {
      model: 'sequence',
      made: {
        kind: 'sequence',
        parts: [
          { in: 3, out: 29 },
          { in: 3, out: 29 },
        ],
      },
    },
    clip: { width: 192, height: 108, fps: 24, hasAudio: true },
  })
  expect(done.clip?.posterUrl).toBeDefined()
  expect(done.clip?.sprite).toBeDefined()
  expect(done.clip?.lastFrameMediaId).toBeDefined()
  expect(done.usage).toBeUndefined()
  expect(done.estimate).toBeUndefined()
  expect(await framesOfClip(done)).toBe(54)
  expect(await sourcesOf(rooms.database.db, [id], 10)).toEqual([
    { generation_id: id, source_id: clip.id, kind: 'part' },
  ])
  expect(done.shotId).not.toBe(clip.shotId)
  expect((await rooms.storedFiles()).filter((file) => file.startsWith('scratch'))).toEqual([])
  expect(await worker().tick()).toBe(false)
})

test(
  'a killed child leaves nothing half done, and it is joined all the same',
  { timeout: 90_000 },
  async () => {
    const clip = await importClip('long.mp4')
    const id = await pressJoin([clip, clip])
    const joins = worker()
    const first = joins.tick()
    await expect.poll(async () => (await shown(id)).progress ?? 0, { timeout: 60_000 }).toBeGreaterThan(0)
    const [child] = joiners()
    expect(joiners()).toHaveLength(1)
    process.kill(child ?? 0, 'SIGKILL')
    await first
    expect(await shown(id)).toMatchObject({ state: 'running' })
    expect((await shown(id)).clip).toBeUndefined()
    expect((await rooms.storedFiles()).filter((file) => file.startsWith('scratch'))).toEqual([])
    await expect.poll(() => joins.tick(), { timeout: 60_000 }).toBe(true)
    const done = await shown(id)
    expect(done.state).toBe('succeeded')
    expect(await framesOfClip(done)).toBe(2 * 897)
  },
)

test('progress only grows, and cancelling ends the child', { timeout: 90_000 }, async () => {
  const clip = await importClip('long.mp4')
  const id = await pressJoin([clip, clip])
  const joins = worker()
  joins.start()
  const seen: number[] = []
  await expect
    .poll(
      async () => {
        seen.push((await shown(id)).progress ?? 0)
        return new Set(seen).size
      },
      { timeout: 60_000, interval: 60 },
    )
    .toBeGreaterThan(2)
  expect(seen).toEqual(seen.toSorted((one, other) => one - other))
  const world = await openWorld(rooms.database)
  await cancelGeneration({ ...world.services, wake: () => joins.wake() }, MEMBER, id)
  await expect.poll(async () => (await shown(id)).state, { timeout: 10_000 }).toBe('cancelled')
  expect(joiners()).toEqual([])
  expect((await shown(id)).problem?.code).toBe('join_cancelled')
  await expect
    .poll(async () => (await rooms.storedFiles()).filter((file) => file.startsWith('scratch')))
    .toEqual([])
})

test('a worker that stops gives its work to the next one', { timeout: 90_000 }, async () => {
  const clip = await importClip('long.mp4')
  const id = await pressJoin([clip])
  const before = worker()
  before.start()
  await expect.poll(async () => (await shown(id)).progress ?? 0, { timeout: 60_000 }).toBeGreaterThan(0)
  await before.stop()
  expect(joiners()).toEqual([])
  expect(await shown(id)).toMatchObject({ state: 'running' })
  expect(await worker().tick()).toBe(true)
  expect(await shown(id)).toMatchObject({ state: 'succeeded' })
})

test(
  'a file that is broken inside ends the join in words that name the clip',
  { timeout: 60_000 },
  async () => {
    const clip = await importClip('short.mp4')
    const id = await pressJoin([clip, clip])
    const [file] = await findManyMedia(rooms.database.db, MEMBER, [clip.clip?.mediaId ?? ''])
    await rooms.blobs.write(
      file?.blob_key ?? '',
      new Uint8Array((await stat(samples.sample('short.mp4'))).size),
    )
    await worker().tick()
    const ended = await shown(id)
    expect(ended).toMatchObject({ state: 'failed', problem: { code: 'join_failed', retryable: false } })
    expect(ended.problem?.message.en).toContain('Clip 1 can’t be joined')
  },
)
