/** For every model of the table: the form asks for nothing that the checks refuse, and can ask for everything that they accept. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkLimits, type MediaFacts } from '#lib/seedance/limits.ts'
import {
  effectiveSettings,
  MODELS,
  modelOrLoosest,
  modesFor,
  type ModelCapabilities,
} from '#lib/seedance/models.ts'
import type { Problem } from '#lib/seedance/problem.ts'
import {
  MODES,
  RATIOS,
  REFERENCE_KINDS,
  RESOLUTIONS,
  type CanonicalRequest,
  type ReferenceKind,
  type ReferenceRole,
  type RequestSettings,
} from '#lib/seedance/request.ts'
import { changeModel } from './carry-over.ts'
import { modeOf } from './draft-mode.ts'
import { emptyDraft, reduceDraft, type Draft, type DraftAction } from './draft.ts'
import { offersOf, type Offers } from '#lib/seedance/fit-settings.ts'
import { requestOf } from './recipe.ts'
import { attachedKinds, rolesFor, rolesOffered } from './reference-roles.ts'

const offers = (draft: Draft): Offers => offersOf(draft.model, modeOf(draft), draft.settings)
const act = (draft: Draft, ...actions: DraftAction[]): Draft => actions.reduce(reduceDraft, draft)
const promptly = (model: string): Draft =>
  act(emptyDraft(), changeModel(model), { type: 'prompt', prompt: { text: 'A boat sails', mentions: [] } })

/** Files inside every limit: five of the longest kind are never attached at once. */
const FACTS: Record<ReferenceKind, MediaFacts> = {
  image: { kind: 'image', bytes: 1e6, format: 'png', width: 1280, height: 720 },
  video: { kind: 'video', bytes: 1e6, format: 'mp4', width: 1280, height: 720, duration: 4, fps: 24 },
  audio: { kind: 'audio', bytes: 1e6, format: 'mp3', duration: 4 },
}
const problemsOf = (request: CanonicalRequest) =>
  checkLimits(
    request,
    request.references.map(({ kind }) => FACTS[kind]),
  )

/** Everything that can be pressed in the settings as they are now; undefined: back to the model's own. */
function presses(draft: Draft): DraftAction[] {
  const { settings, ratios, resolutions, durations, frames, priorities, formats } = offers(draft)
  const lengths = [...durations.seconds, ...(durations.auto ? [-1] : [])]
  const set = (wish: RequestSettings): DraftAction => ({ type: 'set', settings: wish })
  const choices: Partial<Record<keyof RequestSettings, DraftAction[]>> = {
    ratio: ratios.map((ratio) => set({ ratio })),
    resolution: resolutions.map((resolution) => set({ resolution })),
    duration: lengths.map((duration) => set({ duration })),
    frames: frames.map((count) => set({ frames: count })),
    priority: priorities.map((priority) => set({ priority })),
    outputFormat: formats.map((outputFormat) => set({ outputFormat })),
    serviceTier: [set({ serviceTier: 'flex' })],
    seed: SEEDS.map((seed) => set({ seed })),
    ...Object.fromEntries(SWITCHES.map((name) => [name, [set({ [name]: true }), set({ [name]: false })]])),
  }
  return [...settings].flatMap((setting) => [
    { type: 'unset', setting } as const,
    ...(choices[setting] ?? []),
  ])
}

// Typed, so any; these stand for all.
const SEEDS = [0, 2 ** 31 - 1]
const SWITCHES = [
  'generateAudio',
  'watermark',
  'cameraFixed',
  'returnLastFrame',
  'draft',
  'webSearch',
] as const

/** What can be done to the references that leaves them inside the model's own counts. */
function tray(draft: Draft, model: ModelCapabilities, added: number): DraftAction[] {
  const { references } = draft
  const counts = attachedKinds(references)
  const most = {
    image: Math.max(model.references.images, model.modes.includes('i2v_first_last') ? 2 : 1),
    video: model.references.videos,
    audio: model.references.audios,
  }
  const framesOnly = model.references.images === 0
  const room = (kind: ReferenceKind) =>
    rolesFor(model, kind).length > 0 && counts[`${kind}s`] < Math.min(most[kind], framesOnly ? most[kind] : 3)
  return [
    ...REFERENCE_KINDS.filter(room).map((kind): DraftAction => ({
      type: 'add',
      references: [{ id: `ref_${added}`, kind, fileName: `${kind}.png`, mediaId: `med_${added}` }],
    })),
    ...references.flatMap((reference): DraftAction[] => [
      { type: 'remove', id: reference.id },
      ...rolesOffered(model, references, reference).map(
        (role) => ({ type: 'role', id: reference.id, role }) as const,
      ),
    ]),
    ...modesFor(model, counts).map((mode) => ({ type: 'mode', mode }) as const),
  ]
}

/** What a person has to attach or take away first, and is told so: no form can choose it for them. */
const TO_BE_COMPLETED = new Set(['images', 'videos', 'audios', 'references'])

/** A mode chosen by hand is there because what it needs is there. */
function isToBeCompleted({ modeIsExplicit }: CanonicalRequest, { field, code }: Problem): boolean {
  return TO_BE_COMPLETED.has(field) && !(modeIsExplicit && code === 'missing')
}

describe.each(MODELS.map((model) => [model.label, model] as const))('%s', (_, model) => {
  test('whatever is pressed, the checks accept the settings and the mode', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(), fc.boolean()), { maxLength: 30, size: 'max' }), (choices) => {
        let draft = promptly(model.id)
        for (const [index, [at, inTray]] of choices.entries()) {
          const possible = inTray ? tray(draft, model, index) : presses(draft)
          const action = possible[at % Math.max(1, possible.length)]
          if (action) draft = reduceDraft(draft, action)
          const request = requestOf(draft)
          const unexpected = problemsOf(request).filter((problem) => !isToBeCompleted(request, problem))
          expect({ request, unexpected }).toEqual({ request, unexpected: [] })
        }
      }),
      { numRuns: 300 },
    )
  })

  test('every request that the checks accept can be put together', () => {
    const accepted = fc.sample(candidates(model), 4000).filter((request) => problemsOf(request).length === 0)
    // About 30 of the 4,000 for the pickiest model: fewer than 6 come up once in a million runs.
    expect(accepted.length).toBeGreaterThan(5)
    for (const request of accepted) expect(asMade(reach(model, request))).toEqual(asMade(request))
  })
})

/** References in every order of kinds and roles, every mode, every value of every setting: most are nonsense. */
function candidates(model: ModelCapabilities): fc.Arbitrary<CanonicalRequest> {
  const settings: fc.Arbitrary<RequestSettings> = fc.record(
    {
      ratio: fc.constantFrom(...RATIOS),
      resolution: fc.constantFrom(...RESOLUTIONS),
      duration: fc.integer({ min: -1, max: 31 }),
      frames: fc.constantFrom(29, 33, 121, 289, 120),
      seed: fc.constantFrom(...SEEDS),
      generateAudio: fc.boolean(),
      watermark: fc.boolean(),
      cameraFixed: fc.boolean(),
      returnLastFrame: fc.boolean(),
      serviceTier: fc.constantFrom('default', 'flex'),
      draft: fc.boolean(),
      priority: fc.integer({ min: 0, max: 10 }),
      webSearch: fc.boolean(),
      outputFormat: fc.constantFrom('mp4', 'mov'),
    },
    { requiredKeys: [] },
  )
  // A model's own settings more often than not, or next to none of them would be accepted.
  const likely = fc.subarray(SETTINGS).chain((names) => settings.map((all) => pick(all, names)))
  return fc
    .record({
      references: fc.array(fc.constantFrom<[ReferenceKind, ReferenceRole]>(...PLACES), { maxLength: 3 }),
      mode: fc.option(fc.constantFrom(...MODES), { nil: undefined }),
      settings: likely,
    })
    .map(({ references, mode, settings: wished }) => {
      const placed = references.map(([kind, role], index) => ({
        kind,
        role,
        name: `${kind}-${index}`,
        url: `asset://med_${index}`,
      }))
      const inferred = modeOf({ model: model.id, references: placed.map((one) => ({ id: '', ...one })) })
      const whole = { prompt: 'A boat sails', references: placed, modeIsExplicit: mode !== undefined }
      return { ...wished, ...whole, model: model.id, mode: mode ?? inferred }
    })
}

const PLACES: [ReferenceKind, ReferenceRole][] = [
  ['image', 'first_frame'],
  ['image', 'last_frame'],
  ['image', 'reference_image'],
  ['video', 'reference_video'],
  ['audio', 'reference_audio'],
]
const SETTINGS: (keyof RequestSettings)[] = [
  'ratio',
  'resolution',
  'duration',
  'frames',
  'seed',
  'generateAudio',
  'watermark',
  'cameraFixed',
  'returnLastFrame',
  'serviceTier',
  'draft',
  'priority',
  'webSearch',
  'outputFormat',
]

function pick(settings: RequestSettings, names: readonly (keyof RequestSettings)[]): RequestSettings {
  return Object.fromEntries(Object.entries(settings).filter(([name]) => names.some((one) => one === name)))
}

/** As a person would: files, roles, mode, then settings, each only as it is offered at that moment. */
function reach(model: ModelCapabilities, wanted: CanonicalRequest): CanonicalRequest {
  let draft = promptly(model.id)
  for (const [index, { kind }] of wanted.references.entries()) {
    const file = { id: `ref_${index}`, kind, fileName: `${kind}.png`, mediaId: `med_${index}` }
    draft = act(draft, { type: 'add', references: [file] })
  }
  for (const [index, { role }] of wanted.references.entries()) {
    const reference = draft.references[index]
    if (
      reference &&
      reference.role !== role &&
      rolesOffered(model, draft.references, reference).includes(role)
    )
      draft = act(draft, { type: 'role', id: reference.id, role })
  }
  if (modeOf(draft) !== wanted.mode && modesFor(model, attachedKinds(draft.references)).includes(wanted.mode))
    draft = act(draft, { type: 'mode', mode: wanted.mode })
  for (const name of SETTINGS) {
    const press = presses(draft).find(
      (action) => action.type === 'set' && name in action.settings && action.settings[name] === wanted[name],
    )
    if (press) draft = reduceDraft(draft, press)
  }
  return requestOf(draft)
}

/** What is asked for, with the model's own values written out and what is off or usual left out. */
function asMade({ model: id, mode, references, ...rest }: CanonicalRequest) {
  const { model } = modelOrLoosest(id)
  const { duration, frames, ratio, resolution, generateAudio } = effectiveSettings(model, mode, rest)
  const set = Object.fromEntries(
    SETTINGS.filter((name) => !isUsual(name, rest[name])).map((name) => [name, rest[name]]),
  )
  return {
    ...set,
    mode,
    roles: references.map(({ role }) => role),
    duration,
    frames,
    ratio,
    resolution,
    generateAudio,
  }
}

function isUsual(name: keyof RequestSettings, value: unknown): boolean {
  return (
    value === undefined ||
    value === false ||
    value === 'default' ||
    value === 'mp4' ||
    (name === 'priority' && value === 0)
  )
}
