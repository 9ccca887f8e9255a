import { type BadCall, refusedBody, refusedQuery, strangeBodies, strangeIds } from './bad-calls.ts'
import type { SampleFiles } from './sample-files.ts'

/** What is wrong with a sequence, and with what is imported. */

const PATH = '/api/sequences'
const NOBODY = `${PATH}/seq_nobody`
const CLIP = 'gen_nobody'
const SAVED = { version: 1, title: 'Cut', parts: [{ id: 'part_1', clipId: CLIP, in: 0, out: 3 }] }
const KEY = { idempotencyKey: 'key-of-bad-join', version: 1 }

const create = (what: string, json: object, field: string, status = 400): BadCall => ({
  what,
  path: PATH,
  json,
  status,
  field,
})

const save = (what: string, change: object, field: string): BadCall => ({
  what,
  path: NOBODY,
  json: { ...SAVED, ...change },
  status: 400,
  field,
})

const part = (what: string, change: object, field: string): BadCall =>
  save(what, { parts: [{ ...SAVED.parts[0], ...change }] }, `parts.0.${field}`)

export const badSequences: Readonly<Record<string, readonly BadCall[]>> = {
  'GET /api/sequences': [
    { what: 'a project of another shape', path: `${PATH}?project=..`, status: 400, field: 'project' },
    { what: 'a project of nobody', path: `${PATH}?project=prj_nobody`, status: 404 },
    ...refusedQuery(PATH),
  ],
  'POST /api/sequences': [
    ...strangeBodies(PATH),
    create('no clips', {}, 'clipIds'),
    create('an empty list', { clipIds: [] }, 'clipIds'),
    create('a clip of another shape', { clipIds: ['../1'] }, 'clipIds.0'),
    create(
      'more clips than it has room for',
      { clipIds: Array.from({ length: 201 }, () => CLIP) },
      'clipIds',
    ),
    create('an endless title', { clipIds: [CLIP], title: 'x'.repeat(500) }, 'title'),
    create('a title of two lines', { clipIds: [CLIP], title: 'a\nb' }, 'title'),
    create('a clip of nobody', { clipIds: [CLIP] }, 'clipIds.0', 422),
  ],
  'GET /api/sequences/[id]': strangeIds(`${PATH}/`, ''),
  'PUT /api/sequences/[id]': [
    ...strangeIds(`${PATH}/`, '', SAVED),
    ...strangeBodies(NOBODY),
    save('no version', { version: undefined }, 'version'),
    save('the version before the first', { version: 0 }, 'version'),
    save('no title', { title: ' ' }, 'title'),
    save('parts that are no list', { parts: {} }, 'parts'),
    part('a negative frame', { in: -1 }, 'in'),
    part('half a frame', { out: 2.5 }, 'out'),
    part('an end before its beginning', { in: 3, out: 2 }, 'out'),
    part('an endless id', { id: 'x'.repeat(65) }, 'id'),
    part('more than there is', { speed: 2 }, 'speed'),
  ],
  'DELETE /api/sequences/[id]': [
    ...strangeIds(`${PATH}/`, ''),
    ...refusedBody(NOBODY),
    ...refusedQuery(NOBODY),
  ],
  'POST /api/sequences/[id]/join': [
    ...strangeIds(`${PATH}/`, '/join', KEY),
    ...strangeBodies(`${NOBODY}/join`),
    { what: 'no key', path: `${NOBODY}/join`, json: { version: 1 }, status: 400, field: 'idempotencyKey' },
    {
      what: 'no version',
      path: `${NOBODY}/join`,
      json: { ...KEY, version: undefined },
      status: 400,
      field: 'version',
    },
  ],
  'POST /api/clips/import': [
    ...strangeBodies('/api/clips/import'),
    {
      what: 'no key',
      path: '/api/clips/import',
      json: { mediaId: 'med_nobody' },
      status: 400,
      field: 'idempotencyKey',
    },
    {
      what: 'a file of nobody',
      path: '/api/clips/import',
      json: { mediaId: 'med_nobody', idempotencyKey: 'key-of-bad-import' },
      status: 404,
    },
  ],
}

const upload = (name: string) => `/api/clips/import?fileName=${name}`

export function badClipImports({ png, mp4 }: SampleFiles): BadCall[] {
  return [
    { what: 'no name', path: '/api/clips/import', body: mp4, status: 400, field: 'fileName' },
    { what: 'a path', path: upload('..%2Fa.mp4'), body: mp4, status: 400, field: 'fileName' },
    { what: 'a project of nobody', path: `${upload('a.mp4')}&project=prj_nobody`, body: mp4, status: 404 },
    { what: 'another key', path: `${upload('a.mp4')}&again=1`, body: mp4, status: 400, field: 'again' },
    { what: 'nothing', path: upload('a.mp4'), status: 400 },
    { what: 'a picture', path: upload('a.png'), body: png, status: 415 },
    { what: 'HTML called .mp4', path: upload('a.mp4'), body: '<!doctype html>', status: 415 },
    { what: 'half a clip', path: upload('a.mp4'), body: mp4.subarray(0, mp4.length / 2), status: 422 },
    { what: 'chunks without a length', path: upload('a.mp4'), body: [mp4], status: 400 },
  ]
}
