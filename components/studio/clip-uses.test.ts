import { describe, expect, test } from 'vitest'
import { findModel, MODELS } from '#lib/seedance/models.ts'
import { clipOffers, frameOffers, type ClipUse, type FrameUse } from './clip-uses.ts'
import { undoCarryOver } from './carried-from.ts'
import { modeOf } from './draft-mode.ts'
import { emptyDraft, reduceDraft, type Draft, type NewReference } from './draft.ts'
import { putToUse } from './put-to-use.ts'

const S20 = 'doubao-seedance-2-0-260128'
const S25 = 'doubao-seedance-2-5-260628'
const PRO10 = 'doubao-seedance-1-0-pro-250528'
const LITE_T2V = 'doubao-seedance-1-0-lite-t2v-250428'
const OMNI = 'gemini-omni'
const GATEWAY = MODELS.filter(({ onSeedGateway }) => onSeedGateway)

const on = (model: string, fields: Partial<Draft> = {}): Draft => ({ ...emptyDraft(), model, ...fields })
const clip: NewReference = { id: 'c', kind: 'video', mediaId: 'med_c', fileName: 'take-3.mp4' }
const frame: NewReference = { id: 'f', kind: 'image', mediaId: 'med_f', fileName: 'frame.png' }
const picture = (id: string): NewReference => ({
  id,
  kind: 'image',
  mediaId: `med_${id}`,
  fileName: `${id}.png`,
})
const add = (draft: Draft, ...references: NewReference[]) => reduceDraft(draft, { type: 'add', references })

function offer(draft: Draft, use: ClipUse, seconds = 5, offered = MODELS) {
  return clipOffers(draft, seconds, offered).find((candidate) => candidate.use === use)
}

describe('what is offered', () => {
  test('the present model, where it can', () => {
    expect(offer(on(S25), 'edit')).toEqual({ use: 'edit', modelId: S25 })
    expect(offer(on(S20), 'extend')).toEqual({ use: 'extend', modelId: S20 })
    expect(offer(on(OMNI), 'edit')).toEqual({ use: 'edit', modelId: OMNI })
    expect(offer(on(PRO10), 'continue')).toEqual({ use: 'continue', modelId: PRO10 })
  })

  test('one that can, by its name, where the present one can’t', () => {
    expect(offer(on(PRO10), 'edit')).toMatchObject({ modelId: S25, switchTo: 'Seedance 2.5' })
    expect(offer(on(OMNI), 'extend')).toMatchObject({ modelId: S25 })
    expect(offer(on(LITE_T2V), 'continue')?.switchTo).toBeDefined()
    // The gateway has no 2.5: gemini-omni has a mode for edits, 2.0 is asked in the prompt to extend.
    expect(offer(on(PRO10), 'edit', 5, GATEWAY)).toMatchObject({ modelId: OMNI })
    expect(offer(on(PRO10), 'extend', 5, GATEWAY)).toMatchObject({ modelId: S20 })
  })

  test('another, where the present one doesn’t take the clip’s length', () => {
    expect(offer(on(S20), 'edit', 20)).toMatchObject({ modelId: S25, switchTo: 'Seedance 2.5' })
    // 2.5 edits from 4 s on, gemini-omni up to 10.
    expect(offer(on(S25), 'edit', 3)).toMatchObject({ modelId: OMNI })
    // No model takes so much: the present one, whose card offers to cut it.
    expect(offer(on(S20), 'edit', 40)).toEqual({ use: 'edit', modelId: S20 })
  })

  test('nothing that nobody can', () => {
    const old = [PRO10, LITE_T2V].flatMap((id) => findModel(id) ?? [])
    expect(clipOffers(on(PRO10), 5, old)).toEqual([{ use: 'continue', modelId: PRO10 }])
    expect(frameOffers(on(PRO10), old)).toEqual([{ use: 'first_frame', modelId: PRO10 }])
  })
})

describe('what comes of it', () => {
  const put = (draft: Draft, use: ClipUse | FrameUse, modelId: string, file: NewReference, zh = false) =>
    putToUse(draft, { use, modelId }, file, zh ? 'zh' : 'en')

  test('an edit by the model’s own mode', () => {
    const next = put(add(on(S25), picture('a')), 'edit', S25, clip)
    expect(modeOf(next)).toBe('edit')
    expect(next.references.map(({ role }) => role)).toEqual(['reference_image', 'reference_video'])
    expect(next.carriedOver).toEqual([])
    expect(next.prompt.text).toBe('')
    expect(modeOf(put(on(OMNI), 'edit', OMNI, clip))).toBe('edit')
  })

  test('an extension by the first words of the prompt, with the clip as a mention', () => {
    const before = add(on(S20), picture('boat'))
    const text = 'past @boat'
    const draft = { ...before, prompt: { text, mentions: [{ id: 'boat', start: 5, end: 10 }] } }
    const { prompt, mode } = put(draft, 'extend', S20, clip)
    expect(prompt.text).toBe('Extend @take-3: past @boat')
    expect(prompt.mentions.map(({ start, end }) => prompt.text.slice(start, end))).toEqual([
      '@take-3',
      '@boat',
    ])
    expect(mode).toBeUndefined()
    expect(put(draft, 'extend', S20, clip, true).prompt.text).toBe('向后延长 @take-3：past @boat')
    // Pressed twice it is not said twice.
    const twice = put(put(draft, 'extend', S20, clip), 'extend', S20, { ...clip, id: 'd' })
    expect([twice.prompt.text, twice.references.length]).toEqual(['Extend @take-3: past @boat', 2])
  })

  test('frames beside a clip become references', () => {
    const draft = reduceDraft(add(on(S25), picture('a')), { type: 'role', id: 'a', role: 'first_frame' })
    expect(modeOf(draft)).toBe('i2v')
    const next = put(draft, 'refer', S25, clip)
    expect(next.references.map(({ role }) => role)).toEqual(['reference_image', 'reference_video'])
  })

  test('a first frame stands alone', () => {
    const draft = add(on(S20), picture('a'), clip)
    const next = put(draft, 'continue', S20, frame)
    expect(next.references.map(({ id, role }) => [id, role])).toEqual([['f', 'first_frame']])
    expect(modeOf(next)).toBe('i2v')
  })

  test('a change of model is said first, and goes back by undo while the clip stays', () => {
    const settings = { resolution: '1080p', duration: 8, frames: 29, cameraFixed: true } as const
    const draft = on(PRO10, { settings })
    const next = put(draft, 'edit', S25, clip)
    expect([next.model, modeOf(next)]).toEqual([S25, 'edit'])
    expect(next.carriedOver[0]).toEqual({
      en: 'The model is now Seedance 2.5: Seedance 1.0 Pro can’t edit clips.',
      zh: '模型已换成 Seedance 2.5：Seedance 1.0 Pro 不能编辑视频。',
    })
    expect(next.carriedOver.length).toBeGreaterThan(1)
    const back = undoCarryOver(next)
    expect(back).toMatchObject({ model: PRO10, settings, carriedOver: [] })
    expect(back.references.map(({ id }) => id)).toEqual(['c'])
    expect(put(on(S20), 'edit', S25, clip).carriedOver[0]?.en).toContain(
      'can’t do that to a clip of this length',
    )
  })
})
