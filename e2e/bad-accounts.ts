import { type BadCall, refusedQuery, strangeBodies, strangeIds } from './bad-calls.ts'

const wrong = (path: string, what: string, json: unknown, field: string, status = 400): BadCall => ({
  what,
  path,
  json,
  status,
  field,
})

const SIGN_IN = { email: 'ada@studio.test', password: 'wrong password' }
const ACCEPT = { secret: 'x', name: 'Eve', email: 'eve@studio.test', password: 'long enough for anybody' }

/** What is wrong with people: signing in, invitations, members. */
export const badAccounts: Readonly<Record<string, readonly BadCall[]>> = {
  'POST /api/session': [
    ...strangeBodies('/api/session'),
    wrong('/api/session', 'no e-mail', { password: 'x' }, 'email'),
    wrong('/api/session', 'an e-mail that is none', { ...SIGN_IN, email: 'ada' }, 'email'),
    wrong('/api/session', 'an endless password', { ...SIGN_IN, password: 'x'.repeat(201) }, 'password'),
    { what: 'somebody who is not here', path: '/api/session', json: SIGN_IN, status: 401 },
  ],
  'GET /api/session/oidc': [
    { what: 'a query that it does not know', path: '/api/session/oidc?to=x', status: 400, field: 'to' },
    {
      what: 'an endless invitation',
      path: `/api/session/oidc?invite=${'x'.repeat(201)}`,
      status: 400,
      field: 'invite',
    },
  ],
  // A browser is taken to the sign-in page, which says what happened.
  'GET /api/session/oidc/callback': [
    'nothing',
    'state=x&code=y',
    'state=a&state=b&code=y',
    'error=%3Cscript%3E',
    `state=${'x'.repeat(4000)}`,
  ].map((query) => ({
    what: query.slice(0, 40),
    path: `/api/session/oidc/callback?${query}`,
    status: 303,
    isPlain: true,
  })),
  'DELETE /api/session/all': refusedQuery('/api/session/all'),
  'GET /api/account': refusedQuery('/api/account'),
  'PUT /api/account': [
    ...strangeBodies('/api/account'),
    wrong('/api/account', 'a name of blanks', { name: ' ' }, 'name'),
    wrong('/api/account', 'an e-mail of two', { name: 'A', email: 'a@b.c, d@e.f' }, 'email'),
  ],
  'PUT /api/account/password': [
    ...strangeBodies('/api/account/password'),
    wrong('/api/account/password', 'a short one', { next: 'short' }, 'next'),
    wrong('/api/account/password', 'one without an e-mail', { next: 'long enough for anybody' }, 'next', 422),
  ],
  'GET /api/members': refusedQuery('/api/members'),
  'PUT /api/members/[id]': [
    wrong('/api/members/usr_none', 'a role that there is not', { role: 'king' }, 'role'),
    {
      what: 'somebody who is not here',
      path: '/api/members/usr_none',
      json: { role: 'viewer' },
      status: 404,
    },
    { what: 'a path', path: '/api/members/..%2f..', json: { role: 'viewer' }, status: 400, field: 'id' },
  ],
  'DELETE /api/members/[id]': [
    { what: 'somebody who is not here', path: '/api/members/usr_none', status: 404 },
  ],
  'GET /api/invites': refusedQuery('/api/invites'),
  'POST /api/invites': [
    ...strangeBodies('/api/invites'),
    wrong('/api/invites', 'no role', {}, 'role'),
    wrong('/api/invites', 'a role that there is not', { role: 'king' }, 'role'),
    wrong('/api/invites', 'no day', { role: 'editor', expiresInDays: 0 }, 'expiresInDays'),
    wrong('/api/invites', 'an e-mail to nobody', { role: 'editor', byMail: true }, 'email', 422),
    wrong('/api/invites', 'an e-mail that is none', { role: 'editor', email: '<b>' }, 'email'),
    {
      what: 'a project of nobody',
      path: '/api/invites',
      json: { role: 'editor', projectIds: ['prj_none'] },
      status: 404,
    },
  ],
  'DELETE /api/invites/[id]': strangeIds('/api/invites/', ''),
  'POST /api/invites/accept': [
    ...strangeBodies('/api/invites/accept'),
    wrong('/api/invites/accept', 'a short password', { ...ACCEPT, password: 'short' }, 'password'),
    wrong('/api/invites/accept', 'no name', { ...ACCEPT, name: '' }, 'name'),
    { what: 'a link of nobody', path: '/api/invites/accept', json: ACCEPT, status: 404 },
  ],
  'GET /api/projects/[id]/members': strangeIds('/api/projects/', '/members'),
  'PUT /api/projects/[id]/members': [
    ...strangeIds('/api/projects/', '/members', { isPrivate: true, memberIds: [] }),
    wrong('/api/projects/prj_first/members', 'no list', { isPrivate: true }, 'memberIds'),
    wrong(
      '/api/projects/prj_first/members',
      'somebody who is not here',
      { isPrivate: true, memberIds: ['usr_none'] },
      'memberIds.0',
      422,
    ),
  ],
}
