import { type BadCall, JSON_TYPE, refusedBody, refusedQuery, strangeBodies, strangeIds } from './bad-calls.ts'

/** What is wrong with a wish for an API token, and with what a program with one asks of the studio. */

const TOKENS = '/api/tokens'
const badTokens: [what: string, json: object, field: string][] = [
  ['no name', { name: undefined }, 'name'],
  ['a name of blanks', { name: '  ' }, 'name'],
  ['an endless name', { name: 'x'.repeat(200) }, 'name'],
  ['no scopes', { scopes: [] }, 'scopes'],
  ['a scope that there is not', { scopes: ['everything'] }, 'scopes.0'],
  ['a life without an end', { expiresInDays: 366 }, 'expiresInDays'],
  ['no life', { expiresInDays: 0 }, 'expiresInDays'],
  ['a project of another shape', { projectId: '../x' }, 'projectId'],
  ['somebody else’s', { authorId: 'user_1' }, 'authorId'],
]

const TASKS = '/api/v3/contents/generations/tasks'
const VIDEOS = '/v1/videos'
const MODEL = 'doubao-seedance-2-0-260128'

const PING = { jsonrpc: '2.0', id: 1, method: 'ping' }
const MCP = { accept: 'application/json, text/event-stream' }

/** `secret`: of a token that may do everything, so that the refusal is about the input. */
export function badEndpoint(secret: string): Readonly<Record<string, readonly BadCall[]>> {
  const headers = { authorization: `Bearer ${secret}` }
  const known = (calls: readonly BadCall[]) =>
    calls.map((call) => ({ ...call, headers: { ...headers, ...call.headers } }))
  const ids = (before: string, after = '') =>
    known([
      { what: 'a task of nobody', path: `${before}gen_0000000000000000${after}`, status: 404, field: 'id' },
      { what: 'a traversal', path: `${before}..%2f..%2fetc%2fpasswd${after}`, status: 404, field: 'id' },
      { what: 'SQL', path: `${before}x'%20or%201=1--${after}`, status: 404, field: 'id' },
      { what: 'a NUL', path: `${before}gen_%00${after}`, status: 404, field: 'id' },
    ])
  const creates = (path: string) => [
    { what: 'a cookie in place of a token', path, json: { model: MODEL, prompt: 'x' }, status: 401 },
    {
      what: 'a token of nobody',
      path,
      json: { model: MODEL, prompt: 'x' },
      headers: { authorization: `Bearer srl_${'A'.repeat(43)}` },
      status: 401,
    },
    ...known([
      { what: 'no JSON', path, body: '{', headers: JSON_TYPE, status: 400, field: 'body' },
      { what: 'a list', path, json: [], status: 400, field: 'body' },
      { what: 'nothing', path, headers: JSON_TYPE, status: 400, field: 'body' },
      { what: 'no model', path, json: { prompt: 'x' }, status: 400, field: 'model' },
      { what: 'no prompt', path, json: { model: MODEL }, status: 400, field: 'prompt' },
      { what: 'a NUL', path, json: { model: MODEL, prompt: 'a\0b' }, status: 400, field: 'prompt' },
      {
        what: 'too long a clip',
        path,
        json: { model: MODEL, prompt: 'x', duration: 99 },
        status: 400,
        field: 'duration',
      },
      {
        what: 'a picture inside our network',
        path,
        json: { model: MODEL, prompt: 'x', image_urls: ['http://127.0.0.1/x.png'] },
        status: 400,
        field: 'image_urls[0]',
      },
      {
        what: 'a picture that is none',
        path,
        json: { model: MODEL, prompt: 'x', image_urls: ['data:image/png;base64,eHg='] },
        status: 415,
      },
      ...['http://example.com/', 'https://127.0.0.1/', 'https://localhost/', 'https://[::1]/', 'ftp://a'].map(
        (callback) => ({
          what: `the callback ${callback}`,
          path,
          json: { model: MODEL, prompt: 'x', callback_url: callback },
          status: 400,
          field: 'callback_url',
        }),
      ),
      {
        what: 'an endless key',
        path,
        json: { model: MODEL, prompt: 'x' },
        headers: { 'idempotency-key': 'k'.repeat(256) },
        status: 400,
        field: 'Idempotency-Key',
      },
    ]),
  ]
  return {
    'GET /api/openapi.json': [
      ...refusedQuery('/api/openapi.json'),
      {
        what: 'a language that there is not',
        path: '/api/openapi.json?language=fr',
        status: 400,
        field: 'language',
      },
    ],
    'GET /api/tokens': refusedQuery(TOKENS),
    'POST /api/tokens': [
      ...strangeBodies(TOKENS),
      ...badTokens.map(([what, change, field]) => ({
        what,
        path: TOKENS,
        json: { name: 'CI', scopes: ['read'], ...change },
        status: 400,
        field,
      })),
      {
        what: 'a project of nobody',
        path: TOKENS,
        json: { name: 'CI', scopes: ['read'], projectId: 'prj_0' },
        status: 404,
      },
    ],
    'DELETE /api/tokens/[id]': [
      ...strangeIds('/api/tokens/', ''),
      ...refusedQuery('/api/tokens/tok_1'),
      ...refusedBody('/api/tokens/tok_1'),
    ],
    'GET /api/v3/contents/generations/tasks': known([
      { what: 'a parameter that is not known', path: `${TASKS}?where=1`, status: 400, field: 'where' },
      { what: 'page 0', path: `${TASKS}?page_num=0`, status: 400, field: 'page_num' },
      { what: 'an endless page', path: `${TASKS}?page_size=501`, status: 400, field: 'page_size' },
      {
        what: 'a state that there is not',
        path: `${TASKS}?filter.status=done`,
        status: 400,
        field: 'filter.status',
      },
      { what: 'a NUL', path: `${TASKS}?filter.model=a%00`, status: 400, field: 'filter.model' },
    ]),
    'POST /api/v3/contents/generations/tasks': creates(TASKS),
    'GET /api/v3/contents/generations/tasks/[id]': ids(`${TASKS}/`),
    'DELETE /api/v3/contents/generations/tasks/[id]': ids(`${TASKS}/`),
    'GET /v1/videos': known([
      { what: 'a limit of letters', path: `${VIDEOS}?limit=x`, status: 400, field: 'limit' },
      { what: 'no order', path: `${VIDEOS}?order=up`, status: 400, field: 'order' },
      { what: 'after nobody', path: `${VIDEOS}?after=gen_0`, status: 404, field: 'id' },
    ]),
    'POST /v1/videos': creates(VIDEOS),
    'POST /mcp': [
      { what: 'a cookie in place of a token', path: '/mcp', json: PING, headers: MCP, status: 401 },
      ...known([
        { what: 'no JSON', path: '/mcp', body: '{', headers: { ...JSON_TYPE, ...MCP }, status: 400 },
        { what: 'no message', path: '/mcp', json: { hello: 1 }, headers: MCP, status: 400 },
        { what: 'nothing', path: '/mcp', headers: { ...JSON_TYPE, ...MCP }, status: 400 },
        {
          what: 'more than it takes',
          path: '/mcp',
          json: { ...PING, params: { x: 'x'.repeat(4 * 1024 * 1024) } },
          headers: MCP,
          status: 413,
        },
        {
          what: 'another type',
          path: '/mcp',
          body: 'x',
          headers: { ...MCP, 'content-type': 'text/plain' },
          status: 415,
        },
      ]),
    ],
    'GET /v1/videos/[id]': ids(`${VIDEOS}/`),
    'DELETE /v1/videos/[id]': ids(`${VIDEOS}/`),
    'GET /v1/videos/[id]/content': ids(`${VIDEOS}/`, '/content'),
    'HEAD /v1/videos/[id]/content': ids(`${VIDEOS}/`, '/content'),
  }
}
