import { describe, expect, test } from 'vitest'
import { checkLimits, INPUT_LIMITS, type MediaFacts } from './limits.ts'
import { MODELS } from './models.ts'
import { parseRequest } from './parse-request.ts'
import type { Problem } from './problem.ts'
import type { CanonicalRequest } from './request.ts'

const LITE_T2V = 'doubao-seedance-1-0-lite-t2v-250428'
const LITE_I2V = 'doubao-seedance-1-0-lite-i2v-250428'
const PRO10 = 'doubao-seedance-1-0-pro-250528'
const PRO_FAST = 'doubao-seedance-1-0-pro-fast-251015'
const PRO15 = 'doubao-seedance-1-5-pro-251215'
const S20 = 'doubao-seedance-2-0-260128'
const FAST20 = 'doubao-seedance-2-0-fast-260128'
const S25 = 'doubao-seedance-2-5-260628'
const OMNI = 'gemini-omni'
const A = 'https://h/a.png'
const V = 'https://h/v.mp4'
const S = 'https://h/s.mp3'

function check(body: Record<string, unknown>, facts?: readonly (MediaFacts | undefined)[]): Problem[] {
  const parsed = parseRequest({ model: S20, prompt: 'a lake', ...body })
  return parsed.ok ? checkLimits(parsed.request, facts) : parsed.problems
}

/** Problems as `field code`. */
function found(body: Record<string, unknown>, facts?: readonly (MediaFacts | undefined)[]): string[] {
  return check(body, facts).map(({ field, code }) => `${field} ${code}`)
}

const urls = (count: number, url: string) => Array.from({ length: count }, (_, index) => `${url}?${index}`)
const item = (type: string, url: string, role?: string) => ({
  type,
  [type]: { url },
  ...(role ? { role } : {}),
})
const frame = (role: string, url = A) => item('image_url', url, role)
const video = item('video_url', V, 'reference_video')
const audio = item('audio_url', S, 'reference_audio')

test('seed: the error of a missing image has its wording', () => {
  expect(check({ mode: 'i2v' })).toEqual([
    {
      field: 'images',
      code: 'missing',
      message: { en: 'requires at least one image in `images`', zh: '`images` 中至少需要一张图片' },
    },
  ])
})

describe('what every mode takes and needs', () => {
  test.each<[string, Record<string, unknown>, string[]]>([
    ['t2v with text', { mode: 't2v' }, []],
    ['t2v with an image', { mode: 't2v', image_url: A }, ['mode conflict']],
    ['i2v with one image', { mode: 'i2v', image_url: A }, []],
    ['i2v with two images', { mode: 'i2v', image_urls: urls(2, A) }, ['images too_many']],
    ['i2v with an end image', { mode: 'i2v', image_url: A, end_image_url: `${A}?2` }, ['mode conflict']],
    ['i2v with a video only', { mode: 'i2v', video_urls: V }, ['images missing']],
    ['i2v_first_last with nothing', { mode: 'i2v_first_last' }, ['images missing']],
    ['i2v_first_last with one image', { mode: 'i2v_first_last', image_url: A }, ['images too_few']],
    ['i2v_first_last with two', { mode: 'i2v_first_last', image_urls: urls(2, A) }, []],
    ['i2v_first_last with three', { mode: 'i2v_first_last', image_urls: urls(3, A) }, ['images too_many']],
    ['reference_images with nothing', { mode: 'reference_images' }, ['images missing']],
    ['reference_images with images', { mode: 'reference_images', image_urls: urls(2, A) }, []],
    [
      'reference_images with a video',
      { mode: 'reference_images', image_url: A, video_urls: V },
      ['mode conflict'],
    ],
    ['reference_material with nothing', { mode: 'reference_material' }, ['references missing']],
    ['reference_material with a video', { mode: 'reference_material', video_urls: V }, []],
    [
      'reference_material with a first frame',
      { mode: 'reference_material', content: [frame('first_frame')] },
      ['mode conflict'],
    ],
    ['omni_reference with nothing', { function_mode: 'omni_reference' }, ['references missing']],
    ['first_last_frames with nothing', { function_mode: 'first_last_frames' }, ['images missing']],
    ['§4 r2v with nothing', { model: OMNI, mode: 'r2v' }, ['references missing']],
    ['§4 r2v with an image', { model: OMNI, mode: 'r2v', image_url: A }, []],
    ['§4 edit with nothing', { model: OMNI, mode: 'edit' }, ['videos missing']],
    ['§4 edit with a video', { model: OMNI, mode: 'edit', video_urls: V }, []],
    ['§4 edit with two videos', { model: OMNI, mode: 'edit', video_urls: urls(2, V) }, ['videos too_many']],
    ['§4 edit without words', { model: OMNI, mode: 'edit', video_urls: V, prompt: '' }, ['prompt missing']],
    [
      '§4 sound as input',
      { model: OMNI, mode: 'r2v', image_url: A, audio_urls: S },
      ['audios not_supported_by_model'],
    ],
    ['§4 eight images', { model: OMNI, image_urls: urls(8, A) }, ['images too_many']],
    ['§3.3 2.5 edit without a video', { model: S25, mode: 'edit', image_url: A }, ['videos missing']],
    [
      '§3.3 2.5 extend without a video',
      { model: S25, omni_reference_task_type: 'extend', image_url: A },
      ['videos missing'],
    ],
    ['§3.3 2.5 extend with a video', { model: S25, omni_reference_task_type: 'extend', video_urls: V }, []],
    [
      'draft_final without a draft',
      { model: PRO15, mode: 'draft_final', prompt: '' },
      ['prompt missing', 'draftTaskId missing'],
    ],
  ])('%s', (_, body, problems) => {
    expect(found(body)).toEqual(problems)
  })
})

describe('§1.2, §3.3 text', () => {
  test.each<[string, Record<string, unknown>, string[]]>([
    ['none at all', { prompt: '' }, ['prompt missing']],
    ['in content only', { prompt: undefined, content: [{ type: 'text', text: 'x' }] }, []],
    ['none, but a picture', { prompt: '', image_url: A }, []],
  ])('%s', (_, body, problems) => {
    expect(found(body)).toEqual(problems)
  })
})

describe('§3.3 exclusive families: observed refusals', () => {
  test.each<[string, unknown[], string[]]>([
    ['a frame mixed with reference media', [frame('first_frame'), video], ['references conflict']],
    [
      'a frame mixed with a reference image',
      [frame('first_frame'), frame('reference_image')],
      ['references conflict'],
    ],
    ['last_frame without first_frame', [frame('last_frame')], ['images missing']],
    ['two first frames', [frame('first_frame'), frame('first_frame')], ['images too_many']],
    ['two pictures without a role', [item('image_url', A), item('image_url', A)], ['images too_many']],
    [
      'two last frames',
      [frame('first_frame'), frame('last_frame'), frame('last_frame')],
      ['images too_many'],
    ],
    ['an unknown role', [frame('middle_frame')], ['content.0.role unknown_value']],
    ['a video as reference_image', [item('video_url', V, 'reference_image')], ['references.0.role conflict']],
    ['an image as reference_video', [frame('reference_video')], ['references.0.role conflict']],
    [
      'a sound as reference_video',
      [video, item('audio_url', S, 'reference_video')],
      ['references.1.role conflict'],
    ],
    ['sound alone', [audio], ['audios conflict']],
    ['a role-less picture and sound', [item('image_url', A), audio], ['references conflict']],
    ['first and last frame', [frame('first_frame'), frame('last_frame')], []],
    ['reference media of all kinds', [frame('reference_image'), video, audio], []],
  ])('%s', (_, content, problems) => {
    expect(found({ content })).toEqual(problems)
  })

  test('sound alone is allowed on 2.5 only', () => {
    expect(found({ model: S25, content: [audio] })).toEqual([])
    expect(found({ model: FAST20, content: [audio] })).toEqual(['audios conflict'])
  })
})

describe('§3.7 what a model has no mode for', () => {
  test.each<[string, Record<string, unknown>, string[]]>([
    ['lite t2v with a picture', { model: LITE_T2V, image_url: A }, ['images not_supported_by_model']],
    ['lite i2v with text alone', { model: LITE_I2V }, ['images missing']],
    ['lite i2v asked for t2v', { model: LITE_I2V, mode: 't2v' }, ['mode not_supported_by_model']],
    [
      'pro fast with a last frame',
      { model: PRO_FAST, image_url: A, end_image_url: A },
      ['images not_supported_by_model'],
    ],
    ['pro with a video', { model: PRO10, video_urls: V }, ['videos not_supported_by_model']],
    [
      'lite i2v with a video',
      { model: LITE_I2V, image_url: A, video_urls: V },
      ['videos not_supported_by_model'],
    ],
    ['2.0 asked for edit', { mode: 'edit', video_urls: V }, ['mode not_supported_by_model']],
    ['2.0 asked for r2v', { mode: 'r2v', image_url: A }, ['mode not_supported_by_model']],
    [
      'gemini-omni asked for i2v',
      { model: OMNI, mode: 'i2v', image_url: A },
      ['mode not_supported_by_model'],
    ],
    [
      'a draft task on 2.0',
      { prompt: '', content: [{ type: 'draft_task', draft_task: { id: 'x' } }] },
      ['draftTaskId not_supported_by_model'],
    ],
  ])('%s', (_, body, problems) => {
    expect(found(body)).toEqual(problems)
  })
})

describe('§3.7 numbers of references', () => {
  test.each<[string, Record<string, unknown>, string[]]>([
    ['2.0: 9 images', { image_urls: urls(9, A) }, []],
    ['2.0: 10 images', { image_urls: urls(10, A) }, ['images too_many']],
    ['2.0: 3 videos and 3 audios', { video_urls: urls(3, V), audio_urls: urls(3, S) }, []],
    ['2.0: 4 videos', { video_urls: urls(4, V) }, ['videos too_many']],
    ['2.0: 4 audios', { image_url: A, audio_urls: urls(4, S) }, ['audios too_many']],
    ['lite i2v: 4 images', { model: LITE_I2V, image_urls: urls(4, A) }, []],
    ['lite i2v: 5 images', { model: LITE_I2V, image_urls: urls(5, A) }, ['images too_many']],
    [
      '2.5: 30 images, 10 videos, 10 audios',
      { model: S25, image_urls: urls(30, A), video_urls: urls(10, V), audio_urls: urls(10, S) },
      [],
    ],
    ['2.5: 31 images', { model: S25, image_urls: urls(31, A) }, ['images too_many']],
    [
      '2.5: 51 in all',
      { model: S25, image_urls: urls(31, A), video_urls: urls(10, V), audio_urls: urls(10, S) },
      ['images too_many', 'references too_many'],
    ],
  ])('%s', (_, body, problems) => {
    expect(found(body)).toEqual(problems)
  })
})

describe('§3.7 lengths', () => {
  test.each<[string, number, boolean]>([
    [PRO10, 1, false],
    [PRO10, 2, true],
    [PRO10, 12, true],
    [PRO10, 13, false],
    [PRO10, -1, false],
    [PRO15, 3, false],
    [PRO15, 4, true],
    [PRO15, 12, true],
    [PRO15, 13, false],
    [PRO15, -1, true],
    [S20, 3, false],
    [S20, 4, true],
    [S20, 15, true],
    [S20, 16, false],
    [S20, -1, true],
    [S20, 0, false],
    [S20, -2, false],
    [S25, 30, true],
    [S25, 31, false],
    [S25, -1, true],
    [OMNI, -1, false],
    [OMNI, 0, false],
  ])('%s for %i s: %s', (model, duration, ok) => {
    expect(found({ model, duration })).toEqual(ok ? [] : ['duration out_of_range'])
  })

  test('the message says the range, the fix the nearest', () => {
    expect(check({ duration: 20 })).toEqual([
      {
        field: 'duration',
        code: 'out_of_range',
        message: {
          en: `\`duration\` must be a whole number of seconds from 4 to 15, or -1 for ${S20}`,
          zh: `\`duration\` 在 ${S20} 中必须是 4 到 15 的整数秒，或 -1`,
        },
        fix: { kind: 'set', field: 'duration', value: 15 },
      },
    ])
  })

  test('§3.3: 2.5 edits take no length but -1', () => {
    const edit = { model: S25, mode: 'edit', video_urls: V }
    expect(found({ ...edit, duration: -1 })).toEqual([])
    expect(found({ ...edit, duration: 8 })).toEqual(['duration out_of_range'])
  })
})

describe('§3.2 frames', () => {
  test.each([
    [28, false],
    [29, true],
    [30, false],
    [33, true],
    [57, true],
    [289, true],
    [293, false],
  ])('%i frames: %s', (frames, ok) => {
    expect(found({ model: PRO10, frames })).toEqual(ok ? [] : ['frames out_of_range'])
  })

  test('the fix is a number that passes', () => {
    for (const frames of [-5, 0, 28, 30, 31, 56, 290, 9999]) {
      const fix = check({ model: PRO10, frames })[0]?.fix
      expect(fix).toMatchObject({ kind: 'set', field: 'frames' })
      if (fix?.kind === 'set') expect(found({ model: PRO10, frames: fix.value })).toEqual([])
    }
  })

  test('a canonical request with both is refused', () => {
    const request = { model: PRO10, mode: 't2v', modeIsExplicit: false, prompt: 'x', references: [] } as const
    const both: CanonicalRequest = { ...request, references: [], frames: 57, duration: 5 }
    expect(checkLimits(both).map(({ field }) => field)).toEqual(['duration'])
  })
})

describe('§3.2 a field that a model does not support is refused, not ignored', () => {
  const fields = {
    frames: 57,
    camera_fixed: false,
    generate_audio: false,
    draft: false,
    priority: 0,
    tools: [{ type: 'web_search' }],
    output_format: 'mp4',
    seed: 1,
    watermark: false,
    return_last_frame: false,
    execution_expires_after: 3600,
  }
  const names: Record<keyof typeof fields, string> = {
    frames: 'frames',
    camera_fixed: 'cameraFixed',
    generate_audio: 'generateAudio',
    draft: 'draft',
    priority: 'priority',
    tools: 'webSearch',
    output_format: 'outputFormat',
    seed: 'seed',
    watermark: 'watermark',
    return_last_frame: 'returnLastFrame',
    execution_expires_after: 'executionExpiresAfter',
  }
  const old = ['frames', 'camera_fixed', 'seed', 'watermark', 'return_last_frame', 'execution_expires_after']
  const two = [
    'generate_audio',
    'priority',
    'tools',
    'seed',
    'watermark',
    'return_last_frame',
    'execution_expires_after',
  ]
  const has: [string, string[]][] = [
    [LITE_T2V, old],
    [PRO10, old],
    [PRO_FAST, old],
    [
      PRO15,
      [
        'camera_fixed',
        'generate_audio',
        'draft',
        'seed',
        'watermark',
        'return_last_frame',
        'execution_expires_after',
      ],
    ],
    [S20, two],
    [FAST20, two],
    ['doubao-seedance-2-0-mini-260615', two],
    [S25, [...two, 'output_format']],
    [OMNI, ['generate_audio', 'watermark']],
  ]
  test.each(
    has.flatMap(([model, supported]) =>
      Object.entries(fields).map(
        ([field, value]) => [model, field, value, supported.includes(field)] as const,
      ),
    ),
  )('%s and %s: %j: %s', (model, field, value, ok) => {
    const problems = check({ model, [field]: value })
    if (ok) expect(problems).toEqual([])
    else {
      const name = Object.entries(names).find(([wire]) => wire === field)?.[1]
      expect(problems).toEqual([
        expect.objectContaining({
          field: name,
          code: 'not_supported_by_model',
          fix: { kind: 'unset', field: name },
        }),
      ])
      expect(problems[0]?.message.en).toContain(`\`${field}\``)
    }
  })

  test('lite i2v: the camera cannot be fixed with reference images', () => {
    expect(found({ model: LITE_I2V, mode: 'i2v', image_url: A, camera_fixed: true })).toEqual([])
    expect(found({ model: LITE_I2V, mode: 'reference_images', image_url: A, camera_fixed: true })).toEqual([
      'cameraFixed not_supported_by_model',
    ])
  })
})

describe('§3.2 ranges of settings', () => {
  test.each<[Record<string, unknown>, string[]]>([
    [{ fps: 24 }, []],
    [{ fps: 30 }, ['fps out_of_range']],
    [{ seed: 0 }, []],
    [{ seed: -1 }, []],
    [{ seed: 4_294_967_295 }, []],
    [{ seed: 4_294_967_296 }, ['seed out_of_range']],
    [{ seed: -2 }, ['seed out_of_range']],
    [{ priority: 9 }, []],
    [{ priority: 10 }, ['priority out_of_range']],
    [{ execution_expires_after: 3599 }, ['executionExpiresAfter out_of_range']],
    [{ execution_expires_after: 259_200 }, []],
    [{ execution_expires_after: 259_201 }, ['executionExpiresAfter out_of_range']],
    [{ safety_identifier: 'x'.repeat(64) }, []],
    [{ safety_identifier: 'x'.repeat(65) }, ['safetyIdentifier too_long']],
    [{ service_tier: 'default' }, []],
    [{ service_tier: 'flex' }, ['serviceTier not_supported_by_model']],
    [{ service_tier: 'flex', model: PRO10 }, []],
    [{ service_tier: 'flex', model: PRO15 }, []],
    [{ service_tier: 'flex', priority: 1, model: 'ep-1' }, ['priority conflict']],
    [{ resolution: '4k' }, []],
    [{ resolution: '4k', model: S25 }, ['resolution unknown_value']],
    [{ resolution: '1080p', model: FAST20 }, ['resolution unknown_value']],
    [{ resolution: '1080p', model: LITE_I2V, mode: 'i2v', image_url: A }, []],
    [
      { resolution: '1080p', model: LITE_I2V, mode: 'reference_images', image_url: A },
      ['resolution unknown_value'],
    ],
    [{ ratio: 'adaptive' }, []],
    [{ ratio: 'adaptive', model: PRO10 }, ['ratio unknown_value']],
    [{ ratio: 'adaptive', model: PRO10, image_url: A }, []],
    [{ ratio: 'adaptive', model: LITE_T2V }, ['ratio unknown_value']],
    [{ ratio: '16:9', model: S25 }, []],
    [{ ratio: '16:9', model: S25, image_url: A }, ['ratio unknown_value']],
    [{ ratio: 'adaptive', model: S25, image_url: A }, []],
    [{ ratio: '1:1', model: OMNI }, ['ratio unknown_value']],
    [{ ratio: '9:16', model: OMNI }, []],
  ])('%j', (body, problems) => {
    expect(found(body)).toEqual(problems)
  })
})

describe('§3.2 draft of 1.5 pro', () => {
  test.each<[Record<string, unknown>, string[]]>([
    [{ draft: true }, []],
    [{ draft: true, resolution: '480p' }, []],
    [{ draft: true, resolution: '720p' }, ['resolution unknown_value']],
    [{ draft: true, return_last_frame: true }, ['returnLastFrame conflict']],
    [{ draft: true, return_last_frame: false }, []],
    [{ draft: true, service_tier: 'flex' }, ['serviceTier conflict']],
  ])('%j', (body, problems) => {
    expect(found({ model: PRO15, ...body })).toEqual(problems)
  })

  test('§3.3: the final render takes only what its draft does not fix', () => {
    const content = [{ type: 'draft_task', draft_task: { id: 'cgt-1' } }]
    const final = { model: PRO15, prompt: undefined, content }
    expect(found({ ...final, resolution: '1080p', watermark: true })).toEqual([])
    expect(found({ ...final, duration: 5 })).toEqual(['duration not_supported_by_model'])
    expect(found({ ...final, content: [...content, frame('first_frame')] })).toEqual(['mode conflict'])
  })
})

describe('§3.4 files', () => {
  const MB = 2 ** 20
  const one = (facts: Partial<MediaFacts>) =>
    found({ mode: 'i2v', image_url: A }, [{ kind: 'image', ...facts }])
  test.each<[Partial<MediaFacts>, string[]]>([
    [{ format: 'jpeg' }, []],
    [{ format: 'gif' }, []],
    [{ format: 'heic' }, []],
    [{ format: 'svg' }, ['references.0 wrong_format']],
    [{ bytes: 30 * MB - 1 }, []],
    [{ bytes: 30 * MB }, ['references.0 too_large']],
    [{ width: 300, height: 300 }, []],
    [{ width: 299, height: 300 }, ['references.0 too_small']],
    [{ width: 6000, height: 6000 }, []],
    [{ width: 6001, height: 6000 }, ['references.0 too_large']],
    [{ width: 400, height: 1000 }, []],
    [{ width: 399, height: 1000 }, ['references.0 out_of_range']],
    [{ width: 1000, height: 400 }, []],
    [{ width: 1003, height: 400 }, ['references.0 out_of_range']],
    [{}, []],
  ])('image %j', (facts, problems) => {
    expect(one(facts)).toEqual(problems)
  })

  test('heic pictures are read from 1.5 pro on', () => {
    expect(found({ model: PRO10, image_url: A }, [{ kind: 'image', format: 'heic' }])).toEqual([
      'references.0 wrong_format',
    ])
    expect(found({ model: PRO15, image_url: A }, [{ kind: 'image', format: 'heif' }])).toEqual([])
  })

  test.each<[Partial<MediaFacts>, string[]]>([
    [{ format: 'mov' }, []],
    [{ format: 'webm' }, ['references.0 wrong_format']],
    [{ bytes: 200 * MB }, []],
    [{ bytes: 200 * MB + 1 }, ['references.0 too_large']],
    [{ width: 638, height: 638 }, ['references.0 too_small']],
    [{ width: 640, height: 640 }, []],
    [{ width: 3840, height: 2160 }, []],
    [{ width: 4096, height: 2160 }, ['references.0 too_large']],
    [{ fps: 23.976 }, []],
    [{ fps: 15 }, ['references.0 out_of_range']],
    [{ fps: 61 }, ['references.0 out_of_range']],
    [{ duration: 1.9 }, ['references.0 too_short']],
    [{ duration: 2 }, []],
    [{ duration: 15.1 }, []],
    [{ duration: 15.3 }, ['references.0 too_long']],
  ])('video %j', (facts, problems) => {
    expect(found({ video_urls: V }, [{ kind: 'video', ...facts }])).toEqual(problems)
  })

  test.each<[Partial<MediaFacts>, string[]]>([
    [{ format: 'wav' }, []],
    [{ format: 'ogg' }, ['references.1 wrong_format']],
    [{ bytes: 15 * MB }, []],
    [{ bytes: 15 * MB + 1 }, ['references.1 too_large']],
    [{ duration: 1 }, ['references.1 too_short']],
    [{ duration: 16 }, ['references.1 too_long']],
  ])('audio %j', (facts, problems) => {
    expect(found({ image_url: A, audio_urls: S }, [undefined, { kind: 'audio', ...facts }])).toEqual(problems)
  })

  test.each<[string, string, number[], string[]]>([
    ['2.0: a sum of 15.2 s passes', S20, [7.6, 7.6], []],
    ['2.0: a sum of 15.3 s does not', S20, [7.6, 7.7], ['videos too_long']],
    ['2.5: a sum of 30.1 s passes', S25, [15, 15.1], []],
    ['2.5: a sum of 30.3 s does not', S25, [15, 15.3], ['videos too_long']],
  ])('lengths together, with the slack of 0.2 s: %s', (_, model, lengths, problems) => {
    const facts = lengths.map((duration): MediaFacts => ({ kind: 'video', duration }))
    expect(found({ model, video_urls: urls(lengths.length, V) }, facts)).toEqual(problems)
  })

  test('sounds are summed too', () => {
    const facts: (MediaFacts | undefined)[] = [
      undefined,
      { kind: 'audio', duration: 8 },
      { kind: 'audio', duration: 8 },
    ]
    expect(found({ image_url: A, audio_urls: urls(2, S) }, facts)).toEqual(['audios too_long'])
  })

  test.each([
    [3.9, ['references.0 too_short']],
    [4, []],
    [30.2, []],
    [30.3, ['references.0 too_long']],
  ])('§3.3: 2.5 edits clips of 4 to 30 s: %s s', (duration, problems) => {
    const edit = { model: S25, mode: 'edit', video_urls: V }
    expect(found(edit, [{ kind: 'video', duration }])).toEqual(problems)
  })

  test.each([
    [10, []],
    [11, ['references.0 too_long']],
  ])('§4: gemini-omni takes a clip of at most 10 s: %i s', (duration, problems) => {
    expect(found({ model: OMNI, video_urls: V }, [{ kind: 'video', duration }])).toEqual(problems)
  })

  test('a problem with a file says what would help', () => {
    const fixes = (facts: Partial<MediaFacts>) =>
      check({ image_url: A }, [{ kind: 'image', ...facts }]).map(({ fix }) => fix)
    expect(fixes({ width: 200, height: 200 })).toEqual([{ kind: 'scale', referenceIndex: 0 }])
    expect(fixes({ width: 3000, height: 400 })).toEqual([{ kind: 'pad', referenceIndex: 0 }])
  })
})

describe('§3.3, §3.4 data: addresses', () => {
  test.each<[string, Record<string, unknown>, string[]]>([
    ['a picture', { image_url: 'data:image/png;base64,AAAA' }, []],
    ['a picture in capitals', { image_url: 'data:image/PNG;base64,AAAA' }, ['references.0.url wrong_format']],
    [
      'a picture without base64',
      { image_url: 'data:image/svg+xml,%3Csvg%3E' },
      ['references.0.url wrong_format'],
    ],
    ['a text as picture', { image_url: 'data:text/plain;base64,AAAA' }, ['references.0.url wrong_format']],
    ['a sound', { image_url: A, audio_urls: 'data:audio/mp3;base64,AAAA' }, []],
    ['a video', { video_urls: 'data:video/mp4;base64,AAAA' }, ['references.0.url wrong_format']],
    ['an asset', { image_url: 'asset://asset-1', video_urls: 'asset://asset-2' }, []],
  ])('%s', (_, body, problems) => {
    expect(found(body)).toEqual(problems)
  })

  test('they count toward the 64 MB of a body', () => {
    const picture = `data:image/png;base64,${'A'.repeat(35 * 2 ** 20)}`
    expect(found({ image_url: picture })).toEqual([])
    expect(found({ mode: 'reference_images', image_urls: [picture, `${picture}B`] })).toEqual([
      'references too_large',
    ])
  })

  test('and each toward the size of its kind', () => {
    const picture = `data:image/png;base64,${'A'.repeat(41 * 2 ** 20)}`
    expect(found({ image_url: picture })).toEqual(['references.0 too_large'])
  })
})

describe('§5 names', () => {
  test.each<[string, unknown[], string[]]>([
    ['different', ['1', '2'], []],
    ['the same', ['Anna', 'Anna'], ['references.1.name duplicate_name']],
    ['the same but for case', ['Anna', 'anna'], ['references.1.name duplicate_name']],
    ['with a bracket', ['a[b]'], ['references.0.name wrong_format']],
  ])('%s', (_, names, problems) => {
    const content = names.map((name) => ({ ...frame('reference_image'), name }))
    expect(found({ content })).toEqual(problems)
  })
})

test.each(MODELS.map(({ id, modes }) => [id, modes.includes('t2v')] as const))(
  'the plainest request of %s passes',
  (model, takesText) => {
    expect(found({ model, ...(takesText ? {} : { image_url: A }) })).toEqual([])
  },
)

test('§3: an unknown model is held to the loosest rules', () => {
  expect(
    found({ model: 'ep-1', draft: true, seed: 1, tools: [{ type: 'web_search' }], duration: 30 }),
  ).toEqual([])
  expect(found({ model: 'ep-1', duration: 31 })).toEqual(['duration out_of_range'])
})

test('several mistakes are named at once', () => {
  expect(found({ prompt: '', duration: 99, fps: 30 })).toEqual([
    'prompt missing',
    'duration out_of_range',
    'fps out_of_range',
  ])
})

test('§3.4: the limits are those of the contract', () => {
  expect(INPUT_LIMITS.requestBytes).toBe(67_108_864)
  expect(INPUT_LIMITS.video.maxBytes).toBe(209_715_200)
  expect(INPUT_LIMITS.audio.maxBytes).toBe(15_728_640)
})
