import { type BadCall, refusedQuery, strangeBodies, strangeIds } from './bad-calls.ts'

const NOBODY = `/api/s/${'x'.repeat(43)}`
const noLink = (path: string, json?: unknown): BadCall[] => [
  { what: 'a link of nobody', path: `${NOBODY}${path}`, status: 404, ...(json !== undefined && { json }) },
  {
    what: 'a link of another shape',
    path: `/api/s/..%2f${path}`,
    status: 404,
    ...(json !== undefined && { json }),
  },
]
const CHANGE = { title: 'Spring' }

/** What is wrong with making, changing and opening share links. */
export const badShares: Readonly<Record<string, readonly BadCall[]>> = {
  'GET /api/shares': refusedQuery('/api/shares'),
  'POST /api/shares': [
    ...strangeBodies('/api/shares'),
    {
      what: 'nothing to share',
      path: '/api/shares',
      json: { kind: 'clip', ids: [] },
      status: 400,
      field: 'ids',
    },
    {
      what: 'a kind of its own',
      path: '/api/shares',
      json: { kind: 'all', ids: ['a'] },
      status: 400,
      field: 'kind',
    },
    {
      what: 'two shots',
      path: '/api/shares',
      json: { kind: 'shot', ids: ['a', 'b'] },
      status: 422,
      field: 'ids',
    },
    { what: 'a clip of nobody', path: '/api/shares', json: { kind: 'clip', ids: ['gen_0'] }, status: 404 },
    {
      what: 'a short password',
      path: '/api/shares',
      json: { kind: 'project', ids: ['prj_first'], password: '12345' },
      status: 400,
      field: 'password',
    },
  ],
  'PUT /api/shares/[id]': strangeIds('/api/shares/', '', CHANGE),
  'DELETE /api/shares/[id]': strangeIds('/api/shares/', ''),
  'POST /api/shares/[id]/renew': strangeIds('/api/shares/', '/renew'),
  'GET /api/shares/[id]/activity': strangeIds('/api/shares/', '/activity'),
  'GET /api/s/[token]': noLink(''),
  'GET /api/s/[token]/zip': noLink('/zip'),
  'POST /api/s/[token]/password': noLink('/password', { password: 'fox' }),
  'PUT /api/s/[token]/guest': noLink('/guest', { name: 'Ada' }),
  'GET /api/s/[token]/clips/[clip]/[file]': noLink('/clips/x/video'),
  'HEAD /api/s/[token]/clips/[clip]/[file]': noLink('/clips/x/video'),
  'GET /api/s/[token]/clips/[clip]/review': noLink('/clips/x/review'),
  'POST /api/s/[token]/clips/[clip]/comments': noLink('/clips/x/comments', { text: 'Hi' }),
  'PUT /api/s/[token]/clips/[clip]/comments/[comment]': noLink('/clips/x/comments/cmt_1', { text: 'Hi' }),
  'DELETE /api/s/[token]/clips/[clip]/comments/[comment]': noLink('/clips/x/comments/cmt_1'),
  'PUT /api/s/[token]/clips/[clip]/verdict': noLink('/clips/x/verdict', { verdict: 'approved' }),
  'GET /api/s/[token]/clips/[clip]/download': noLink('/clips/x/download'),
  'HEAD /api/s/[token]/clips/[clip]/download': noLink('/clips/x/download'),
}
