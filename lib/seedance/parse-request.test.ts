import { describe, expect, test } from 'vitest'
import { ALIASES } from './aliases.ts'
import type { Notice, Problem } from './problem.ts'
import { parseRequest } from './parse-request.ts'
import type { CanonicalRequest } from './request.ts'

const S20 = 'doubao-seedance-2-0-260128'
const S25 = 'doubao-seedance-2-5-260628'
const PRO10 = 'doubao-seedance-1-0-pro-250528'
const LITE_I2V = 'doubao-seedance-1-0-lite-i2v-250428'
const A = 'https://h/a.png'
const B = 'https://h/b.png'
const V = 'https://h/v.mp4'
const S = 'https://h/s.mp3'

function read(body: Record<string, unknown>): { request: CanonicalRequest; notices: Notice[] } {
  const parsed = parseRequest({ model: S20, prompt: 'a lake', ...body })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  return parsed
}

function refused(body: Record<string, unknown>): Problem[] {
  const parsed = parseRequest({ model: S20, prompt: 'a lake', ...body })
  return parsed.ok ? [] : parsed.problems
}

/** References as `role=address`. */
function media(body: Record<string, unknown>): string[] {
  return read(body).request.references.map(({ role, url }) => `${role}=${url}`)
}

const image = (url: string, role?: string) => ({
  type: 'image_url',
  image_url: { url },
  ...(role ? { role } : {}),
})
const video = (url: string) => ({ type: 'video_url', video_url: { url }, role: 'reference_video' })
const audio = (url: string) => ({ type: 'audio_url', audio_url: { url }, role: 'reference_audio' })
const text = (words: string) => ({ type: 'text', text: words })

describe('seed: the create page', () => {
  test('the example: prompt and the same text in content, named references, a size', () => {
    const { request, notices } = read({
      prompt: '测试文字',
      content: [
        text('测试文字'),
        { type: 'image_url', image_url: { url: A }, role: 'reference_image', name: '1' },
        { type: 'video_url', video_url: { url: V }, role: 'reference_video', name: '2' },
        { type: 'audio_url', audio_url: { url: S }, role: 'reference_audio', name: '3' },
      ],
      function_mode: 'omni_reference',
      duration: 5,
      size: '1280x720',
    })
    expect(notices).toEqual([])
    expect(request).toEqual({
      model: S20,
      mode: 'reference_material',
      modeIsExplicit: true,
      prompt: '测试文字',
      references: [
        { kind: 'image', role: 'reference_image', url: A, name: '1' },
        { kind: 'video', role: 'reference_video', url: V, name: '2' },
        { kind: 'audio', role: 'reference_audio', url: S, name: '3' },
      ],
      duration: 5,
      ratio: '16:9',
      resolution: '720p',
    })
  })

  test.each<[string, Record<string, unknown>, string[]]>([
    ['t2v', {}, []],
    ['i2v', { image_url: A }, [`first_frame=${A}`]],
    ['i2v_first_last', { image_url: A, end_image_url: B }, [`first_frame=${A}`, `last_frame=${B}`]],
    ['reference_images', { image_urls: [A, B] }, [`reference_image=${A}`, `reference_image=${B}`]],
    [
      'reference_material',
      { image_urls: [A], video_urls: [V], audio_urls: [S] },
      [`reference_image=${A}`, `reference_video=${V}`, `reference_audio=${S}`],
    ],
  ])('mode %s', (mode, body, references) => {
    const { request } = read({ mode, ...body })
    expect(request).toMatchObject({ mode, modeIsExplicit: true })
    expect(media({ mode, ...body })).toEqual(references)
  })

  test.each<[string, Record<string, unknown>, string[]]>([
    ['t2v', {}, []],
    ['r2v', { reference_images: [A] }, [`reference_image=${A}`]],
    ['r2v', { input_reference: A }, [`reference_image=${A}`]],
    ['edit', { video_urls: [V] }, [`reference_video=${V}`]],
  ])('gemini-omni in mode %s with %j', (mode, body, references) => {
    const given = { model: 'gemini-omni', mode, ...body }
    expect(read(given).request.mode).toBe(mode)
    expect(media(given)).toEqual(references)
  })
})

describe('seed: every alias', () => {
  test.each<[string, unknown, Partial<CanonicalRequest>]>([
    ['seconds', '8', { duration: 8 }],
    ['duration', 8, { duration: 8 }],
    ['aspect_ratio', '9:16', { ratio: '9:16' }],
    ['ratio', '9:16', { ratio: '9:16' }],
    ['size', '9:16', { ratio: '9:16' }],
    ['size', '720x1280', { ratio: '9:16', resolution: '720p' }],
    ['quality', '480p', { resolution: '480p' }],
    ['resolution', '480P', { resolution: '480p' }],
    ['resolution', '4K', { resolution: '4k' }],
    ['fps', 24, { fps: 24 }],
    ['framespersecond', '24', { fps: 24 }],
    ['generate_audio', false, { generateAudio: false }],
    ['watermark', true, { watermark: true }],
    ['seed', 0, { seed: 0 }],
    ['seed', -1, { seed: -1 }],
    ['camera_fixed', true, { cameraFixed: true }],
    ['return_last_frame', true, { returnLastFrame: true }],
    ['service_tier', 'flex', { serviceTier: 'flex' }],
    ['execution_expires_after', 3600, { executionExpiresAfter: 3600 }],
    ['draft', true, { draft: true }],
    ['priority', 0, { priority: 0 }],
    ['tools', [{ type: 'web_search' }], { webSearch: true }],
    ['output_format', 'mov', { outputFormat: 'mov' }],
    ['frames', 57, { frames: 57 }],
    ['callback_url', 'https://h/done', { callbackUrl: 'https://h/done' }],
    ['safety_identifier', 'gen_1', { safetyIdentifier: 'gen_1' }],
  ])('%s: %j', (field, value, expected) => {
    const { request, notices } = read({ [field]: value })
    expect(request).toMatchObject(expected)
    expect(notices).toEqual([])
  })

  test.each<[string, unknown, string]>([
    ['image_url', A, 'first_frame'],
    ['image_url', { url: A }, 'first_frame'],
    ['image_urls', [A], 'first_frame'],
    ['image_urls', A, 'first_frame'],
    ['image', A, 'first_frame'],
    ['images', [A], 'first_frame'],
    ['images', JSON.stringify([A]), 'first_frame'],
    ['input_reference', A, 'first_frame'],
    ['input_reference', { image_url: A }, 'first_frame'],
    ['input_reference', JSON.stringify({ image_url: { url: A } }), 'first_frame'],
    ['reference_images', [A], 'reference_image'],
    ['reference_images', A, 'reference_image'],
  ])('one picture as %s: %j', (field, value, role) => {
    expect(media({ [field]: value })).toEqual([`${role}=${A}`])
  })

  test.each(['end_image_url', 'last_image_url'])('the end image as %s', (field) => {
    expect(media({ image_url: A, [field]: B })).toEqual([`first_frame=${A}`, `last_frame=${B}`])
    expect(read({ image_url: A, [field]: B }).request.mode).toBe('i2v_first_last')
  })

  test.each([
    ['video_urls', V, 'reference_video'],
    ['audio_urls', S, 'reference_audio'],
  ])('%s as a list or a single value', (field, url, role) => {
    expect(media({ [field]: [url] })).toEqual([`${role}=${url}`])
    expect(media({ [field]: url })).toEqual([`${role}=${url}`])
  })
})

describe('§1.2 precedence where two spellings disagree (written in aliases.ts)', () => {
  test.each<[Record<string, unknown>, Partial<CanonicalRequest>, string]>([
    [{ duration: 5, seconds: '8' }, { duration: 5 }, 'seconds'],
    [{ ratio: '1:1', aspect_ratio: '9:16' }, { ratio: '1:1' }, 'aspect_ratio'],
    [{ ratio: '1:1', size: '1280x720' }, { ratio: '1:1', resolution: '720p' }, 'size'],
    [{ aspect_ratio: '1:1', size: '9:16' }, { ratio: '1:1' }, 'size'],
    [{ resolution: '480p', quality: '720p' }, { resolution: '480p' }, 'quality'],
    [{ resolution: '480p', size: '1280x720' }, { resolution: '480p', ratio: '16:9' }, 'size'],
    [{ prompt: 'a lake', content: [text('a hill')] }, { prompt: 'a lake' }, 'content'],
    [{ seconds: '4', metadata: { seconds: 8 } }, { duration: 8 }, 'seconds'],
    [{ seconds: '4', parameters: { seconds: 8 } }, { duration: 4 }, 'parameters.seconds'],
    [{ prompt: 'a lake --dur 8', duration: 5 }, { prompt: 'a lake', duration: 5 }, 'prompt.duration'],
  ])('%j', (body, expected, loser) => {
    const { request, notices } = read(body)
    expect(request).toMatchObject(expected)
    expect(notices.map(({ field }) => field)).toEqual([loser])
    expect(notices[0]?.message.en).toContain('disagrees with')
  })

  test('each spelling goes before every later one of its row', () => {
    for (const [winner, loser] of ALIASES.images.flatMap((name, index) =>
      ALIASES.images.slice(index + 1).map((later) => [name, later] as const),
    )) {
      const { request, notices } = read({ mode: 'i2v', [loser]: B, [winner]: A })
      expect(
        request.references.map(({ url }) => url),
        `${winner} before ${loser}`,
      ).toEqual([A])
      expect(notices.map(({ field }) => field)).toEqual([loser])
    }
  })

  test('media in content go before flat fields of the same kind; other kinds add up', () => {
    const content = [image(A, 'reference_image')]
    const { request, notices } = read({ content, image_urls: [B], video_urls: [V] })
    expect(request.references.map(({ url }) => url)).toEqual([A, V])
    expect(notices).toMatchObject([
      { field: 'image_urls', message: { en: expect.stringContaining('`content` is used') } },
    ])
  })

  test.each<Record<string, unknown>>([
    { duration: 5, seconds: '5' },
    { duration: '5', seconds: 5 },
    { image_url: A, image_urls: [A] },
    { ratio: '16:9', size: '1280x720' },
    { prompt: 'a lake', content: [text('a lake')] },
    { content: [image(A, 'first_frame')], image_url: A },
    { size: '1280x720', width: 1280, height: 720 },
  ])('the same said twice is no disagreement: %j', (body) => {
    expect(read(body).notices).toEqual([])
  })
})

describe('loosely typed values', () => {
  test.each<[Record<string, unknown>, Partial<CanonicalRequest>]>([
    [{ duration: '5' }, { duration: 5 }],
    [{ duration: ' 5 ' }, { duration: 5 }],
    [{ duration: '-1' }, { duration: -1 }],
    [{ seed: '0' }, { seed: 0 }],
    [{ generate_audio: 'false' }, { generateAudio: false }],
    [{ generate_audio: 'True' }, { generateAudio: true }],
    [{ watermark: '1' }, { watermark: true }],
    [{ watermark: 0 }, { watermark: false }],
    [{ tools: '[{"type":"web_search"}]' }, { webSearch: true }],
    [{ metadata: '{"ratio":"1:1","generate_audio":"false"}' }, { ratio: '1:1', generateAudio: false }],
    [{ parameters: { resolution: '480p' } }, { resolution: '480p' }],
    [{ duration: null, seconds: '', ratio: undefined, image_urls: [] }, { mode: 't2v' }],
    [
      { width: 720, height: '1280' },
      { ratio: '9:16', resolution: '720p' },
    ],
  ])('%j', (body, expected) => {
    expect(read(body).request).toMatchObject(expected)
  })

  test('JSON in a text part is content', () => {
    const content = JSON.stringify([text('a hill'), image(A, 'reference_image')])
    expect(read({ prompt: '', content }).request).toMatchObject({
      prompt: 'a hill',
      mode: 'reference_images',
    })
  })

  test('one content item where a list is meant', () => {
    expect(read({ prompt: undefined, content: text('a hill') }).request.prompt).toBe('a hill')
  })

  test.each<[Record<string, unknown>, string, string]>([
    [{ duration: 'five' }, 'duration', 'wrong_type'],
    [{ seconds: '5.5' }, 'duration', 'wrong_type'],
    [{ duration: true }, 'duration', 'wrong_type'],
    [{ duration: [5] }, 'duration', 'wrong_type'],
    [{ generate_audio: 'maybe' }, 'generateAudio', 'wrong_type'],
    [{ ratio: '5:4' }, 'ratio', 'unknown_value'],
    [{ quality: 'hd' }, 'resolution', 'unknown_value'],
    [{ size: 'big' }, 'size', 'wrong_format'],
    [{ width: 1280 }, 'height', 'missing'],
    [{ mode: 'v2v' }, 'mode', 'unknown_value'],
    [{ function_mode: 'magic' }, 'function_mode', 'unknown_value'],
    [{ image_url: 'file:///etc/passwd' }, 'images', 'wrong_format'],
    [{ image_url: 'javascript:alert(1)' }, 'images', 'wrong_format'],
    [{ image_urls: [A, 7] }, 'image_urls.1', 'wrong_type'],
    [{ input_reference: { file_id: 'file-1' } }, 'images', 'wrong_type'],
    [{ content: 'words' }, 'content', 'wrong_type'],
    [{ content: [{ text: 'x' }] }, 'content.0.type', 'missing'],
    [{ content: [{ type: 'picture' }] }, 'content.0.type', 'unknown_value'],
    [{ content: [{ type: 'text' }] }, 'content.0.text', 'wrong_type'],
    [{ content: [text('x'), image('')] }, 'content.1.image_url.url', 'wrong_format'],
    [{ content: [image(A, 'middle_frame')] }, 'content.0.role', 'unknown_value'],
    [{ metadata: 'words' }, 'metadata', 'wrong_type'],
    [{ service_tier: 'express' }, 'serviceTier', 'unknown_value'],
    [{ output_format: 'avi' }, 'outputFormat', 'unknown_value'],
    [{ tools: [{ type: 'code' }] }, 'tools', 'unknown_value'],
    [{ callback_url: 'ftp://h' }, 'callbackUrl', 'wrong_format'],
    [{ n: 2 }, 'n', 'out_of_range'],
    [{ response_format: 'b64_json' }, 'responseFormat', 'unknown_value'],
    [{ prompt: 7 }, 'prompt', 'wrong_type'],
    [{ model: '' }, 'model', 'missing'],
    [{ model: 3 }, 'model', 'wrong_type'],
  ])('%j is refused at %s', (body, field, code) => {
    expect(refused(body)).toEqual([expect.objectContaining({ field, code })])
  })

  test.each([[null], ['words'], [[1]], [undefined]])('a body that is no object is refused: %j', (body) => {
    expect(parseRequest(body)).toMatchObject({ ok: false, problems: [{ code: 'wrong_type' }] })
  })

  test('a name in a request that is an object property of ours changes nothing', () => {
    const { request } = read(JSON.parse('{"__proto__":{"draft":true},"constructor":1}'))
    expect(request.draft).toBeUndefined()
  })
})

describe('§1.2 text', () => {
  test.each<[Record<string, unknown>, string]>([
    [{ prompt: 'a lake' }, 'a lake'],
    [{ prompt: undefined, content: [text('a hill')] }, 'a hill'],
    [{ prompt: undefined, content: [text('a hill'), image(A), text('at dawn')] }, 'a hill\nat dawn'],
    [{ prompt: ' ', content: [text('a hill')] }, 'a hill'],
    [{ prompt: ' ' }, ''],
  ])('%j', (body, prompt) => {
    expect(read(body).request.prompt).toBe(prompt)
  })
})

describe('§3.2 text commands', () => {
  test('they set what no field sets and leave the prompt', () => {
    const content = [text('a hill --rs 480p --dur 8 --seed 0 --cf true')]
    const { request, notices } = read({ model: PRO10, prompt: undefined, content })
    expect(request).toMatchObject({
      prompt: 'a hill',
      resolution: '480p',
      duration: 8,
      seed: 0,
      cameraFixed: true,
    })
    expect(notices).toEqual([])
  })

  test('a wrong value is named at its place in the text', () => {
    expect(refused({ prompt: undefined, content: [text('a hill --dur five')] })).toEqual([
      {
        field: 'content.0.text.duration',
        code: 'wrong_type',
        message: {
          en: '`content.0.text.duration` must be a number',
          zh: '`content.0.text.duration` 必须是数字',
        },
      },
    ])
    expect(refused({ prompt: 'a hill --rt 5:4' })[0]?.field).toBe('prompt.ratio')
  })
})

describe('§1.2, §3.3 mode from what is attached', () => {
  test.each<[Record<string, unknown>, CanonicalRequest['mode']]>([
    [{}, 't2v'],
    [{ image_url: A }, 'i2v'],
    [{ content: [image(A)] }, 'i2v'],
    [{ content: [image(A, 'first_frame'), image(B, 'last_frame')] }, 'i2v_first_last'],
    [{ content: [image(A), image(B, 'last_frame')] }, 'i2v_first_last'],
    [{ content: [image(A, 'reference_image')] }, 'reference_images'],
    [{ content: [video(V)] }, 'reference_material'],
    [{ content: [image(A, 'reference_image'), audio(S)] }, 'reference_material'],
    [{ model: 'gemini-omni', image_url: A }, 'r2v'],
    [{ model: 'gemini-omni', content: [image(A), image(B)] }, 'r2v'],
    [{ model: 'gemini-omni', video_urls: [V], image_url: A }, 'edit'],
    [{ content: [{ type: 'draft_task', draft_task: { id: 'cgt-1' } }], prompt: undefined }, 'draft_final'],
  ])('%j: %s', (body, mode) => {
    expect(read(body).request).toMatchObject({ mode, modeIsExplicit: false })
  })

  test.each<[string, Record<string, unknown>, string[]]>([
    ['two pictures are references where the model takes them', {}, ['reference_image', 'reference_image']],
    ['on 1.0 lite too', { model: LITE_I2V }, ['reference_image', 'reference_image']],
    ['else first and last frame', { model: PRO10 }, ['first_frame', 'last_frame']],
  ])('flat pictures without a mode: %s, and it is said', (_, body, roles) => {
    const { request, notices } = read({ ...body, image_urls: [A, B] })
    expect(request.references.map(({ role }) => role)).toEqual(roles)
    expect(notices).toMatchObject([
      { field: 'images', message: { en: expect.stringContaining(roles.join(', ')) } },
    ])
  })

  test('§3.3: a flat picture beside reference media is a reference; in content it is a frame, as Ark reads it', () => {
    expect(media({ image_url: A, video_urls: [V] })).toEqual([`reference_image=${A}`, `reference_video=${V}`])
    expect(media({ content: [image(A), audio(S)] })).toEqual([`first_frame=${A}`, `reference_audio=${S}`])
  })

  test('§3.3: a mode asked for places pictures of content that have no role', () => {
    expect(media({ mode: 'i2v_first_last', content: [image(A), image(B)] })).toEqual([
      `first_frame=${A}`,
      `last_frame=${B}`,
    ])
    expect(media({ function_mode: 'omni_reference', content: [image(A), audio(S)] })).toEqual([
      `reference_image=${A}`,
      `reference_audio=${S}`,
    ])
  })
})

describe('§1.2 function_mode', () => {
  test.each<[Record<string, unknown>, CanonicalRequest['mode']]>([
    [{ function_mode: 'omni_reference', image_urls: [A] }, 'reference_material'],
    [{ function_mode: 'Omni-Reference', image_urls: [A] }, 'reference_material'],
    [{ function_mode: 'omni_reference', mode: 'reference_images', image_urls: [A] }, 'reference_images'],
    [{ function_mode: 'omni_reference', model: LITE_I2V, image_urls: [A] }, 'reference_images'],
    [{ function_mode: 'omni_reference', model: 'gemini-omni', image_urls: [A] }, 'r2v'],
    [{ function_mode: 'first_last_frames', image_urls: [A, B] }, 'i2v_first_last'],
    [{ function_mode: 'first_last_frames', image_urls: [A] }, 'i2v'],
    [{ function_mode: 'first_last_frames', image_url: A, last_image_url: B }, 'i2v_first_last'],
  ])('%j: %s', (body, mode) => {
    expect(read(body).request).toMatchObject({ mode, modeIsExplicit: true })
  })

  test.each([
    { function_mode: 'omni_reference', mode: 't2v' },
    { function_mode: 'omni_reference', mode: 'i2v', image_url: A },
    { function_mode: 'first_last_frames', mode: 'reference_images', image_url: A },
  ])('one that contradicts the mode is refused: %j', (body) => {
    expect(refused(body)).toEqual([expect.objectContaining({ field: 'function_mode', code: 'conflict' })])
  })
})

describe('§3.3 omni_reference_task_type of 2.5', () => {
  test.each<[string, CanonicalRequest['mode'], boolean]>([
    ['auto', 'reference_material', false],
    ['reference', 'reference_material', true],
    ['edit', 'edit', true],
    ['extend', 'extend', true],
  ])('%s', (task, mode, modeIsExplicit) => {
    const body = { model: S25, content: [video(V)], omni_reference_task_type: task }
    expect(read(body).request).toMatchObject({ mode, modeIsExplicit })
    expect(read({ ...body, function_mode: 'omni_reference' }).request).toMatchObject({ mode })
  })

  test('§3.2: other models refuse the field', () => {
    expect(refused({ content: [video(V)], omni_reference_task_type: 'auto' })).toEqual([
      expect.objectContaining({ field: 'omni_reference_task_type', code: 'not_supported_by_model' }),
    ])
  })

  test('it must fit the mode', () => {
    expect(refused({ model: S25, mode: 'i2v', image_url: A, omni_reference_task_type: 'edit' })).toEqual([
      expect.objectContaining({ field: 'omni_reference_task_type', code: 'conflict' }),
    ])
  })
})

describe('size', () => {
  test.each<[string, string, Partial<CanonicalRequest>]>([
    [S20, '1280x720', { ratio: '16:9', resolution: '720p' }],
    [S20, '834*1112', { ratio: '3:4', resolution: '720p' }],
    [S20, '3840x2160', { ratio: '16:9', resolution: '4k' }],
    [PRO10, '1248x704', { ratio: '16:9', resolution: '720p' }],
    [S20, '1080p', { resolution: '1080p' }],
  ])('§3.7: %s reads %s exactly', (model, size, expected) => {
    const { request, notices } = read({ model, size })
    expect(request).toMatchObject(expected)
    expect(notices).toEqual([])
  })

  test.each<[string, Partial<CanonicalRequest>]>([
    ['1024x1792', { ratio: '9:16', resolution: '720p' }],
    ['1792x1024', { ratio: '16:9', resolution: '720p' }],
    ['1920x1088', { ratio: '16:9', resolution: '1080p' }],
    ['640x360', { ratio: '16:9', resolution: '480p' }],
  ])('§7: %s is taken by its longest side and nearest shape, and that is said', (size, expected) => {
    const { request, notices } = read({ size })
    expect(request).toMatchObject(expected)
    expect(notices).toEqual([expect.objectContaining({ field: 'size' })])
  })
})

describe('§4 gemini-omni lengths', () => {
  test.each([
    [4, 4],
    [5, 6],
    ['6', 6],
    [7, 8],
    [9, 10],
    [1, 4],
    [6.9, 6],
    [15, 10],
  ])('%s s becomes %s', (asked, made) => {
    const { request, notices } = read({ model: 'gemini-omni', seconds: asked })
    expect(request.duration).toBe(made)
    expect(notices.map(({ field }) => field)).toEqual(Number(asked) === made ? [] : ['seconds'])
  })

  test('an edit follows its clip: length and shape are dropped with a notice', () => {
    const { request, notices } = read({ model: 'gemini-omni', video_urls: [V], duration: 6, ratio: '16:9' })
    expect(request).not.toHaveProperty('duration')
    expect(request).not.toHaveProperty('ratio')
    expect(notices.map(({ field }) => field)).toEqual(['duration', 'ratio'])
  })
})

test('§3.2: frames override the duration, and it is said', () => {
  const { request, notices } = read({ model: PRO10, frames: 57, duration: 5 })
  expect(request.frames).toBe(57)
  expect(request).not.toHaveProperty('duration')
  expect(notices.map(({ field }) => field)).toEqual(['duration'])
})

test('§3.3: a final render does not use a prompt, and it is said', () => {
  const content = [{ type: 'draft_task', draft_task: { id: 'cgt-1' } }]
  const { request, notices } = read({ model: 'doubao-seedance-1-5-pro-251215', content })
  expect(request).toMatchObject({ prompt: '', draftTaskId: 'cgt-1' })
  expect(notices.map(({ field }) => field)).toEqual(['prompt'])
})

test('§1.3: names may be numbers; a leading @ is not part of them', () => {
  const content = [
    { ...image(A, 'reference_image'), name: 1 },
    { ...image(B, 'reference_image'), name: '@Anna' },
  ]
  expect(read({ content }).request.references.map(({ name }) => name)).toEqual(['1', 'Anna'])
})

test('what is not a field is named, not dropped in silence', () => {
  const { notices } = read({ colour: 'red', user: 'u1', metadata: { project: 'x' } })
  expect(notices.map(({ field }) => field)).toEqual(['colour', 'user', 'project'])
})

test('§3: an unknown model passes and says so', () => {
  const { request, notices } = read({ model: 'ep-2026', draft: true, frames: 57 })
  expect(request.model).toBe('ep-2026')
  expect(notices).toMatchObject([{ field: 'model', message: { en: expect.stringContaining('loosest') } }])
})

test('§3: the international id stays as written', () => {
  expect(read({ model: 'dreamina-seedance-2-0-260128' })).toMatchObject({
    request: { model: 'dreamina-seedance-2-0-260128' },
    notices: [],
  })
})
