import { asSaid } from '#lib/language/language.ts'
import { describe, expect, test } from 'vitest'
import { fromParts } from './prompt-edit.ts'
import {
  isReady,
  reasonsNotReady,
  type ReadinessContext,
  type ReadinessDraft,
  type ReadinessReference,
} from './readiness.ts'

const SEEDANCE_2_0 = 'doubao-seedance-2-0-260128'

const photo: ReadinessReference = {
  id: 'p',
  kind: 'image',
  role: 'reference_image',
  name: 'fox',
  mediaId: 'med_1',
  media: { kind: 'image', format: 'jpeg', bytes: 1_000_000, width: 1600, height: 1067 },
}
const clip: ReadinessReference = {
  id: 'v',
  kind: 'video',
  role: 'reference_video',
  name: 'run',
  url: 'https://h.example/v.mp4',
}

const ready: ReadinessContext = {
  provider: {
    kind: 'sandbox',
    hasKey: false,
    references: { image: { ok: true }, video: { ok: true }, audio: { ok: true } },
  },
  uploads: new Map(),
}

function draft(
  text: string,
  references: ReadinessReference[] = [],
  rest: Partial<ReadinessDraft> = {},
): ReadinessDraft {
  const mentions = references.map(({ id }) => ({ mention: id }))
  return {
    model: SEEDANCE_2_0,
    prompt: fromParts([...mentions, { text }], references),
    references,
    settings: {},
    ...rest,
  }
}

test.each<[string, ReadinessDraft]>([
  ['a prompt alone', draft('a fox')],
  ['a photo that is mentioned', draft(' runs', [photo])],
  ['a photo and a clip by address', draft(' run', [photo, clip])],
  [
    'a first frame without any prompt',
    draft('', [{ ...photo, role: 'first_frame' }], { prompt: fromParts([], []) }),
  ],
  [
    'a first frame that the prompt never says',
    draft('', [{ ...photo, role: 'first_frame' }], { prompt: fromParts([{ text: 'it runs' }], []) }),
  ],
  [
    'a photo said by its position',
    draft('', [photo], { prompt: fromParts([{ text: '[Image 1] runs' }], []) }),
  ],
])('ready: %s', (_, ok) => {
  expect(reasonsNotReady(ok, ready)).toEqual([])
})

describe('what blocks', () => {
  test('nothing written, nothing attached', () => {
    expect(reasonsNotReady(draft('  '), ready)).toEqual([
      {
        field: 'prompt',
        message: {
          en: 'Write a prompt, or add a picture to start from.',
          zh: '请写提示词，或添加一张图片作为起点。',
        },
        severity: 'block',
      },
    ])
  })

  test('no key', () => {
    const context = { ...ready, provider: { ...ready.provider, kind: 'ark' } }
    expect(reasonsNotReady(draft('a fox'), context)).toMatchObject([{ field: 'provider', severity: 'block' }])
    expect(
      reasonsNotReady(draft('a fox'), { ...ready, provider: { ...context.provider, hasKey: true } }),
    ).toEqual([])
  })

  test('a mention of what is gone, once for each', () => {
    const prompt = draft(' ', [photo]).prompt
    const twice = {
      text: `${prompt.text}@fox`,
      mentions: [...prompt.mentions, { id: 'p', start: 5, end: 9 }],
    }
    const reasons = reasonsNotReady(draft('', [], { prompt: twice }), ready)
    expect(reasons).toMatchObject([{ field: 'prompt', severity: 'block' }])
    expect(reasons[0]?.message.en).toContain('@fox')
  })

  test('a file on its way, and one that did not arrive', () => {
    const { mediaId: _, media: __, ...waiting } = photo
    const two = [waiting, { ...waiting, id: 'q', name: 'cat' }]
    const uploads: ReadinessContext['uploads'] = new Map([
      ['p', { status: 'uploading' }],
      ['q', { status: 'failed', message: asSaid('The file is no picture.') }],
    ])
    expect(
      reasonsNotReady(draft(' run', two), { ...ready, uploads }).map(({ field, message }) => [
        field,
        message.en,
      ]),
    ).toEqual([
      ['references.0', 'fox is still uploading.'],
      ['references.1', 'cat did not arrive: The file is no picture. Try again or remove it.'],
    ])
  })

  test('a file that a recipe names and nobody has chosen yet', () => {
    const { mediaId: _, media: __, ...waiting } = photo
    const [reason] = reasonsNotReady(draft('A ', [{ ...waiting, sought: true }]), ready)
    expect(reason).toMatchObject({ field: 'references.0', severity: 'block' })
    expect(reason?.message.en).toContain('choose it in its card')
  })

  test('a file that the provider has no way to read; an address is handed on', () => {
    const reason = asSaid('Set PUBLIC_URL to an address that the provider can open.')
    const provider = {
      ...ready.provider,
      references: { ...ready.provider.references, video: { ok: false as const, reason } },
    }
    const { url: _, ...uploaded } = { ...clip, mediaId: 'med_2' }
    expect(reasonsNotReady(draft(' run', [photo, uploaded]), { ...ready, provider })).toEqual([
      {
        field: 'references.1',
        message: { en: `The provider cannot read run. ${reason.en}`, zh: `服务商无法读取 run。${reason.zh}` },
        severity: 'block',
      },
    ])
    expect(reasonsNotReady(draft(' run', [photo, clip]), { ...ready, provider })).toEqual([])
  })

  test('a limit of the model, at its field', () => {
    const reasons = reasonsNotReady(draft('a fox', [], { settings: { duration: 99 } }), ready)
    expect(reasons).toMatchObject([{ field: 'duration', severity: 'block' }])
  })

  test('a limit of a file names the file and offers the fix', () => {
    const tiny = { ...photo, media: { kind: 'image' as const, width: 20, height: 20 } }
    const [reason] = reasonsNotReady(draft(' runs', [tiny]), ready)
    expect(reason).toMatchObject({ field: 'references.0', severity: 'block', fix: { kind: 'scale' } })
    expect(reason?.message.en).toBe('fox is 20×20; each side must be at least 300 pixels')
  })

  test('a mode chosen by hand that does not fit', () => {
    expect(isReady(reasonsNotReady(draft(' runs', [photo], { mode: 'i2v_first_last' }), ready))).toBe(false)
  })
})

describe('what is worth a second look', () => {
  test('places of a template that nobody has filled in, without keeping anybody from it', () => {
    const reasons = reasonsNotReady(draft('A {subject} runs'), ready)
    expect(reasons).toMatchObject([{ field: 'prompt', severity: 'warn' }])
    expect(reasons[0]?.message.en).toContain('{subject}')
    expect(isReady(reasons)).toBe(true)
  })

  test('a reference that the prompt never says', () => {
    const silent = draft('', [photo], { prompt: fromParts([{ text: 'a fox runs' }], []) })
    const reasons = reasonsNotReady(silent, ready)
    expect(reasons).toMatchObject([{ field: 'references.0', severity: 'warn' }])
    expect(isReady(reasons)).toBe(true)
  })

  test('a model that nobody knows', () => {
    expect(reasonsNotReady(draft('a fox', [], { model: 'ep-123' }), ready)).toMatchObject([
      { field: 'model', severity: 'warn' },
    ])
  })

  test.each([
    ['语'.repeat(500), 0],
    ['语'.repeat(501), 1],
    ['word '.repeat(1000), 0],
    ['word '.repeat(1001), 1],
  ])('a very long prompt', (text, count) => {
    expect(reasonsNotReady(draft(text), ready).map(({ field, severity }) => [field, severity])).toEqual(
      Array.from({ length: count }, () => ['prompt', 'warn']),
    )
  })

  test('stands behind what blocks', () => {
    const reasons = reasonsNotReady(
      draft('', [photo], { model: 'ep-1', prompt: fromParts([{ text: 'x' }], []), settings: { fps: 30 } }),
      ready,
    )
    expect(reasons.map(({ severity }) => severity)).toEqual(['block', 'warn', 'warn'])
  })
})
