import { type BadCall, refusedQuery, strangeBodies, strangeIds } from './bad-calls.ts'

const LIMITS = '/api/budget/limits'
const LIMIT = { scope: 'team', tokens: 1000, money: null, atLimit: 'warn' }

const wrongLimits = (
  [
    ['a limit of nobody', { scope: 'everybody' }, 400, 'scope'],
    ['tokens below none', { tokens: -1 }, 400, 'tokens'],
    ['half a token', { tokens: 0.5 }, 400, 'tokens'],
    ['more tokens than there are', { tokens: 1e13 }, 400, 'tokens'],
    ['tokens as text', { tokens: '1000' }, 400, 'tokens'],
    ['money below none', { money: -0.01 }, 400, 'money'],
    ['more money than there is', { money: 1e10 }, 400, 'money'],
    ['another thing that happens', { atLimit: 'pay' }, 400, 'atLimit'],
    ['an empty id', { scope: 'person', subjectId: '' }, 400, 'subjectId'],
    ['a project of nobody', { scope: 'project', subjectId: 'prj_0000000000000000' }, 404],
    ['a person of nobody', { scope: 'person', subjectId: '__proto__' }, 404],
    ['no token', { scope: 'token' }, 404],
    ['a team of another', { subjectId: 'team_other' }, 404],
  ] as const
).map(([what, change, status, field]): BadCall => ({
  what,
  path: LIMITS,
  json: { ...LIMIT, ...change },
  status,
  ...(field !== undefined && { field }),
}))

const wrongMonths = (path: string): BadCall[] =>
  ['', '2026', '2026-13', '2026-1', '1999-12', '2026-11-01', "2026-11'--", 'now'].map((month) => ({
    what: `the month ${month}`,
    path: `${path}?month=${month}`,
    status: 400,
    field: 'month',
  }))

/** What is wrong with limits, with deciding over them and with asking what was used. */
export const badBudgets: Readonly<Record<string, readonly BadCall[]>> = {
  'GET /api/budget': [
    ...refusedQuery('/api/budget'),
    { what: 'a project of nobody', path: '/api/budget?project=prj_0000000000000000', status: 404 },
    { what: 'a project of another shape', path: '/api/budget?project=..', status: 400, field: 'project' },
  ],
  'GET /api/budget/limits': refusedQuery(LIMITS),
  'PUT /api/budget/limits': [...strangeBodies(LIMITS), ...wrongLimits],
  'GET /api/budget/requests': refusedQuery('/api/budget/requests'),
  'PUT /api/budget/requests/[id]': [
    ...strangeIds('/api/budget/requests/', '', { decision: 'approve' }),
    ...strangeBodies('/api/budget/requests/brq_0000000000000000'),
    {
      what: 'another decision',
      path: '/api/budget/requests/brq_0000000000000000',
      json: { decision: 'pay' },
      status: 400,
      field: 'decision',
    },
  ],
  'GET /api/usage': [...refusedQuery('/api/usage'), ...wrongMonths('/api/usage')],
  'GET /api/usage/export': [...refusedQuery('/api/usage/export'), ...wrongMonths('/api/usage/export')],
}
