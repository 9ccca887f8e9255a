import { type BadCall, JSON_TYPE } from './bad-calls.ts'

const TASKS = '/sandbox/api/v3/contents/generations/tasks'
const VIDEOS = '/sandbox/v1/videos'
const KEY = { authorization: 'Bearer any-key' }
const JSON_KEY = { ...KEY, ...JSON_TYPE }

/** The sandbox speaks the provider's protocol, its refusals too. */
export const badSandboxCalls: Readonly<Record<string, readonly BadCall[]>> = {
  'GET /sandbox/[...path]': [
    { what: 'no key', path: TASKS, status: 401 },
    { what: 'an empty key', path: TASKS, headers: { authorization: 'Bearer ' }, status: 401 },
    { what: 'an address of nothing', path: '/sandbox/admin', headers: KEY, status: 404 },
    { what: 'a task of nobody', path: `${TASKS}/cgt-nobody`, headers: KEY, status: 404 },
    { what: 'a traversal', path: `${TASKS}/..%2f..%2fetc%2fpasswd`, headers: KEY, status: 404 },
    { what: 'a video of nobody', path: `${VIDEOS}/video_nobody/content`, headers: KEY, status: 404 },
    { what: 'a page of letters', path: `${TASKS}?page_num=x`, headers: KEY, status: 400 },
    { what: 'a file without a signature', path: '/sandbox/files/cgt1/video.mp4', status: 403, isPlain: true },
    { what: 'a file above', path: '/sandbox/files/..%2f..%2f/secret', headers: KEY, status: 404 },
    {
      what: 'the secret',
      path: '/sandbox/files/secret/secret?expires=9999999999&signature=x',
      status: 403,
      isPlain: true,
    },
  ],
  'HEAD /sandbox/[...path]': [{ what: 'no key', path: TASKS, status: 401 }],
  'POST /sandbox/[...path]': [
    ...create('no JSON', '{'),
    ...create('a list', '[]'),
    ...create('no model', JSON.stringify({ prompt: 'A boat' })),
    ...create('a model as a list', JSON.stringify({ model: ['x'], prompt: 'A boat' })),
    ...create('nothing to make', JSON.stringify({ model: 'doubao-seedance-2-0-260128' })),
    ...create(
      'an endless length',
      JSON.stringify({ model: 'doubao-seedance-2-0-260128', prompt: 'A boat', duration: 1e9 }),
    ),
    ...['http://127.0.0.1:1/a.png', 'https://169.254.169.254/a.png', 'file:///etc/passwd'].flatMap((url) =>
      create(
        `a picture at ${url}`,
        JSON.stringify({
          model: 'doubao-seedance-2-0-260128',
          content: [
            { type: 'text', text: 'A boat' },
            { type: 'image_url', role: 'reference_image', image_url: { url } },
          ],
        }),
      ),
    ),
    { what: 'no key', path: TASKS, headers: JSON_TYPE, body: '{}', status: 401 },
    {
      what: 'a terabyte, announced',
      path: TASKS,
      headers: { ...JSON_KEY, 'content-length': '1000000000000' },
      status: 413,
    },
    {
      what: 'a broken form',
      path: VIDEOS,
      headers: { ...KEY, 'content-type': 'multipart/form-data; boundary=x' },
      body: '--x\r\nnonsense',
      status: 400,
    },
  ],
  'PUT /sandbox/[...path]': [{ what: 'a method it has not', path: TASKS, headers: KEY, status: 405 }],
  'PATCH /sandbox/[...path]': [{ what: 'a method it has not', path: TASKS, headers: KEY, status: 405 }],
  'DELETE /sandbox/[...path]': [
    { what: 'a task of nobody', path: `${TASKS}/cgt-nobody`, headers: KEY, status: 404 },
  ],
}

function create(what: string, body: string): BadCall[] {
  return [TASKS, VIDEOS].map((path) => ({
    what: `${what}, at ${path.slice('/sandbox'.length)}`,
    path,
    headers: JSON_KEY,
    body,
    status: 400,
  }))
}
