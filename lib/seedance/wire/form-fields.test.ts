import OpenAI, { toFile } from 'openai'
import { describe, expect, test } from 'vitest'
import { parseRequest } from '#lib/seedance/parse-request.ts'
import { readFormFields } from './form-fields.ts'

describe('§2.1 the spelling of the openai client', () => {
  test.each<[string, [string, string][], Record<string, unknown>]>([
    [
      'scalars',
      [
        ['model', 'm'],
        ['seconds', '8'],
      ],
      { model: 'm', seconds: '8' },
    ],
    [
      'an object',
      [
        ['metadata[a]', '1'],
        ['metadata[b]', '2'],
      ],
      { metadata: { a: '1', b: '2' } },
    ],
    [
      'a list in an object',
      [
        ['metadata[list][]', 'x'],
        ['metadata[list][]', 'y'],
      ],
      { metadata: { list: ['x', 'y'] } },
    ],
    [
      'a list',
      [
        ['images[]', 'x'],
        ['images[]', 'y'],
      ],
      { images: ['x', 'y'] },
    ],
    ['a list of one', [['images[]', 'x']], { images: ['x'] }],
    [
      'a plain name twice',
      [
        ['images', 'x'],
        ['images', 'y'],
        ['images', 'z'],
      ],
      { images: ['x', 'y', 'z'] },
    ],
    [
      'indexes',
      [
        ['images[0]', 'x'],
        ['content[1][type]', 'text'],
        ['content[1][text]', 't'],
      ],
      { images: ['x'], content: [undefined, { type: 'text', text: 't' }] },
    ],
    [
      'input_reference as object',
      [['input_reference[image_url]', 'u']],
      { input_reference: { image_url: 'u' } },
    ],
    [
      'items that end when a key is seen again',
      [
        ['content[][type]', 'text'],
        ['content[][text]', 'a lake'],
        ['content[][type]', 'image_url'],
        ['content[][image_url][url]', 'u'],
        ['content[][role]', 'reference_image'],
        ['content[][type]', 'image_url'],
        ['content[][image_url][url]', 'v'],
      ],
      {
        content: [
          { type: 'text', text: 'a lake' },
          { type: 'image_url', image_url: { url: 'u' }, role: 'reference_image' },
          { type: 'image_url', image_url: { url: 'v' } },
        ],
      },
    ],
    [
      'lists inside items',
      [
        ['a[][b][]', '1'],
        ['a[][b][]', '2'],
      ],
      { a: [{ b: ['1', '2'] }] },
    ],
    [
      'JSON in a text part',
      [['content', '[{"type":"text","text":"x"}]']],
      { content: [{ type: 'text', text: 'x' }] },
    ],
    [
      'words that look like JSON',
      [
        ['prompt', '[Image 1] waves'],
        ['metadata[name]', '[1]'],
      ],
      { prompt: '[Image 1] waves', metadata: { name: '[1]' } },
    ],
    ['broken JSON', [['content', '[{']], { content: '[{' }],
    [
      'odd names',
      [
        ['a[', '1'],
        ['[]', '2'],
        ['', '3'],
      ],
      { 'a[': '1', '[]': '2', '': '3' },
    ],
  ])('%s', (_, entries, fields) => {
    expect(readFormFields(entries)).toEqual(fields)
  })

  test('names cannot reach into prototypes', () => {
    const fields = readFormFields([
      ['__proto__[draft]', 'true'],
      ['constructor[prototype][draft]', 'true'],
      ['a[__proto__][draft]', 'true'],
    ])
    expect(Reflect.get({}, 'draft')).toBeUndefined()
    expect(Reflect.get(fields, 'draft')).toBeUndefined()
  })

  test('hostile depth and indexes stay small', () => {
    const deep = `a${'[b]'.repeat(1000)}`
    expect(Object.keys(readFormFields([[deep, '1']]))).toEqual([`[${deep}]`])
    const fields = readFormFields([
      ['a[999999][b]', '1'],
      ['c[999][d]', '1'],
    ])
    expect(Array.isArray(fields['a'])).toBe(false)
    expect(Array.isArray(fields['c'])).toBe(false)
  })
})

/** What the real client would have sent. */
async function sent(body: Parameters<OpenAI['videos']['create']>[0] & Record<string, unknown>) {
  const captured: FormData[] = []
  const client = new OpenAI({
    apiKey: 'k',
    baseURL: 'http://127.0.0.1/v1',
    fetch: async (url, init) => {
      captured.push(await new Request(url, init).formData())
      return Response.json({ id: 'video_1', object: 'video', status: 'queued' })
    },
  })
  await client.videos.create(body)
  const form = captured[0]
  if (!form) throw new Error('nothing was sent')
  return readFormFields(form)
}

test('§2.1: what the real openai client sends is read back and parses', async () => {
  const fields = await sent({
    model: 'doubao-seedance-2-0-260128',
    prompt: '[Image 1] waves',
    seconds: '8',
    size: '1280x720',
    content: [
      { type: 'image_url', image_url: { url: 'https://h/a.png' }, role: 'reference_image', name: 'Anna' },
      { type: 'video_url', video_url: { url: 'https://h/v.mp4' }, role: 'reference_video' },
    ],
    metadata: { generate_audio: false, seed: 0 },
  })
  expect(parseRequest(fields)).toEqual({
    ok: true,
    notices: [],
    request: {
      model: 'doubao-seedance-2-0-260128',
      mode: 'reference_material',
      modeIsExplicit: false,
      prompt: '[Image 1] waves',
      references: [
        { kind: 'image', role: 'reference_image', url: 'https://h/a.png', name: 'Anna' },
        { kind: 'video', role: 'reference_video', url: 'https://h/v.mp4' },
      ],
      duration: 8,
      ratio: '16:9',
      resolution: '720p',
      seed: 0,
      generateAudio: false,
    },
  })
})

test('§2.1: lists and a file of the real client', async () => {
  const fields = await sent({
    model: 'm',
    prompt: 'x',
    input_reference: await toFile(new Uint8Array([1, 2, 3]), 'a.png', { type: 'image/png' }),
    image_urls: ['https://h/a.png', 'https://h/b.png'],
  })
  expect(fields['image_urls']).toEqual(['https://h/a.png', 'https://h/b.png'])
  expect(fields['input_reference']).toBeInstanceOf(File)
})
