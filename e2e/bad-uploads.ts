import type { BadCall } from './bad-calls.ts'
import { FORBIDDEN_ADDRESSES } from './bad-recipes.ts'
import { strangeBodies } from './bad-calls.ts'
import { makePngBomb, type SampleFiles } from './sample-files.ts'

const path = (name: string) => `/api/media?fileName=${name}`

const HTML = '<!doctype html><title>not a picture</title><script>alert(1)</script>'
const SVG = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'

export function badUploads({ png, mp4, mp3 }: SampleFiles): BadCall[] {
  const moov = mp4.indexOf('moov')
  return [
    { what: 'no name', path: '/api/media', body: png, status: 400, field: 'fileName' },
    { what: 'two names', path: `${path('a.png')}&fileName=b.png`, body: png, status: 400, field: 'fileName' },
    { what: 'another key', path: `${path('a.png')}&team=x`, body: png, status: 400, field: 'team' },
    ...['../../etc/passwd', '..\\..\\boot.ini', '/etc/passwd', 'a/../b.png', 'a\0.png', 'a\r\nb.png'].map(
      (name): BadCall => ({
        what: `the name ${JSON.stringify(name)}`,
        path: path(encodeURIComponent(name)),
        body: png,
        status: 400,
        field: 'fileName',
      }),
    ),
    { what: 'an endless name', path: path('x'.repeat(5000)), body: png, status: 400, field: 'fileName' },
    { what: 'nothing', path: path('a.png'), status: 400 },
    { what: 'HTML called .png', path: path('a.png'), body: HTML, status: 415 },
    {
      what: 'SVG',
      path: path('a.svg'),
      body: SVG,
      headers: { 'content-type': 'image/svg+xml' },
      status: 415,
    },
    { what: 'a program', path: path('a.mp4'), body: Buffer.from('7f454c4602010100', 'hex'), status: 415 },
    {
      what: 'a ZIP called .mp4',
      path: path('a.mp4'),
      body: Buffer.from('504b030414000000', 'hex'),
      status: 415,
    },
    {
      what: 'the start of a PNG and HTML',
      path: path('a.png'),
      body: Buffer.concat([png.subarray(0, 64), Buffer.from(HTML)]),
      status: 422,
    },
    { what: 'half a PNG', path: path('a.png'), body: png.subarray(0, png.length / 2), status: 422 },
    { what: 'half an MP4', path: path('a.mp4'), body: mp4.subarray(0, mp4.length / 2), status: 422 },
    { what: 'an MP4 without its index', path: path('a.mp4'), body: mp4.subarray(0, moov - 4), status: 422 },
    {
      what: 'an MP4 of noughts',
      path: path('a.mp4'),
      body: Buffer.concat([mp4.subarray(0, 32), Buffer.alloc(5000)]),
      status: 422,
    },
    { what: 'half an MP3’s first frame', path: path('a.mp3'), body: mp3.subarray(0, 100), status: 422 },
    { what: '900 million pixels in 110 KB', path: path('a.png'), body: makePngBomb(30_000), status: 422 },
    { what: 'chunks without a length', path: path('a.png'), body: [png], status: 400 },
    {
      what: 'a gigabyte, announced',
      path: path('a.mp4'),
      headers: { 'content-length': '1000000000' },
      body: mp4.subarray(0, 5000),
      status: 413,
    },
    {
      what: 'a checksum that is none',
      path: path('a.png'),
      headers: { 'x-content-sha256': 'abc' },
      body: png,
      status: 400,
    },
    {
      what: 'the checksum of something else',
      path: path('a.png'),
      headers: { 'x-content-sha256': '0'.repeat(64) },
      body: png,
      status: 400,
    },
  ]
}

const IMPORT = '/api/media/from-address'

export const badImports: BadCall[] = [
  ...strangeBodies(IMPORT),
  ...[
    undefined,
    '',
    7,
    ['https://example.com/'],
    { href: 'https://example.com/' },
    'x'.repeat(5000),
    'https://example.com/\0',
  ].map((url): BadCall => ({
    what: `the address ${String(JSON.stringify(url)).slice(0, 40)}`,
    path: IMPORT,
    json: { url },
    status: 400,
    field: 'url',
  })),
  ...[...FORBIDDEN_ADDRESSES, 'http://example.com/fox.png'].map((url): BadCall => ({
    what: `the address ${url}`,
    path: IMPORT,
    json: { url },
    status: 400,
    field: 'url',
  })),
  {
    what: 'a host that is not there',
    path: IMPORT,
    json: { url: 'https://no-such-host.invalid/a.png' },
    status: 422,
    field: 'url',
  },
]
