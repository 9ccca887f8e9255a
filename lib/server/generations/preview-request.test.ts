import type { Sight } from '#lib/access/principal.ts'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Recipe, RecipeReference } from '#lib/generation/generation.ts'
import { openDatabase, type Database } from '#lib/server/database/database.ts'
import type { GenerationRow } from '#lib/server/database/tables.ts'
import { createReferenceDelivery, createReferenceResolver } from '#lib/server/media/deliver.ts'
import { ingestUpload } from '#lib/server/media/ingest.ts'
import { findManyMedia } from '#lib/server/media/media-store.ts'
import { REFERENCE_SIZE_LIMITS } from '#lib/server/media/receive.ts'
import { createArkProvider } from '#lib/server/providers/ark.ts'
import { createOpenAIVideosProvider } from '#lib/server/providers/openai-videos.ts'
import type { VideoProvider } from '#lib/server/providers/video-provider.ts'
import { createReferenceFetcher } from '#lib/server/sandbox/fetch-reference.ts'
import { openTestSandbox, type TestSandbox } from '#lib/server/sandbox/testing/open-test-sandbox.ts'
import { MEMBER, openMediaRooms, type MediaRooms } from '#lib/server/testing/media-rooms.ts'
import { makePhoto, makeTone, makeVideo } from '#lib/server/testing/sample-media.ts'
import { previewRequest, type PreviewServices } from './preview-request.ts'
import { requestToSend } from './recipe-request.ts'

let directory: string
let database: Database
let rooms: MediaRooms
let sandbox: TestSandbox
/** Ids of kept files. */
const media = { harbour: '', sail: '', waves: '' }

const SECRET = 'secret-of-the-tests'

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'seedreel-preview-'))
  database = await openDatabase({ path: join(directory, 'seedreel.sqlite') })
  await database.migrate()
  rooms = await openMediaRooms(database)
  await makePhoto(rooms.sample('harbour.jpg'), { width: 800, height: 450 })
  await makeVideo(rooms.sample('sail.mp4'), { width: 864, height: 496, seconds: 3 })
  await makeTone(rooms.sample('waves.wav'), { seconds: 3, hz: 220 })
  media.harbour = await keep('harbour.jpg')
  media.sail = await keep('sail.mp4')
  media.waves = await keep('waves.wav')
  const resolveInProcess = createReferenceResolver({ ...rooms, mediaSecret: SECRET, publicUrl: undefined })
  const rules = { trustedOrigins: new Set<string>(), resolveInProcess }
  sandbox = await openTestSandbox({ fetchReference: createReferenceFetcher(rules, rooms.scratch) })
})

afterAll(async () => {
  await sandbox[Symbol.asyncDispose]()
  await rooms.close()
  await database.close()
  await rm(directory, { recursive: true, force: true })
})

async function keep(name: string): Promise<string> {
  const bytes = new Uint8Array(await rooms.readSample(name))
  const upload = { fileName: name, body: new Blob([bytes]).stream(), contentLength: String(bytes.byteLength) }
  const { file } = await ingestUpload({ ...rooms, limits: REFERENCE_SIZE_LIMITS }, MEMBER, upload)
  return file.id
}

function provider(kind: 'gateway' | 'ark' | 'openai-videos'): VideoProvider {
  const connection = { name: kind, apiKey: 'sk-test', fetch: globalThis.fetch, clock: Date.now }
  if (kind === 'openai-videos')
    return createOpenAIVideosProvider({ ...connection, baseUrl: `${sandbox.origin}/sandbox/v1` })
  const dialect = kind === 'ark' ? 'native' : 'gateway'
  return createArkProvider({ ...connection, dialect, baseUrl: `${sandbox.origin}/sandbox/api/v3` })
}

function servicesOf(kind: 'gateway' | 'ark' | 'openai-videos') {
  const own = provider(kind)
  const access = own.referenceAccess
  return {
    database,
    clock: rooms.clock,
    provider: own,
    budget: { currency: 'CNY', monthlyTokens: undefined },
    media: { find: (ids: readonly string[], sight: Sight) => findManyMedia(database.db, sight, ids) },
    delivery: createReferenceDelivery({
      ...rooms,
      mediaSecret: SECRET,
      publicUrl: undefined,
      providerUrl: undefined,
      access,
    }),
  } satisfies PreviewServices & { provider: VideoProvider }
}

const HARBOUR = { id: 'a', kind: 'image', role: 'reference_image', name: 'harbour' } as const
const SAIL = { id: 'b', kind: 'video', role: 'reference_video', name: 'sail' } as const
const WAVES = { id: 'c', kind: 'audio', role: 'reference_audio', name: 'waves' } as const

function recipe(change: Partial<Recipe> = {}): Recipe {
  return {
    model: 'doubao-seedance-2-0-260128',
    prompt: [{ text: 'Over ' }, { mention: 'a' }, { text: ' glides ' }, { mention: 'b' }],
    references: [
      { ...HARBOUR, mediaId: media.harbour },
      { ...SAIL, mediaId: media.sail },
      { ...WAVES, mediaId: media.waves },
    ],
    settings: { duration: 4, resolution: '480p', ratio: '16:9', seed: 7, fps: 24, generateAudio: true },
    ...change,
  }
}

const RECIPES: Record<string, () => Recipe> = {
  'a prompt alone': () => recipe({ prompt: [{ text: 'A “quiet” sea, 静かな海' }], references: [] }),
  'a picture to start from': () =>
    recipe({
      prompt: [{ text: 'It moves' }],
      references: [{ ...HARBOUR, role: 'first_frame', mediaId: media.harbour }],
    }),
  'picture, clip and sound': () => recipe(),
}

describe.each(['gateway', 'ark', 'openai-videos'] as const)('what is shown is what %s gets', (kind) => {
  test.each(Object.keys(RECIPES))('%s', async (name) => {
    const services = servicesOf(kind)
    const made = RECIPES[name]?.() ?? recipe()
    const preview = await previewRequest(services, MEMBER, { recipe: made })
    expect(preview.problems).toEqual([])
    const identity = services.provider.identity === 'none' ? '' : 'gen_of_the_press'
    const row = { team_id: MEMBER.teamId, identity } as GenerationRow
    const built = await requestToSend(services, row, made)
    if (!built.ok) throw new Error(built.problem)
    const { taskId } = await services.provider.submit({ request: built.request })
    const received = (await sandbox.call('GET', `/_received/${taskId}`)).body
    const expected = { ...preview.body, ...(identity !== '' && { safety_identifier: identity }) }
    expect(received).toEqual(expected)
    const shown = JSON.stringify(preview)
    expect(shown).not.toMatch(/data:|base64|127\.0\.0\.1|\/api\/references|sk-test/)
    expect(shown.match(/"sha256":"[0-9a-f]{64}"/g)?.length ?? 0).toBeGreaterThanOrEqual(
      made.references.length,
    )
  })
})

test('the prompt as the model reads it: names for a gateway, positions for Ark', async () => {
  const named = await previewRequest(servicesOf('gateway'), MEMBER, { recipe: recipe() })
  expect(named.prompt).toEqual([
    { text: 'Over ' },
    { text: '@harbour', name: 'harbour' },
    { text: ' glides ' },
    { text: '@sail', name: 'sail' },
  ])
  const native = await previewRequest(servicesOf('ark'), MEMBER, { recipe: recipe() })
  expect(native.prompt.map(({ text }) => text).join('')).toBe('Over Image 1 glides Video 1')
  expect(native.references.map(({ said, isMentioned }) => [said, isMentioned])).toEqual([
    ['Image 1', true],
    ['Video 1', true],
    ['Audio 1', false],
  ])
})

test('says what will not arrive: fps and names at Ark, metadata at the other format, commands in the prompt', async () => {
  const fieldsOf = async (kind: 'gateway' | 'ark' | 'openai-videos', change: Partial<Recipe> = {}) =>
    (await previewRequest(servicesOf(kind), MEMBER, { recipe: recipe(change) })).notices.map(
      ({ field }) => field,
    )
  expect(await fieldsOf('gateway')).toEqual([])
  expect(await fieldsOf('ark')).toEqual(['fps', 'references'])
  expect(await fieldsOf('openai-videos')).toEqual(['metadata'])
  const commands = { prompt: [{ text: 'A sea --ratio 1:1' }], references: [] }
  expect(await fieldsOf('gateway', commands)).toEqual(['prompt.ratio', 'prompt'])
})

test('a recipe that is not ready is shown all the same, with what is wrong', async () => {
  const references: RecipeReference[] = [
    { ...HARBOUR, mediaId: 'med_gone' },
    { id: 'd', kind: 'image', role: 'reference_image', name: 'late' },
  ]
  const broken = recipe({ references, prompt: [{ mention: 'a' }, { text: ' and ' }, { mention: 'zzz' }] })
  const preview = await previewRequest(servicesOf('gateway'), MEMBER, { recipe: broken })
  expect(preview.problems.map(({ field }) => field)).toEqual(['references.0', 'references.1', 'prompt'])
  expect(preview.prompt.at(-1)).toMatchObject({ broken: true })
  expect(JSON.stringify(preview.body)).toContain('{"kind":"image","missing":true}')
})

test('tokens and money are a range where the model chooses the length', async () => {
  const { quote } = await previewRequest(servicesOf('gateway'), MEMBER, {
    recipe: recipe({
      references: [],
      prompt: [{ text: 'A sea' }],
      settings: { duration: -1, resolution: '480p' },
    }),
  })
  expect(quote.tokens.max).toBeGreaterThan(quote.tokens.min)
  expect(quote.money?.map(({ currency }) => currency)).toEqual(['CNY', 'USD'])
})
