import { type BadCall, refusedBody, refusedQuery, strangeBodies, strangeIds } from './bad-calls.ts'

const WEBHOOKS = '/api/webhooks'
const WISH = { name: 'Nightly', url: 'https://9.9.9.9/hook', events: ['video.completed'] }

const wrong: [what: string, change: object, status: number, field: string][] = [
  ['no name', { name: ' ' }, 400, 'name'],
  ['an address without TLS', { url: 'http://9.9.9.9/' }, 400, 'url'],
  ['no address', { url: 'https://' }, 400, 'url'],
  ['a script', { url: 'javascript:alert(1)' }, 400, 'url'],
  ['an endless address', { url: `https://9.9.9.9/${'x'.repeat(2000)}` }, 400, 'url'],
  ['this machine', { url: 'https://127.0.0.1/' }, 422, 'url'],
  ['this machine as a number', { url: 'https://2130706433/' }, 422, 'url'],
  ['a private network', { url: 'https://10.1.2.3/' }, 422, 'url'],
  ['a password', { url: 'https://a:b@9.9.9.9/' }, 422, 'url'],
  ['no events', { events: [] }, 400, 'events'],
  ['an event that there is not', { events: ['video.paid'] }, 400, 'events.0'],
]
const wrongWishes = (path: string, more: object = {}): BadCall[] =>
  wrong.map(([what, change, status, field]) => ({
    what,
    path,
    json: { ...WISH, ...more, ...change },
    status,
    field,
  }))

/** What is wrong with making and changing webhooks, and with looking at what they told. */
export const badWebhooks: Readonly<Record<string, readonly BadCall[]>> = {
  'GET /api/webhooks': refusedQuery(WEBHOOKS),
  'POST /api/webhooks': [
    ...strangeBodies(WEBHOOKS),
    ...wrongWishes(WEBHOOKS),
    { what: 'a project of nobody', path: WEBHOOKS, json: { ...WISH, projectId: 'prj_0' }, status: 404 },
  ],
  'PUT /api/webhooks/[id]': [
    ...strangeIds(`${WEBHOOKS}/`, '', { ...WISH, isOn: true }),
    ...strangeBodies(`${WEBHOOKS}/whk_0`),
    ...wrongWishes(`${WEBHOOKS}/whk_0`, { isOn: true }),
    { what: 'neither on nor off', path: `${WEBHOOKS}/whk_0`, json: WISH, status: 400, field: 'isOn' },
  ],
  'DELETE /api/webhooks/[id]': [...strangeIds(`${WEBHOOKS}/`, ''), ...refusedBody(`${WEBHOOKS}/whk_0`)],
  'POST /api/webhooks/[id]/secret': strangeIds(`${WEBHOOKS}/`, '/secret'),
  'POST /api/webhooks/[id]/test': strangeIds(`${WEBHOOKS}/`, '/test'),
  'GET /api/deliveries': [
    { what: 'a page of nobody', path: '/api/deliveries?before=x', status: 400, field: 'before' },
    { what: 'SQL', path: "/api/deliveries?before=1.dlv_'--", status: 400, field: 'before' },
    { what: 'a hook of another shape', path: '/api/deliveries?hook=..', status: 400, field: 'hook' },
    { what: 'another team', path: '/api/deliveries?team=team_2', status: 400, field: 'team' },
  ],
  // Anything else is answered like a hint that fits.
  'POST /api/hints/[token]': refusedQuery('/api/hints/x'),
  'POST /api/deliveries/[id]/resend': strangeIds('/api/deliveries/', '/resend'),
  'GET /api/tokens/[id]/callback-secret': [
    ...strangeIds('/api/tokens/', '/callback-secret'),
    ...refusedQuery('/api/tokens/tok_1/callback-secret'),
  ],
}
