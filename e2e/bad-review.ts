import { type BadCall, refusedBody, refusedQuery, strangeBodies, strangeIds } from './bad-calls.ts'

/** What is wrong with comments, verdicts and notifications. `generationId` has failed and has no clip. */
export function badReview(generationId: string): Readonly<Record<string, readonly BadCall[]>> {
  const clip = `/api/clips/${generationId}`
  return {
    'GET /api/clips/[id]/review': [
      ...strangeIds('/api/clips/', '/review'),
      { what: 'no number', path: `${clip}/review?after=new`, status: 400, field: 'after' },
    ],
    'POST /api/clips/[id]/comments': [
      ...strangeIds('/api/clips/', '/comments', { text: 'A fox' }),
      ...strangeBodies(`${clip}/comments`),
      ...strangeComments(`${clip}/comments`),
    ],
    'PUT /api/clips/[id]/verdict': [
      ...strangeIds('/api/clips/', '/verdict', { verdict: 'approved' }),
      ...strangeBodies(`${clip}/verdict`),
      { what: 'no verdict', path: `${clip}/verdict`, json: {}, status: 400, field: 'verdict' },
      {
        what: 'another word',
        path: `${clip}/verdict`,
        json: { verdict: 'ok' },
        status: 400,
        field: 'verdict',
      },
      { what: 'what has no clip', path: `${clip}/verdict`, json: { verdict: 'approved' }, status: 409 },
    ],
    'PUT /api/clips/[id]/verdict-requests': [
      ...strangeIds('/api/clips/', '/verdict-requests', { userIds: [] }),
      ...strangeBodies(`${clip}/verdict-requests`),
      { what: 'nobody', path: `${clip}/verdict-requests`, json: {}, status: 400, field: 'userIds' },
      {
        what: 'somebody else',
        path: `${clip}/verdict-requests`,
        json: { userIds: ['user_of_nobody'] },
        status: 422,
        field: 'userIds',
      },
    ],
    'PUT /api/comments/[id]': [
      ...strangeIds('/api/comments/', '', { resolved: true }),
      ...strangeBodies('/api/comments/cmt_0'),
    ],
    'DELETE /api/comments/[id]': [
      ...strangeIds('/api/comments/', ''),
      ...refusedBody('/api/comments/cmt_0'),
      ...refusedQuery('/api/comments/cmt_0'),
    ],
    'POST /api/comments/[id]/reactions': [
      ...strangeIds('/api/comments/', '/reactions', { emoji: '👍', on: true }),
      ...strangeBodies('/api/comments/cmt_0/reactions'),
      {
        what: 'another sign',
        path: '/api/comments/cmt_0/reactions',
        json: { emoji: '<b>', on: true },
        status: 400,
        field: 'emoji',
      },
    ],
    'GET /api/notifications': refusedQuery('/api/notifications'),
    'GET /api/notifications/count': refusedQuery('/api/notifications/count'),
    'POST /api/notifications/read': [
      ...strangeBodies('/api/notifications/read'),
      { what: 'none', path: '/api/notifications/read', json: {}, status: 400, field: 'ids' },
      { what: 'an empty list', path: '/api/notifications/read', json: { ids: [] }, status: 400 },
    ],
    'PUT /api/notifications/mail': [
      ...strangeBodies('/api/notifications/mail'),
      { what: 'a word', path: '/api/notifications/mail', json: { isOn: 'yes' }, status: 400, field: 'isOn' },
    ],
  }
}

function strangeComments(path: string): BadCall[] {
  const pen = (points: unknown) => ({ shapes: [{ tool: 'pen', colour: 'red', points }] })
  const drawn = (drawing: unknown) => ({ text: 'Here', frames: { from: 0, to: 0 }, drawing })
  const line = [
    [0, 0],
    [1, 1],
  ]
  const wrong: [what: string, json: unknown, status: number][] = [
    ['nothing said', { text: '  ' }, 400],
    ['an endless text', { text: 'x'.repeat(4001) }, 400],
    ['a NUL', { text: 'a\u0000b' }, 400],
    ['a range that runs back', { text: 'a', frames: { from: 5, to: 4 } }, 400],
    ['half a frame', { text: 'a', frames: { from: 0.5, to: 1 } }, 400],
    ['frames that are not there', { text: 'a', frames: { from: 0, to: 1 } }, 422],
    ['a comment of nobody to answer', { text: 'a', parentId: 'cmt_0' }, 404],
    ['a drawing on no frame', { text: 'a', drawing: pen(line) }, 400],
    ['an empty drawing', drawn({ shapes: [] }), 400],
    [
      'a point outside of the picture',
      drawn(
        pen([
          [0, 0],
          [1.01, 1],
        ]),
      ),
      400,
    ],
    ['a point that is none', drawn(pen([[0, 0], [1]])), 400],
    ['an endless line', drawn(pen(Array.from({ length: 501 }, () => [0, 0]))), 400],
    ['too many shapes', drawn({ shapes: Array.from({ length: 61 }, () => pen(line).shapes[0]) }), 400],
    ['another colour', drawn({ shapes: [{ tool: 'pen', colour: 'url(x)', points: line }] }), 400],
    [
      'an arrow of three points',
      drawn({ shapes: [{ tool: 'arrow', colour: 'red', points: [...line, [0, 1]] }] }),
      400,
    ],
  ]
  return wrong.map(([what, json, status]) => ({ what, path, json, status }))
}
