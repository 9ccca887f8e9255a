import { createReadStream } from 'node:fs'
import { readFile, readdir, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { tmpdir } from 'node:os'
import { mkdtempSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeImpostor, makePhoto, makeTone, makeVideo } from '#lib/server/testing/sample-media.ts'
import type { RenderJob } from './render/render-job.ts'
import { openTestSandbox, PLAIN, renderTiny, TASKS } from './testing/open-test-sandbox.ts'

const directory = mkdtempSync(join(tmpdir(), 'seedreel-references-'))
const at = (name: string) => join(directory, name)
let server: Server
let origin = ''

beforeAll(async () => {
  await makePhoto(at('wide.jpg'), { width: 800, height: 450 })
  await makePhoto(at('tall.png'), { width: 450, height: 800, format: 'png' })
  await makePhoto(at('tiny.jpg'), { width: 100, height: 100 })
  await makeVideo(at('clip.mp4'), { width: 864, height: 496, seconds: 3 })
  await makeTone(at('tone.wav'), { seconds: 3, hz: 440 })
  await makeImpostor(at('page.png'))
  await writeFile(at('half.jpg'), (await readFile(at('wide.jpg'))).subarray(0, 9000))
  await writeFile(at('half.mp4'), (await readFile(at('clip.mp4'))).subarray(0, 20_000))
  server = createServer((request, answer) => {
    if (request.url === '/nothing') return answer.writeHead(404).end()
    createReadStream(at((request.url ?? '').slice(1)))
      .on('error', () => answer.destroy())
      .pipe(answer)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
})

afterAll(() => {
  server.close()
})

async function dataOf(name: string, type: string): Promise<string> {
  return `data:${type};base64,${(await readFile(at(name))).toString('base64')}`
}

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
        image(await dataOf('tall.png', 'image/png'), 'reference_image', 'hero'),
        video(`${origin}/clip.mp4`),
        audio(await dataOf('tone.wav', 'audio/wav')),
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
    const given = await Promise.all(['tall.png', 'clip.mp4', 'tone.wav'].map((name) => readFile(at(name))))
    expect(kept.map((bytes, index) => bytes.equals(given[index] ?? Buffer.alloc(0)))).toEqual([
      true,
      true,
      true,
    ])
    expect(jobs[0]?.captions.filter((segment) => 'referenceIndex' in segment)).toHaveLength(3)
  })

  test('an adaptive clip takes the shape of its first frame', async () => {
    await using sandbox = await openTestSandbox()
    const content = [image(await dataOf('tall.png', 'image/png'), 'first_frame')]
    expect(await sandbox.get(await sandbox.create({ content }))).toMatchObject({ ratio: '9:16' })
  })

  test('a file of a form is a first frame', async () => {
    await using sandbox = await openTestSandbox()
    const form = new FormData()
    form.set('model', PLAIN.model)
    form.set('prompt', 'She smiles')
    form.set('input_reference', new Blob([await readFile(at('wide.jpg'))]), '../../etc/passwd')
    const { status, body } = await sandbox.call('POST', '/v1/videos', form)
    expect(status).toBe(200)
    expect(await sandbox.get(String(body['id']))).toMatchObject({ ratio: '16:9' })
  })
})

describe('a reference is refused by its parameter', () => {
  test.each([
    ['HTML by the name of a picture', () => [image(`${origin}/page.png`)]],
    ['a picture that was cut off', () => [image(`${origin}/half.jpg`)]],
    ['a picture that is too small', () => [image(`${origin}/tiny.jpg`)]],
    ['an address that answers 404', () => [image(`${origin}/nothing`)]],
    ['an address that does not answer', () => [image('http://127.0.0.1:1/x.png')]],
    ['an address elsewhere', () => [image('https://192.0.2.1/x.png')]],
    ['an asset', () => [image('asset://a-1')]],
    ['data that is no base64', () => [image('data:image/png;base64,!!!')]],
    ['data of another kind', async () => [image(await dataOf('tone.wav', 'audio/wav'))]],
    ['a clip where a picture belongs', () => [image(`${origin}/clip.mp4`)]],
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
      () => [image(`${origin}/wide.jpg`, 'reference_image'), video(`${origin}/half.mp4`)],
    ],
    [
      'a clip as base64',
      async () => [
        image(`${origin}/wide.jpg`, 'reference_image'),
        video(await dataOf('clip.mp4', 'video/mp4')),
      ],
    ],
  ])('%s', async (_, content) => {
    await using sandbox = await openTestSandbox()
    const answer = await sandbox.call('POST', TASKS, { ...PLAIN, content: await content() })
    expect(answer).toMatchObject({ status: 400, error: { param: 'content[1].video_url.url' } })
  })

  test('by the alias the caller used', async () => {
    await using sandbox = await openTestSandbox()
    const body = { ...PLAIN, image_urls: [`${origin}/wide.jpg`, `${origin}/nothing`] }
    const answer = await sandbox.call('POST', TASKS, body)
    expect(answer).toMatchObject({ status: 400, error: { param: 'image_urls[1]' } })
  })
})
