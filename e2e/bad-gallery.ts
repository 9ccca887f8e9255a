import { type BadCall, refusedBody, refusedQuery, strangeBodies, strangeIds } from './bad-calls.ts'

/** What is wrong with a question to the gallery, and with what is said of clips. */

const questions = (path: string): BadCall[] =>
  [
    ['a project of nobody', 'project=prj_0000000000000000', 404, undefined],
    ['a project of another shape', 'project=..', 400, 'project'],
    ['an endless search', `q=${'x'.repeat(401)}`, 400, 'q'],
    ['a NUL to search for', 'q=a%00b', 400, 'q'],
    ['a state that there is not', 'state=succeeded,done', 400, 'state.1'],
    ['a shape that there is not', 'ratio=5:4', 400, 'ratio.0'],
    ['no stars', 'rating=0', 400, 'rating'],
    ['six stars', 'rating=6', 400, 'rating'],
    ['stars in words', 'rating=five', 400, 'rating'],
    ['a pick that there is not', 'pick=maybe', 400, 'pick.0'],
    ['an author of another shape', "author=a,b'--", 400, 'author.1'],
    ['a negative length', 'length-from=-1', 400, 'length-from'],
    ['a day of another shape', 'from=22.11.2026', 400, 'from'],
    ['half a day', 'to=2026-11', 400, 'to'],
    ['a day that there is not', 'from=2026-02-30', 400, 'from'],
    ['a month that there is not', 'to=2026-13-01', 400, 'to'],
    ['a time zone beyond the earth', 'zone=900', 400, 'zone'],
    ['a favourite of another kind', 'favourite=yes', 400, 'favourite'],
    ['the filter twice', 'model=a&model=b', 400, 'model'],
    ['another key', 'where=1', 400, 'where'],
  ].map(([what, query, status, field]): BadCall => ({
    what: String(what),
    path: `${path}?${query}`,
    status: Number(status),
    ...(field === undefined ? {} : { field: String(field) }),
  }))

const CHANGES = '/api/clips/changes'
const SEARCHES = '/api/saved-searches'

const badSearches: [what: string, json: object, field: string][] = [
  ['a name of blanks', { name: ' ' }, 'name'],
  ['an endless name', { name: 'x'.repeat(81) }, 'name'],
  ['a name of two lines', { name: 'a\nb' }, 'name'],
  ['a NUL in the name', { name: 'a\0' }, 'name'],
  ['no search', { query: undefined }, 'query'],
  ['what no gallery shows', { query: 'rating=9' }, 'query'],
  ['a word that there is not', { query: 'where=1' }, 'query'],
  ['a word said twice', { query: 'q=a&q=b' }, 'query'],
  ['a project within', { query: 'project=prj_1' }, 'query'],
  ['an endless search', { query: `q=${'x'.repeat(4000)}` }, 'query'],
  ['somebody else’s', { authorId: 'user_1' }, 'authorId'],
  ['a project of another shape', { project: '../x' }, 'project'],
]

const change = (what: string, json: object, field: string, status = 400): BadCall => ({
  what,
  path: CHANGES,
  json: { changes: [json] },
  field,
  status,
})

const ZIP = '/api/clips/zip'
const MULTIPART = { 'content-type': 'multipart/form-data; boundary=x' }
const FORM = { 'content-type': 'application/x-www-form-urlencoded' }

const zip = (what: string, body: string, status = 400, field = 'ids'): BadCall => ({
  what,
  path: ZIP,
  headers: FORM,
  body,
  field,
  status,
})

const questionsOfIds = (path: string, id: string): BadCall[] => [
  ...strangeBodies(path),
  { what: 'no ids', path, json: { ids: [] }, status: 400, field: 'ids' },
  {
    what: 'more than a thousand',
    path,
    json: { ids: Array.from({ length: 1001 }, () => id) },
    status: 400,
    field: 'ids',
  },
  { what: 'an id of another shape', path, json: { ids: ['../x'] }, status: 400, field: 'ids.0' },
  { what: 'another key', path, json: { ids: [id], to: 1 }, status: 400, field: 'to' },
]

/** `id` is a generation that is there. */
export const badGallery = (id: string): Record<string, BadCall[]> => ({
  'GET /api/gallery': [
    ...questions('/api/gallery'),
    { what: 'an order that there is not', path: '/api/gallery?sort=random', status: 400, field: 'sort' },
    { what: 'no cards', path: '/api/gallery?limit=0', status: 400, field: 'limit' },
    { what: 'too many cards', path: '/api/gallery?limit=201', status: 400, field: 'limit' },
    { what: 'a page of nobody', path: '/api/gallery?after=x', status: 400, field: 'after' },
    { what: 'SQL', path: "/api/gallery?after=1.gen_'--", status: 400, field: 'after' },
    {
      what: 'a page of another order',
      path: '/api/gallery?sort=best&after=1.gen_1',
      status: 400,
      field: 'after',
    },
    { what: 'a jump backwards', path: '/api/gallery?skip=-1', status: 400, field: 'skip' },
  ],
  'GET /api/gallery/counts': [
    ...questions('/api/gallery/counts'),
    { what: 'an order', path: '/api/gallery/counts?sort=newest', status: 400, field: 'sort' },
    {
      what: 'a count that there is not',
      path: '/api/gallery/counts?count=tag,length',
      status: 400,
      field: 'count.1',
    },
  ],
  'GET /api/gallery/ids': [
    ...questions('/api/gallery/ids'),
    { what: 'too many ids', path: '/api/gallery/ids?limit=10001', status: 400, field: 'limit' },
    { what: 'a page', path: '/api/gallery/ids?after=1.gen_1', status: 400, field: 'after' },
  ],
  'GET /api/gallery/news': [
    ...questions('/api/gallery/news').map((call) => ({ ...call, path: `${call.path}&since=0` })),
    { what: 'no beginning', path: '/api/gallery/news', status: 400, field: 'since' },
    { what: 'a time', path: '/api/gallery/news?since=yesterday', status: 400, field: 'since' },
  ],
  'GET /api/saved-searches': [
    { what: 'a project of nobody', path: `${SEARCHES}?project=prj_0000000000000000`, status: 404 },
    { what: 'a project of another shape', path: `${SEARCHES}?project=..`, status: 400, field: 'project' },
    { what: 'another key', path: `${SEARCHES}?team=team_first`, status: 400, field: 'team' },
  ],
  'POST /api/saved-searches': [
    ...strangeBodies(SEARCHES),
    ...badSearches.map(([what, json, field]) => ({
      what,
      path: SEARCHES,
      json: { name: 'Night', query: 'q=night', ...json },
      status: 400,
      field,
    })),
    {
      what: 'a project of nobody',
      path: SEARCHES,
      json: { project: 'prj_0000000000000000', name: 'Night', query: '' },
      status: 404,
    },
  ],
  'PUT /api/saved-searches/[id]': [
    ...strangeIds(`${SEARCHES}/`, '', { name: 'Night' }),
    ...strangeBodies(`${SEARCHES}/sea_1`),
    { what: 'an empty name', path: `${SEARCHES}/sea_1`, json: { name: ' ' }, status: 400, field: 'name' },
    {
      what: 'another search',
      path: `${SEARCHES}/sea_1`,
      json: { query: 'q=a' },
      status: 400,
      field: 'query',
    },
  ],
  'DELETE /api/saved-searches/[id]': [...strangeIds(`${SEARCHES}/`, ''), ...refusedBody(`${SEARCHES}/sea_1`)],
  'GET /api/storage': refusedQuery('/api/storage'),
  'POST /api/clips/uses': questionsOfIds('/api/clips/uses', id),
  'POST /api/clips/tags': questionsOfIds('/api/clips/tags', id),
  'POST /api/clips/zip': [
    { what: 'JSON', path: ZIP, json: { ids: id }, status: 415 },
    { what: 'a form that can hold files', path: ZIP, headers: MULTIPART, body: '--x--', status: 415 },
    { what: 'an endless form', path: ZIP, headers: FORM, body: `ids=${'x'.repeat(600_000)}`, status: 413 },
    zip('nothing', ''),
    zip('no ids', 'ids='),
    zip('ids of another shape', 'ids=../x', 400, 'ids.0'),
    zip('the ids twice', `ids=${id}&ids=${id}`),
    zip('more than five thousand', `ids=${Array.from({ length: 5001 }, () => id).join(',')}`),
    zip('another key', `ids=${id}&to=x`, 400, 'to'),
    zip('a clip of nobody', 'ids=gen_0000000000000000', 422),
    zip('what has no clip', `ids=${id}`, 422),
  ],
  'POST /api/clips/changes': [
    ...strangeBodies(CHANGES),
    { what: 'no changes', path: CHANGES, json: { changes: [] }, status: 400, field: 'changes' },
    {
      what: 'more than a thousand',
      path: CHANGES,
      json: { changes: Array.from({ length: 1001 }, () => ({ id, rating: 1 })) },
      status: 400,
      field: 'changes',
    },
    change('no clip', { rating: 1 }, 'changes.0.id'),
    change('a clip of nobody', { id: 'gen_0000000000000000', rating: 1 }, 'changes.0.id', 422),
    change('six stars', { id, rating: 6 }, 'changes.0.rating'),
    change('half a star', { id, rating: 0.5 }, 'changes.0.rating'),
    change('a pick that there is not', { id, pick: 'maybe' }, 'changes.0.pick'),
    change('an empty tag', { id, addTags: [' '] }, 'changes.0.addTags.0'),
    change('a tag with a comma', { id, addTags: ['a,b'] }, 'changes.0.addTags.0'),
    change('a tag with a NUL', { id, addTags: ['a\u0000b'] }, 'changes.0.addTags.0'),
    change('an endless tag', { id, addTags: ['x'.repeat(65)] }, 'changes.0.addTags.0'),
    change(
      'too many tags',
      { id, addTags: Array.from({ length: 21 }, (_, at) => `t${at}`) },
      'changes.0.addTags',
    ),
    change('another key', { id, author: 'me' }, 'changes.0.author'),
    change('a project of nobody', { id, project: 'prj_0000000000000000' }, 'changes.0.project', 422),
    change('a project of another shape', { id, project: '..' }, 'changes.0.project'),
    {
      what: 'one clip twice',
      path: CHANGES,
      json: {
        changes: [
          { id, rating: 1 },
          { id, rating: 2 },
        ],
      },
      status: 422,
      field: 'changes.1.id',
    },
  ],
})
