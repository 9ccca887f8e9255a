import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RenderJob } from './render/render-job.ts'
import { openTestSandbox, PLAIN, renderTiny, TASKS } from './testing/open-test-sandbox.ts'
import { type ServedMedia, serveMedia } from './testing/serve-media.ts'

let media: ServedMedia

beforeAll(async () => {
  media = await serveMedia()
})

afterAll(() => media[Symbol.asyncDispose]())

const image = (url: string, role?: string, name?: string) => ({
  type: 'image_url',
  image_url: { url },
  role,
  name,
})
const video = (url: string) => ({ type: 'video_url', video_url: { url }, role: 'reference_video' })
const audio = (url: string) => ({ type: 'audio_url', audio_url: { url }, role: 'reference_audio' })

describe('references', () => {
  test('arrive as data, as addresses and as files, measured and named', async () => {
    const jobs: RenderJob[] = []
    await using sandbox = await openTestSandbox({
      render: (job, options) => {
        jobs.push(job)
        return renderTiny(job, options)
      },
    })
    const id = await sandbox.create({
      prompt: 'The @hero hears [Audio 1] in Video 1',
      content: [
        image(await media.data('tall.png', 'image/png'), 'reference_image', 'hero'),
        video(`${media.origin}/clip.mp4`),
        audio(await media.data('tone.wav', 'audio/wav')),
      ],
    })
    await sandbox.sandbox.rendered()
    // The bill counts the three seconds of the clip that went in.
    expect(await sandbox.get(id)).toMatchObject({
      status: 'succeeded',
      usage: { total_tokens: Math.floor((1280 * 720 * (24 * 5 + 1 + 24 * 3)) / 1024) },
    })
    const references = jobs[0]?.references ?? []
    expect(references.map(({ kind, role }) => [kind, role])).toEqual([
      ['image', 'reference_image'],
      ['video', 'reference_video'],
      ['audio', 'reference_audio'],
    ])
    expect(references[0]?.name).toBe('hero')
    const kept = await Promise.all(references.map(({ path }) => readFile(path)))
    const given = await Promise.all(
      ['tall.png', 'clip.mp4', 'tone.wav'].map((name) => readFile(media.path(name))),
    )
    expect(kept.map((bytes, index) => bytes.equals(given[index] ?? Buffer.alloc(0)))).toEqual([
      true,
      true,
      true,
    ])
    expect(jobs[0]?.captions.filter((segment) => 'referenceIndex' in segment)).toHaveLength(3)
  })

  test('an adaptive clip takes the shape of its first frame', async () => {
    await using sandbox = await openTestSandbox()
    const content = [image(await media.data('tall.png', 'image/png'), 'first_frame')]
    expect(await sandbox.get(await sandbox.create({ content }))).toMatchObject({ ratio: '9:16' })
  })

  test('a file of a form is a first frame', async () => {
    await using sandbox = await openTestSandbox()
    const form = new FormData()
    form.set('model', PLAIN.model)
    form.set('prompt', 'She smiles')
    form.set('input_reference', new Blob([await readFile(media.path('wide.jpg'))]), '../../etc/passwd')
    const { status, body } = await sandbox.call('POST', '/v1/videos', form)
    expect(status).toBe(200)
    expect(await sandbox.get(String(body['id']))).toMatchObject({ ratio: '16:9' })
  })
})

describe('a reference is refused by its parameter', () => {
  test.each([
    ['HTML by the name of a picture', () => [image(`${media.origin}/page.png`)]],
    ['a picture that was cut off', () => [image(`${media.origin}/half.jpg`)]],
    ['a picture that is too small', () => [image(`${media.origin}/tiny.jpg`)]],
    ['an address that answers 404', () => [image(`${media.origin}/nothing`)]],
    ['an address that does not answer', () => [image('http://127.0.0.1:1/x.png')]],
    ['an address elsewhere', () => [image('https://192.0.2.1/x.png')]],
    ['an asset', () => [image('asset://a-1')]],
    ['data that is no base64', () => [image('data:image/png;base64,!!!')]],
    ['data of another kind', async () => [image(await media.data('tone.wav', 'audio/wav'))]],
    ['a clip where a picture belongs', () => [image(`${media.origin}/clip.mp4`)]],
  ])('%s', async (_, content) => {
    await using sandbox = await openTestSandbox()
    const answer = await sandbox.call('POST', TASKS, { ...PLAIN, content: await content() })
    expect(answer).toMatchObject({ status: 400, error: { param: 'content[0].image_url.url' } })
    expect(answer.error.code).toMatch(/^InvalidParameter/)
    expect(sandbox.sandbox.countTasks()).toBe(0)
    expect(await readdir(join(sandbox.directory, 'files', 'incoming'))).toEqual([])
    expect(await readdir(join(sandbox.directory, 'files', 'tasks'))).toEqual([])
  })

  test.each([
    [
      'a clip that was cut off',
      () => [image(`${media.origin}/wide.jpg`, 'reference_image'), video(`${media.origin}/half.mp4`)],
    ],
    [
      'a clip as base64',
      async () => [
        image(`${media.origin}/wide.jpg`, 'reference_image'),
        video(await media.data('clip.mp4', 'video/mp4')),
      ],
    ],
  ])('%s', async (_, content) => {
    await using sandbox = await openTestSandbox()
    const answer = await sandbox.call('POST', TASKS, { ...PLAIN, content: await content() })
    expect(answer).toMatchObject({ status: 400, error: { param: 'content[1].video_url.url' } })
  })

  test('by the alias the caller used', async () => {
    await using sandbox = await openTestSandbox()
    const body = { ...PLAIN, image_urls: [`${media.origin}/wide.jpg`, `${media.origin}/nothing`] }
    const answer = await sandbox.call('POST', TASKS, body)
    expect(answer).toMatchObject({ status: 400, error: { param: 'image_urls[1]' } })
  })
})
