import { describe, expect, test } from 'vitest'
import { carryOver } from './carry-over.ts'
import { modeOf } from './draft-mode.ts'
import { emptyDraft, reduceDraft, type Draft, type DraftAction, type NewReference } from './draft.ts'
import { settingsToSend } from './recipe.ts'

const FAST = 'doubao-seedance-2-0-fast-260128'
const PRO_1_0 = 'doubao-seedance-1-0-pro-250528'
const OMNI = 'gemini-omni'
const PRO_2_5 = 'doubao-seedance-2-5-260628'

function draftWith(fields: Partial<Draft>): Draft {
  return { ...emptyDraft(), ...fields }
}

test('what still fits is kept, and nothing is said about it', () => {
  const draft = carryOver(
    draftWith({ settings: { duration: 8, ratio: '9:16', resolution: '720p', seed: 0 } }),
    FAST,
  )
  expect(draft.settings).toEqual({ duration: 8, ratio: '9:16', resolution: '720p', seed: 0 })
  expect(draft.carriedOver).toEqual([])
})

test('the best resolution that is not above the one chosen', () => {
  const draft = carryOver(draftWith({ settings: { resolution: '4k' } }), FAST)
  expect(draft.settings.resolution).toBe('720p')
  expect(draft.carriedOver).toEqual([
    {
      en: 'The resolution is now 720p: Seedance 2.0 Fast has no 4K.',
      zh: '分辨率已改为 720p：Seedance 2.0 Fast 不支持 4K。',
    },
  ])
})

test('the nearest length, also where only some are offered', () => {
  expect(carryOver(draftWith({ settings: { duration: 15 } }), PRO_1_0).settings.duration).toBe(12)
  expect(carryOver(draftWith({ settings: { duration: 7 } }), OMNI).settings.duration).toBe(8)
  expect(carryOver(draftWith({ settings: { duration: -1 } }), PRO_1_0).settings.duration).toBe(5)
})

test.each([
  [
    PRO_1_0,
    { duration: 15 },
    'The length is now 12 s: Seedance 1.0 Pro makes 2 to 12 s.',
    '时长已改为 12 秒：Seedance 1.0 Pro 支持 2–12 秒。',
  ],
  [
    OMNI,
    { ratio: '21:9' },
    'The shape 21:9 is not one of Gemini Omni: it uses its own.',
    'Gemini Omni 不支持画面比例 21:9，已改用它的默认比例。',
  ],
] as const)('a length or a shape that had to change: %s %o', (model, settings, en, zh) => {
  expect(carryOver(draftWith({ settings }), model).carriedOver).toEqual([{ en, zh }])
})

test('settings that the model lacks are dropped, and only missed ones are spoken of', () => {
  const { settings, carriedOver } = carryOver(
    draftWith({ settings: { webSearch: true, generateAudio: false, watermark: true } }),
    PRO_1_0,
  )
  expect(settings).toEqual({ watermark: true })
  expect(carriedOver).toEqual([
    {
      en: 'Web search is off: Seedance 1.0 Pro doesn’t have it.',
      zh: '联网搜索已关闭：Seedance 1.0 Pro 不支持。',
    },
  ])
})

test('a reference becomes a frame where the model has only frames, and a sound is spoken of', () => {
  const draft = [
    { id: 'a', kind: 'image', fileName: 'boat.jpg' } as const,
    { id: 'b', kind: 'audio', fileName: 'rain.mp3' } as const,
  ].reduce((before, reference) => reduceDraft(before, { type: 'add', references: [reference] }), emptyDraft())
  const { references, carriedOver } = carryOver(draft, PRO_1_0)
  expect(references.map(({ role }) => role)).toEqual(['first_frame', 'reference_audio'])
  expect(carriedOver).toEqual([
    { en: '“boat” is now the first frame.', zh: '“boat”已改为首帧。' },
    {
      en: 'Seedance 1.0 Pro takes no sounds: remove “rain”.',
      zh: 'Seedance 1.0 Pro 不支持音频素材：请移除“rain”。',
    },
  ])
})

const add = (draft: Draft, ...references: NewReference[]) => reduceDraft(draft, { type: 'add', references })
const file = (id: string, kind: NewReference['kind'] = 'image'): NewReference => ({ id, kind, fileName: id })
const rolesOf = ({ references }: Draft) => references.map(({ role }) => role)

test('two pictures become the two ends; a third has no place, stays and is named', () => {
  const two = carryOver(add(emptyDraft(), file('a'), file('b')), PRO_1_0)
  expect(rolesOf(two)).toEqual(['first_frame', 'last_frame'])
  expect(modeOf(two)).toBe('i2v_first_last')
  const three = carryOver(add(emptyDraft(), file('a'), file('b'), file('c')), PRO_1_0)
  expect(rolesOf(three)).toEqual(['first_frame', 'last_frame', 'reference_image'])
  expect(three.carriedOver.at(-1)).toEqual({
    en: 'Seedance 1.0 Pro has no place for “c”: remove it.',
    zh: 'Seedance 1.0 Pro 用不上“c”：请移除。',
  })
})

test('a last frame stays beside the first where the model has no last frame, and is named', () => {
  const both = carryOver(add(emptyDraft(), file('a'), file('b')), PRO_1_0)
  const { references, carriedOver } = carryOver(both, 'doubao-seedance-1-0-pro-fast-251015')
  expect(references.map(({ role }) => role)).toEqual(['first_frame', 'last_frame'])
  expect(carriedOver).toMatchObject([{ en: 'Seedance 1.0 Pro Fast has no place for “b”: remove it.' }])
})

test('a mode that the model has not is named', () => {
  const clip = add(carryOver(emptyDraft(), PRO_2_5), file('a', 'video'))
  const edit = reduceDraft(clip, { type: 'mode', mode: 'edit' })
  expect(carryOver(edit, FAST)).toMatchObject({
    carriedOver: [
      {
        en: 'It is now “References”: Seedance 2.0 Fast has no “Edit a clip”.',
        zh: '已改为“多模态参考”：Seedance 2.0 Fast 不支持“编辑视频”。',
      },
    ],
  })
  expect(modeOf(carryOver(edit, FAST))).toBe('reference_material')
})

test('an edit of 2.5 has the shape of its clip and no length of its own; both come back after it', () => {
  const wished = { ratio: '9:16', duration: 8 } as const
  const clip = add({ ...carryOver(emptyDraft(), PRO_2_5), settings: wished }, file('a', 'video'))
  const edit = reduceDraft(clip, { type: 'mode', mode: 'edit' })
  expect(settingsToSend(edit)).toMatchObject({ ratio: 'adaptive', duration: -1 })
  const extend = reduceDraft(clip, { type: 'mode', mode: 'extend' })
  expect(settingsToSend(extend)).toMatchObject({ ratio: 'adaptive', duration: 8 })
  const back = reduceDraft(edit, { type: 'mode', mode: 'reference_material' })
  expect(settingsToSend(back)).toMatchObject(wished)
})

describe('one press goes back', () => {
  const settings = { resolution: '4k', webSearch: true, duration: 15 } as const
  const before = reduceDraft(add(draftWith({ settings }), file('a'), file('b')), {
    type: 'mode',
    mode: 'reference_material',
  })
  const changed = carryOver(before, PRO_1_0)

  test('to model, mode, roles and settings', () => {
    expect(changed.carriedOver.length).toBeGreaterThan(3)
    expect(reduceDraft(changed, { type: 'undo_carry_over' })).toEqual(before)
  })

  test('and keeps what was written, named and attached since', () => {
    const since: DraftAction[] = [
      { type: 'rename', id: 'a', name: 'boat' },
      { type: 'prompt', prompt: { text: 'A storm', mentions: [] } },
      { type: 'remove', id: 'b' },
    ]
    const back = reduceDraft(since.reduce(reduceDraft, changed), { type: 'undo_carry_over' })
    expect(back).toMatchObject({ model: before.model, settings, mode: 'reference_material' })
    expect(back.references).toMatchObject([{ id: 'a', name: 'boat', role: 'reference_image' }])
    expect(back.prompt.text).toBe('A storm')
  })

  test('only while it is offered', () => {
    const read = reduceDraft(changed, { type: 'dismiss_carried_over' })
    expect(reduceDraft(read, { type: 'undo_carry_over' })).toEqual(read)
    const fits = carryOver(emptyDraft(), FAST)
    expect(fits.carriedFrom).toBeUndefined()
  })
})
