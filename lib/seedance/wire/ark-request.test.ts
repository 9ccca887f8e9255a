import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkLimits } from '#lib/seedance/limits.ts'
import {
  durationsFor,
  type ModelCapabilities,
  modelOrLoosest,
  MODELS,
  ratiosFor,
  resolutionsFor,
  settingsFor,
} from '#lib/seedance/models.ts'
import { parseRequest } from '#lib/seedance/parse-request.ts'
import type {
  CanonicalRequest,
  Mode,
  RequestReference,
  RequestSettings,
  ServiceTier,
} from '#lib/seedance/request.ts'
import { isSettingName } from '#lib/seedance/setting-names.ts'
import { toArkBody, wireFieldName } from './ark-request.ts'

const S25 = 'doubao-seedance-2-5-260628'

/** §3.2, complete. */
const NATIVE_FIELDS = new Set([
  'model',
  'content',
  'resolution',
  'ratio',
  'duration',
  'frames',
  'seed',
  'camera_fixed',
  'watermark',
  'generate_audio',
  'return_last_frame',
  'service_tier',
  'execution_expires_after',
  'callback_url',
  'draft',
  'priority',
  'safety_identifier',
  'tools',
  'output_format',
  'omni_reference_task_type',
])

const reference = (role: RequestReference['role'], extension: string) =>
  fc.integer({ min: 0, max: 1e6 }).map((number): RequestReference => {
    const kind = role.endsWith('video') ? 'video' : role.endsWith('audio') ? 'audio' : 'image'
    return { kind, role, url: `https://h/${number}.${extension}` }
  })

/** The references that a mode takes, of a number that the model takes. */
function referencesOf(mode: Mode, { references }: ModelCapabilities): fc.Arbitrary<RequestReference[]> {
  const some = (role: RequestReference['role'], extension: string, minLength: number, most: number) =>
    fc.array(reference(role, extension), { minLength, maxLength: Math.min(most, 3) })
  const images = some('reference_image', 'png', 0, references.images)
  const videos = (least: number) => some('reference_video', 'mp4', least, references.videos)
  const audios = some('reference_audio', 'mp3', 0, references.audios)
  const join = (lists: RequestReference[][]) => lists.flat()
  switch (mode) {
    case 't2v':
    case 'draft_final':
      return fc.constant([])
    case 'i2v':
      return fc.tuple(reference('first_frame', 'png'))
    case 'i2v_first_last':
      return fc.tuple(reference('first_frame', 'png'), reference('last_frame', 'png'))
    case 'reference_images':
      return some('reference_image', 'png', 1, references.images)
    case 'edit':
    case 'extend':
      return fc.tuple(images, videos(1), audios).map(join)
    case 'reference_material':
    case 'r2v':
      return fc.tuple(some('reference_image', 'png', 1, references.images), videos(0), audios).map(join)
  }
}

/** Any settings that the model takes in the mode, one by one; what excludes each other is sorted out afterwards. */
function settingsOf(mode: Mode, model: ModelCapabilities): fc.Arbitrary<RequestSettings> {
  const has = settingsFor(model, mode)
  const lengths = durationsFor(model, mode)
  const any = <Value>(values: readonly Value[], fallback: Value) =>
    fc.constantFrom(...(values.length > 0 ? values : [fallback]))
  return fc
    .record(
      {
        duration: any([...lengths.seconds, ...(lengths.auto ? [-1] : [])], 5),
        frames: fc.integer({ min: 1, max: 66 }).map((number) => 25 + 4 * number),
        ratio: any(ratiosFor(model, mode), '16:9'),
        resolution: any(resolutionsFor(model, mode), '720p'),
        fps: fc.constant(24),
        seed: fc.oneof(fc.constant(0), fc.integer({ min: -1, max: 2 ** 32 - 1 })),
        generateAudio: fc.boolean(),
        watermark: fc.boolean(),
        cameraFixed: fc.boolean(),
        returnLastFrame: fc.boolean(),
        serviceTier: any<ServiceTier>(model.flex ? ['default', 'flex'] : ['default'], 'default'),
        executionExpiresAfter: fc.integer({ min: 3600, max: 259_200 }),
        draft: fc.constant(false),
        priority: fc.integer({ min: 0, max: 9 }),
        webSearch: fc.boolean(),
        outputFormat: any(model.outputFormats, 'mp4'),
      },
      { requiredKeys: [] },
    )
    .map((settings): RequestSettings => {
      for (const name of Object.keys(settings).filter(isSettingName))
        if (!has.has(name)) delete settings[name]
      if (settings.frames !== undefined) delete settings.duration
      if (settings.serviceTier === 'flex') delete settings.priority
      return settings
    })
}

function named(references: RequestReference[]): fc.Arbitrary<RequestReference[]> {
  const which = fc.array(fc.boolean(), { minLength: references.length, maxLength: references.length })
  return which.map((names) =>
    references.map((item, index) => (names[index] ? { ...item, name: `n${index}` } : item)),
  )
}

const WITH_A_STRANGER = [...MODELS, modelOrLoosest('ep-20261122-x').model]
const WORDS = ['a lake', '@Anna waves\nat [Image 2]', '测试文字', 'a lake --dur', '{"not": "json"}']

const requests: fc.Arbitrary<CanonicalRequest> = fc
  .constantFrom(...WITH_A_STRANGER.flatMap((model) => model.modes.map((mode) => ({ model, mode }))))
  .chain(({ model, mode }) => {
    const isFinal = mode === 'draft_final'
    return fc
      .record({
        model: fc.constantFrom(model.id, ...(model.intlId === undefined ? [] : [model.intlId])),
        modeIsExplicit: fc.constant(!isFinal),
        prompt: isFinal ? fc.constant('') : fc.constantFrom(...WORDS),
        references: referencesOf(mode, model).chain(named),
        settings: settingsOf(mode, model),
        extra: fc.record(
          { callbackUrl: fc.constant('https://h/done'), safetyIdentifier: fc.constant('gen_1') },
          { requiredKeys: [] },
        ),
      })
      .map(({ settings, extra, ...rest }): CanonicalRequest => {
        const draft = isFinal ? { draftTaskId: 'cgt-1' } : {}
        return { mode, ...rest, ...settings, ...extra, ...draft }
      })
  })

describe('the gateway dialect', () => {
  test('reading the body back gives the same request, for every model and mode', () => {
    const modes = new Set<string>()
    fc.assert(
      fc.property(requests, (request) => {
        expect(checkLimits(request)).toEqual([])
        modes.add(`${request.model} ${request.mode}`)
        const body: unknown = JSON.parse(JSON.stringify(toArkBody(request, 'gateway')))
        const parsed = parseRequest(body)
        expect(parsed).toMatchObject({ ok: true })
        if (parsed.ok) expect(parsed.request).toEqual(request)
        if (parsed.ok) expect(parsed.notices.filter(({ field }) => field !== 'model')).toEqual([])
      }),
      { numRuns: 1500, seed: 20_261_122 },
    )
    // Chance has come by nearly all of them; a sampler that got stuck would not.
    expect(modes.size).toBeGreaterThan(60)
  })

  test('an inferred mode is said, so that the gateway need not guess; the model’s own choice stays its own', () => {
    const inferred = (model: string, mode: Mode, role: RequestReference['role']): CanonicalRequest => ({
      model,
      mode,
      modeIsExplicit: false,
      prompt: 'a lake',
      references: [{ kind: 'image', role, url: 'https://h/a.png' }],
    })
    const first = inferred('doubao-seedance-2-0-260128', 'i2v', 'first_frame')
    expect(toArkBody(first, 'gateway')).toMatchObject({ mode: 'i2v' })
    expect(parseRequest(toArkBody(first, 'gateway'))).toMatchObject({
      request: { ...first, modeIsExplicit: true },
    })
    const open = inferred(S25, 'reference_images', 'reference_image')
    expect(toArkBody(open, 'gateway')).toMatchObject({ omni_reference_task_type: 'auto' })
    expect(parseRequest(toArkBody(open, 'gateway'))).toMatchObject({ request: open })
  })

  test('seed: the fields of reference material', () => {
    const parsed = parseRequest({
      model: 'doubao-seedance-2-0-260128',
      prompt: '@1 dances',
      mode: 'reference_material',
      content: [
        { type: 'image_url', image_url: { url: 'https://h/a.png' }, role: 'reference_image', name: '1' },
      ],
      seconds: '5',
      fps: 24,
      generate_audio: false,
    })
    if (!parsed.ok) throw new Error('must parse')
    expect(toArkBody(parsed.request, 'gateway')).toEqual({
      model: 'doubao-seedance-2-0-260128',
      prompt: '@1 dances',
      mode: 'reference_material',
      function_mode: 'omni_reference',
      content: [
        { type: 'text', text: '@1 dances' },
        { type: 'image_url', image_url: { url: 'https://h/a.png' }, role: 'reference_image', name: '1' },
      ],
      duration: 5,
      fps: 24,
      generate_audio: false,
    })
  })
})

describe('the native dialect', () => {
  test('§3.2: sends nothing that Ark does not take', () => {
    fc.assert(
      fc.property(requests, (request) => {
        const body = toArkBody(request, 'native')
        for (const field of Object.keys(body)) expect(NATIVE_FIELDS).toContain(field)
        expect(JSON.stringify(body['content'])).not.toContain('"name"')
        expect(Object.values(body)).not.toContain(undefined)
      }),
      { numRuns: 500, seed: 20_261_122 },
    )
  })

  test.each<[Mode, boolean, string | undefined]>([
    ['edit', true, 'edit'],
    ['extend', true, 'extend'],
    ['reference_material', true, 'reference'],
    ['reference_material', false, undefined],
  ])('§3.3: 2.5 in mode %s, explicit %s: omni_reference_task_type %s', (mode, modeIsExplicit, task) => {
    const references: RequestReference[] = [
      { kind: 'video', role: 'reference_video', url: 'https://h/v.mp4' },
    ]
    const body = toArkBody({ model: S25, mode, modeIsExplicit, prompt: 'x', references }, 'native')
    expect(body['omni_reference_task_type']).toBe(task)
    expect(body).not.toHaveProperty('mode')
    expect(body['content']).toEqual([
      { type: 'text', text: 'x' },
      { type: 'video_url', video_url: { url: 'https://h/v.mp4' }, role: 'reference_video' },
    ])
  })

  test('§3.2, §3.3: web search is a tool, a draft an item of content', () => {
    const base = { modeIsExplicit: false, prompt: '', references: [] }
    const search = { ...base, prompt: 'x', model: S25, mode: 't2v', webSearch: true } as const
    expect(toArkBody({ ...search, references: [] }, 'native')['tools']).toEqual([{ type: 'web_search' }])
    expect(toArkBody({ ...search, references: [], webSearch: false }, 'native')).not.toHaveProperty('tools')
    const final = { ...base, model: 'doubao-seedance-1-5-pro-251215', mode: 'draft_final' } as const
    expect(toArkBody({ ...final, references: [], draftTaskId: 'cgt-1' }, 'native')).toEqual({
      model: 'doubao-seedance-1-5-pro-251215',
      content: [{ type: 'draft_task', draft_task: { id: 'cgt-1' } }],
    })
  })
})

test.each([
  ['duration', 'duration'],
  ['generateAudio', 'generate_audio'],
  ['webSearch', 'tools'],
  ['callbackUrl', 'callback_url'],
  ['images', 'images'],
  ['references.2.role', 'content'],
  ['draftTaskId', 'content'],
  ['content.0.text.duration', 'content[0].text.duration'],
])('§3.8: the field %s is %s on the wire', (field, wire) => {
  expect(wireFieldName(field)).toBe(wire)
})
