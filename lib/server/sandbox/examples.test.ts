import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MODELS } from '#lib/seedance/models.ts'
import type { RenderJob } from './render/render-job.ts'
import { openTestSandbox, PLAIN, renderTiny, TASKS, type TestSandbox } from './testing/open-test-sandbox.ts'
import { type ServedMedia, serveMedia } from './testing/serve-media.ts'

let media: ServedMedia
let server: TestSandbox
const jobs: RenderJob[] = []

beforeAll(async () => {
  media = await serveMedia()
  server = await openTestSandbox({
    render: (job, options) => {
      jobs.push(job)
      return renderTiny(job, options)
    },
  })
})

afterAll(async () => {
  await server[Symbol.asyncDispose]()
  await media[Symbol.asyncDispose]()
})

/** Creates, waits for the end, and tells what was ordered of the renderer. */
async function order(fields: Record<string, unknown>): Promise<RenderJob> {
  const text = JSON.stringify(fields).replaceAll('http://h/', `${media.origin}/`)
  const id = await server.create(JSON.parse(text))
  await server.sandbox.rendered()
  expect(await server.get(id)).toMatchObject({ status: 'succeeded' })
  const job = jobs.at(-1)
  if (job === undefined) throw new Error('Nothing was ordered.')
  return job
}

const WIDE = 'http://h/wide.jpg'
const TALL = 'http://h/tall.png'
const CLIP = 'http://h/clip.mp4'
const TONE = 'http://h/tone.wav'
const i2v = { mode: 'i2v', image_url: WIDE }
const LITE = 'doubao-seedance-1-0-lite-i2v-250428'

describe('every mode and alias of the seed', () => {
  test.each([
    ['t2v', { mode: 't2v' }, []],
    ['i2v, image_url', i2v, ['first_frame']],
    ['i2v, image_urls', { mode: 'i2v', image_urls: [WIDE] }, ['first_frame']],
    ['i2v, image_urls as one value', { mode: 'i2v', image_urls: WIDE }, ['first_frame']],
    ['i2v, input_reference', { mode: 'i2v', input_reference: WIDE }, ['first_frame']],
    [
      'i2v, input_reference.image_url',
      { mode: 'i2v', input_reference: { image_url: WIDE } },
      ['first_frame'],
    ],
    [
      'i2v_first_last, end_image_url',
      { mode: 'i2v_first_last', image_url: WIDE, end_image_url: TALL },
      ['first_frame', 'last_frame'],
    ],
    [
      'i2v_first_last, last_image_url',
      { mode: 'i2v_first_last', image_url: WIDE, last_image_url: TALL },
      ['first_frame', 'last_frame'],
    ],
    [
      'reference_images',
      { mode: 'reference_images', image_urls: [WIDE, TALL] },
      ['reference_image', 'reference_image'],
    ],
    [
      'reference_images on 1.0 lite',
      { model: LITE, mode: 'reference_images', image_urls: [WIDE] },
      ['reference_image'],
    ],
    [
      'reference_material, video_urls and audio_urls',
      { mode: 'reference_material', image_urls: [WIDE], video_urls: [CLIP], audio_urls: [TONE] },
      ['reference_image', 'reference_video', 'reference_audio'],
    ],
    [
      'omni_reference, all in content, with the seed’s numbers for names',
      {
        prompt: undefined,
        function_mode: 'omni_reference',
        size: '1280x720',
        duration: 5,
        content: [
          { type: 'text', text: 'The one of @1 dances like @2 to @3' },
          { type: 'image_url', image_url: { url: WIDE }, role: 'reference_image', name: '1' },
          { type: 'video_url', video_url: { url: CLIP }, role: 'reference_video', name: '2' },
          { type: 'audio_url', audio_url: { url: TONE }, role: 'reference_audio', name: '3' },
        ],
      },
      ['reference_image', 'reference_video', 'reference_audio'],
    ],
    ['gemini-omni t2v', { model: 'gemini-omni', mode: 't2v' }, []],
    ['gemini-omni r2v', { model: 'gemini-omni', mode: 'r2v', reference_images: [WIDE] }, ['reference_image']],
    ['gemini-omni edit', { model: 'gemini-omni', mode: 'edit', video_urls: [CLIP] }, ['reference_video']],
  ])('%s', async (_, fields, roles) => {
    const job = await order(fields)
    expect(job.references.map(({ role }) => role)).toEqual(roles)
  })

  test.each([
    ['duration', { duration: 8 }, { frames: 192 }],
    ['seconds as text', { seconds: '8' }, { frames: 192 }],
    ['aspect_ratio', { aspect_ratio: '9:16' }, { width: 720, height: 1280 }],
    ['ratio', { ratio: '1:1' }, { width: 960, height: 960 }],
    ['size', { size: '1280x720' }, { width: 1280, height: 720 }],
    ['size as ratio', { size: '21:9' }, { width: 1470, height: 630 }],
    ['quality', { quality: '480p', ratio: '16:9' }, { width: 864, height: 496 }],
    ['resolution', { resolution: '1080P', ratio: '16:9' }, { width: 1920, height: 1080 }],
    ['fps', { fps: 24 }, { fps: 24 }],
    ['generate_audio', { generate_audio: false }, { audio: false }],
    ['generate_audio as text', { generate_audio: 'false' }, { audio: false }],
    ['watermark', { watermark: true }, { watermark: true }],
    ['seed 0', { seed: 0 }, { seed: 0 }],
    ['frames', { model: 'doubao-seedance-1-0-pro-250528', frames: 57 }, { frames: 57, audio: false }],
    ['gemini-omni seconds', { model: 'gemini-omni', seconds: 7 }, { frames: 192 }],
    [
      'gemini-omni edit follows its clip',
      { model: 'gemini-omni', mode: 'edit', video_urls: [CLIP] },
      { frames: 72 },
    ],
    ['the model chooses', { duration: -1 }, { frames: 120 }],
    ['mov', { model: 'doubao-seedance-2-5-260628', output_format: 'mov', duration: 4 }, { container: 'mov' }],
    ['a shape that follows the picture', { ...i2v, image_url: TALL }, { width: 720, height: 1280 }],
  ])('%s', async (_, fields, expected) => {
    expect(await order(fields)).toMatchObject(expected)
  })
})

test.each(MODELS.map((model) => [model.id, model] as const))(
  '%s makes its default clip',
  async (id, model) => {
    const fields = model.modes.includes('t2v') ? { model: id } : { model: id, image_url: WIDE }
    expect((await order(fields)).audio).toBe(model.audioOutput)
  },
)

test('a draft is made at 480p, and its final render takes everything from it', async () => {
  const model = 'doubao-seedance-1-5-pro-251215'
  const draft = await order({ model, draft: true, image_url: TALL, duration: 4, seed: 11 })
  expect(draft).toMatchObject({ width: 496, height: 864, frames: 96, seed: 11 })
  const { body } = await server.call('GET', `${TASKS}?filter.model=${model}&page_size=1`)
  const [{ id }] = JSON.parse(JSON.stringify(body['items']))
  const content = [{ type: 'draft_task', draft_task: { id } }]
  const final = await order({ model, prompt: undefined, content })
  expect(final).toMatchObject({ width: 720, height: 1280, frames: 96, seed: 11, prompt: draft.prompt })
  expect(final.references).toHaveLength(1)
  expect(
    await server.call('POST', TASKS, { model, content: [{ type: 'draft_task', draft_task: { id: 'x' } }] }),
  ).toMatchObject({
    status: 400,
    error: { code: 'InvalidParameter', param: 'content.draft_task.id' },
  })
})

test('the least request there is', async () => {
  expect(await order(PLAIN)).toMatchObject({
    width: 1280,
    height: 720,
    frames: 120,
    audio: true,
    watermark: false,
  })
})
