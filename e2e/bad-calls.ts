import type { HttpCall } from './http-call.ts'

/** A request that must be refused and must change nothing. Its path starts at the route's own address. */
export interface BadCall extends Partial<Pick<HttpCall, 'path' | 'headers' | 'body'>> {
  what: string
  /** Sent as JSON instead of `body`. */
  json?: unknown
  status: number
  /** The field that the answer must name. */
  field?: string
  /** Answered as text: a file's address, which is no protocol. */
  isPlain?: boolean
}

/** What is really there, so that a refusal is about the input and not about a thing that is missing. */
export interface Place {
  mediaId: string
  /** Has failed, and can't be retried. */
  generationId: string
  /** Of a press whose recipe was another one. */
  usedKey: string
}

/** Every route of the app with what is sent to it; a route without a row fails the test. */
export function badCalls(place: Place): Readonly<Record<string, readonly BadCall[]>> {
  const generation = `/api/generations/${place.generationId}`
  const media = `/api/media/${place.mediaId}`
  return {
    'GET /api/[...path]': [{ what: 'an address of nothing', path: '/api/users', status: 404 }],
    'HEAD /api/[...path]': [{ what: 'an address of nothing', path: '/api/users', status: 404 }],
    'POST /api/[...path]': nothingThere,
    'PUT /api/[...path]': nothingThere,
    'PATCH /api/[...path]': nothingThere,
    'DELETE /api/[...path]': nothingThere,
    'GET /api/health': refusedQuery('/api/health'),
    'GET /api/session': refusedQuery('/api/session'),
    'DELETE /api/session': [...refusedQuery('/api/session'), ...refusedBody('/api/session')],
    'POST /api/provider/check': [
      ...refusedQuery('/api/provider/check'),
      ...refusedBody('/api/provider/check'),
    ],
    'GET /enter': [
      { what: 'no token', path: '/enter', status: 401 },
      { what: 'a wrong token', path: '/enter?token=wrong', status: 401 },
      { what: 'a token as a list', path: '/enter?token[]=x', status: 400, field: 'token[]' },
      { what: 'two tokens', path: '/enter?token=a&token=b', status: 400, field: 'token' },
      { what: 'an endless token', path: `/enter?token=${'x'.repeat(2000)}`, status: 400, field: 'token' },
      { what: 'somewhere to go on to', path: '/enter?token=a&next=//evil', status: 400, field: 'next' },
    ],
    'GET /api/changes': [
      { what: 'no cursor', path: '/api/changes', status: 400, field: 'after' },
      ...['', 'abc', '-1', '1.5', '1e3', '0x10', 'NaN', 'Infinity', '9'.repeat(400)].map((after) => ({
        what: `the cursor ${after.slice(0, 8)}`,
        path: `/api/changes?after=${after}`,
        status: 400,
        field: 'after',
      })),
      { what: 'two cursors', path: '/api/changes?after=1&after=2', status: 400, field: 'after' },
      { what: 'a list of cursors', path: '/api/changes?after[]=1', status: 400, field: 'after' },
      { what: 'another key', path: '/api/changes?after=1&x=1', status: 400, field: 'x' },
      { what: 'a project of nobody', path: '/api/changes?after=1&project=prj_0', status: 404 },
    ],
    'GET /api/generations': [
      { what: 'a project of nobody', path: '/api/generations?project=prj_0', status: 404 },
      ...['0', '201', '', 'ten', '1e2', '-5'].map((limit) => ({
        what: `the limit ${limit}`,
        path: `/api/generations?limit=${limit}`,
        status: 400,
        field: 'limit',
      })),
      { what: 'a page of nobody', path: '/api/generations?before=x', status: 400, field: 'before' },
      { what: 'SQL', path: "/api/generations?before=1.gen_'--", status: 400, field: 'before' },
      {
        what: 'a project of another shape',
        path: '/api/generations?project=..',
        status: 400,
        field: 'project',
      },
      { what: 'a NUL', path: '/api/generations?project=prj_%00', status: 400, field: 'project' },
    ],
    'GET /api/generations/[id]': strangeIds('/api/generations/', ''),
    'GET /api/clips/[id]': strangeIds('/api/clips/', ''),
    'DELETE /api/generations/[id]': [
      ...strangeIds('/api/generations/', ''),
      ...refusedBody(generation),
      ...refusedQuery(generation),
    ],
    'POST /api/generations/[id]/cancel': [
      ...strangeIds('/api/generations/', '/cancel'),
      ...refusedBody(`${generation}/cancel`),
      { what: 'what has ended', path: `${generation}/cancel`, status: 409 },
    ],
    'POST /api/generations/[id]/retry': [
      ...strangeIds('/api/generations/', '/retry', { idempotencyKey: 'key-of-a-retry' }),
      ...strangeBodies(`${generation}/retry`),
      { what: 'no key', path: `${generation}/retry`, json: {}, status: 400, field: 'idempotencyKey' },
      {
        what: 'what would be refused again',
        path: `${generation}/retry`,
        json: { idempotencyKey: 'key-of-a-retry' },
        status: 409,
      },
    ],
    'POST /api/generations/[id]/resolve': [
      ...strangeIds('/api/generations/', '/resolve', { decision: 'give_up' }),
      ...strangeBodies(`${generation}/resolve`),
      { what: 'no decision', path: `${generation}/resolve`, json: {}, status: 400, field: 'decision' },
      {
        what: 'another decision',
        path: `${generation}/resolve`,
        json: { decision: 'pay_again' },
        status: 400,
        field: 'decision',
      },
      { what: 'what is certain', path: `${generation}/resolve`, json: { decision: 'give_up' }, status: 409 },
    ],
    'GET /api/media/[id]': [...strangeIds('/api/media/', ''), ...strangeReads(media)],
    'HEAD /api/media/[id]': strangeIds('/api/media/', ''),
    'GET /api/media/[id]/preview': [
      ...strangeIds('/api/media/', '/preview'),
      ...refusedQuery(`${media}/preview`),
    ],
    'HEAD /api/media/[id]/preview': strangeIds('/api/media/', '/preview'),
    'GET /api/media/[id]/sprite': [
      ...strangeIds('/api/media/', '/sprite'),
      { what: 'the sprite of a picture', path: `${media}/sprite`, status: 404 },
    ],
    'HEAD /api/media/[id]/sprite': strangeIds('/api/media/', '/sprite'),
    'GET /api/media/[id]/playable': [
      ...strangeIds('/api/media/', '/playable'),
      ...refusedQuery(`${media}/playable`),
      { what: 'a picture that should play', path: `${media}/playable`, status: 422, field: 'id' },
    ],
    'HEAD /api/media/[id]/playable': strangeIds('/api/media/', '/playable'),
    'GET /api/media': [
      ...['0', '201', '', 'ten', '1e2', '-5'].map((limit) => ({
        what: `the limit ${limit}`,
        path: `/api/media?limit=${limit}`,
        status: 400,
        field: 'limit',
      })),
      { what: 'a kind that is none', path: '/api/media?kind=text', status: 400, field: 'kind' },
      { what: 'a page of nobody', path: '/api/media?before=x', status: 400, field: 'before' },
      { what: 'SQL', path: "/api/media?before=1.med_'--", status: 400, field: 'before' },
      {
        what: 'an endless search',
        path: `/api/media?search=${'x'.repeat(300)}`,
        status: 400,
        field: 'search',
      },
      { what: 'two searches', path: '/api/media?search=a&search=b', status: 400, field: 'search' },
      { what: 'another team', path: '/api/media?team=team_2', status: 400, field: 'team' },
    ],
    'POST /api/media/[id]/frame': [
      ...strangeIds('/api/media/', '/frame', { time: 1 }),
      ...strangeBodies(`${media}/frame`),
      ...[-1, '1', null, 1e9].map((time) => ({
        what: `the time ${time}`,
        path: `${media}/frame`,
        json: { time },
        status: 400,
        field: 'time',
      })),
      { what: 'a frame of a picture', path: `${media}/frame`, json: { time: 0 }, status: 422, field: 'id' },
    ],
    'POST /api/media/[id]/fix': [
      ...strangeIds('/api/media/', '/fix', { frame: { width: 400, height: 400 } }),
      ...strangeBodies(`${media}/fix`),
      ...badFixes.map(([what, json, status, field]) => ({ what, path: `${media}/fix`, json, status, field })),
    ],
    'POST /api/generations/preview': [
      ...strangeBodies('/api/generations/preview'),
      { what: 'no recipe', path: '/api/generations/preview', json: {}, status: 400, field: 'recipe' },
      {
        what: 'a key as if it were a press',
        path: '/api/generations/preview',
        json: { idempotencyKey: 'key-of-a-preview' },
        status: 400,
        field: 'idempotencyKey',
      },
      {
        what: 'a recipe without a model',
        path: '/api/generations/preview',
        json: { recipe: { prompt: [], references: [], settings: {} } },
        status: 400,
        field: 'recipe.model',
      },
    ],
    'POST /api/batches/[id]/cancel': [
      ...strangeIds('/api/batches/', '/cancel'),
      ...refusedBody('/api/batches/bat_1/cancel'),
      ...refusedQuery('/api/batches/bat_1/cancel'),
    ],
    'POST /api/batches/[id]/retry': [
      ...strangeIds('/api/batches/', '/retry', { idempotencyKey: 'key-of-a-retry' }),
      ...strangeBodies('/api/batches/bat_1/retry'),
      {
        what: 'no key',
        path: '/api/batches/bat_1/retry',
        json: {},
        status: 400,
        field: 'idempotencyKey',
      },
    ],
    'GET /api/usual-times': refusedQuery('/api/usual-times'),
    'GET /api/references/[token]': forgedTokens(place.mediaId),
    'HEAD /api/references/[token]': forgedTokens(place.mediaId),
  }
}

/** The file is a picture of a few pixels. */
const badFixes: [what: string, json: unknown, status: number, field: string][] = [
  ['another fix', { sharpen: true }, 400, 'sharpen'],
  ['a side of nothing', { frame: { width: 0, height: 400 } }, 400, 'frame.width'],
  ['a side as text', { frame: { width: '400', height: 400 } }, 400, 'frame.width'],
  ['a side without end', { frame: { width: 400, height: 1e9 } }, 400, 'frame.height'],
  ['another fill', { frame: { width: 400, height: 400, fill: 'url(x)' } }, 400, 'frame.fill'],
  ['half a cut', { trim: { start: 0 } }, 400, 'trim.end'],
  ['a cut before the start', { trim: { start: -1, end: 2 } }, 400, 'trim.start'],
  ['a cut out of a picture', { trim: { start: 0, end: 2 } }, 422, 'trim'],
  ['frames of a picture', { fps: 24 }, 422, 'fps'],
]

const nothingThere: BadCall[] = [
  { what: 'an address of nothing', path: '/api/users', json: { a: 1 }, status: 404 },
]

export const refusedQuery = (path: string): BadCall[] => [
  { what: 'a query', path: `${path}?x=1`, status: 400, field: 'x' },
  { what: 'a query key twice', path: `${path}?x=1&x=2`, status: 400, field: 'x' },
]

export const refusedBody = (path: string): BadCall[] => [
  { what: 'a field nobody asked for', path, json: { x: 1 }, status: 400, field: 'x' },
  { what: 'a list', path, json: [1], status: 400 },
  { what: 'no JSON', path, body: '{', headers: JSON_TYPE, status: 400 },
  { what: 'text', path, body: 'x', headers: { 'content-type': 'text/plain' }, status: 415 },
]

export const JSON_TYPE = { 'content-type': 'application/json' }

/** Bodies that no route takes, whatever its schema. */
export const strangeBodies = (path: string): BadCall[] => [
  ...refusedBody(path),
  { what: 'nothing', path, headers: JSON_TYPE, status: 400 },
  ...[null, 'x', 7, true].map((json) => ({ what: `${JSON.stringify(json)}`, path, json, status: 400 })),
  { what: 'half a character', path, headers: JSON_TYPE, body: Buffer.from('{"x":"\xff'), status: 400 },
  {
    what: 'a form',
    path,
    body: 'a=1',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    status: 415,
  },
  { what: 'no type', path, body: '{}', status: 415 },
  {
    what: 'a field of the prototype',
    path,
    headers: JSON_TYPE,
    body: '{"__proto__":{"x":1}}',
    status: 400,
    field: '__proto__',
  },
  { what: 'endless nesting', path, headers: JSON_TYPE, body: '['.repeat(100_000), status: 400 },
  { what: 'more than it takes', path, headers: JSON_TYPE, body: `"${'x'.repeat(2_000_000)}"`, status: 413 },
  { what: 'more than it takes, in chunks', path, headers: JSON_TYPE, body: endless(64), status: 413 },
  {
    what: 'a terabyte, announced',
    path,
    headers: { ...JSON_TYPE, 'content-length': '1000000000000' },
    status: 413,
  },
]

/** `count` × 64 KiB of the inside of a JSON text. */
export const endless = (count: number): Buffer[] =>
  Array.from({ length: count }, (_, index) => Buffer.alloc(65_536, index === 0 ? '[1' : ',1'))

const STRANGE_IDS = [
  ['of nobody', 'gen_0000000000000000', 404],
  ['with a traversal', '..%2f..%2f..%2fetc%2fpasswd', 400],
  ['with a traversal of Windows', '..%5c..%5cboot.ini', 400],
  ['with a NUL', 'gen_%00', 400],
  ['that turns the text around', 'gen_%e2%80%ae', 400],
  ['with SQL', "gen_1'%20or%201=1--", 400],
  ['of a thousand characters', 'g'.repeat(1000), 400],
  ['that is no text', '%E0%A4%A', 400],
  ['with a lone byte', 'gen_%ff', 400],
] as const

export const strangeIds = (before: string, after: string, json?: unknown): BadCall[] =>
  STRANGE_IDS.map(([what, id, status]) => ({
    what: `an id ${what}`,
    path: `${before}${id}${after}`,
    status,
    ...(json === undefined ? {} : { json }),
  }))

const strangeReads = (media: string): BadCall[] => [
  { what: 'another key', path: `${media}?width=9999`, status: 400, field: 'width' },
  { what: 'a range behind the end', path: media, headers: { range: 'bytes=999999999-' }, status: 416 },
  { what: 'a range of nothing', path: media, headers: { range: 'bytes=-0' }, status: 416 },
  {
    what: 'a range of many digits',
    path: media,
    headers: { range: `bytes=${'9'.repeat(400)}-` },
    status: 416,
  },
  { what: 'a folder to save in', path: `${media}?download=../../.bashrc`, status: 400, field: 'download' },
  {
    what: 'a header to add',
    path: `${media}?download=a%0d%0aset-cookie:x=1`,
    status: 400,
    field: 'download',
  },
]

const forgedTokens = (mediaId: string): BadCall[] =>
  [
    'x',
    '..%2f..%2fsession-secret',
    `${mediaId}.zzzzzzz.${'A'.repeat(43)}`,
    `${mediaId}.zzzzzzz.`,
    `${mediaId}.%00.${'A'.repeat(43)}`,
  ]
    .map((token): BadCall => ({
      what: token,
      path: `/api/references/${token}`,
      status: token.includes('%00') ? 400 : 404,
    }))
    .concat({
      what: 'an endless one',
      path: `/api/references/${'x'.repeat(5000)}`,
      status: 400,
      field: 'token',
    })
