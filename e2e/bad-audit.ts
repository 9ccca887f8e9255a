import { type BadCall, refusedQuery } from './bad-calls.ts'

const wrong = (path: string, field: string, query: string): BadCall => ({
  what: query,
  path: `${path}${path.includes('?') ? '&' : '?'}${query}`,
  status: 400,
  field,
})
const filters = (path: string): BadCall[] => [
  wrong(path, 'subject', 'subject=everything'),
  wrong(path, 'actor', `actor=${'x'.repeat(65)}`),
  wrong(path, 'project', 'project=..'),
  wrong(path, 'from', 'from=2026-02-30'),
  wrong(path, 'to', 'to=tomorrow'),
]

/** What is wrong with asking for the audit. */
export const badAudit: Readonly<Record<string, readonly BadCall[]>> = {
  'GET /api/audit': [
    ...refusedQuery('/api/audit'),
    ...filters('/api/audit'),
    wrong('/api/audit', 'before', 'before=1.gen_1'),
    wrong('/api/audit', 'limit', 'limit=201'),
  ],
  'GET /api/audit/export': [
    wrong('/api/audit/export', 'format', 'format=xlsx'),
    wrong('/api/audit/export', 'format', 'from=2026-01-01'),
    ...filters('/api/audit/export?format=csv'),
  ],
}
