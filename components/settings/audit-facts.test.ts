import { expect, test } from 'vitest'
import type { AuditEvent } from '#lib/api/audit.ts'
import { auditFacts } from './audit-facts.ts'

const EVENT: AuditEvent = {
  id: 'aud_1',
  at: 0,
  actor: { kind: 'member', id: 'user_1', name: 'Owner' },
  action: 'token.created',
  details: {},
}
const facts = (details: AuditEvent['details'], projectName?: string) => {
  const event = { ...EVENT, details, ...(projectName !== undefined && { projectName }) }
  return [auditFacts(event, 'en'), auditFacts(event, 'zh')]
}

test('dates, figures, roles and yes or no are written as people write them', () => {
  expect(
    facts({ role: 'reviewer', expiresAt: Date.UTC(2027, 1, 28, 12), tokens: 108_900, isPrivate: true }),
  ).toEqual([
    ['role: Reviewer', 'until: 28 Feb 2027', 'tokens: 108,900', 'private: yes'],
    ['角色：审阅者', '有效期至：2027年2月28日', 'tokens：108,900', '私有：是'],
  ])
})

test('what says nothing, or what the project’s name says already, is left out; an unknown fact is not', () => {
  expect(facts({ name: 'Winter', email: null, role: '', folder: 'a' }, 'Winter')).toEqual([
    ['Winter', 'folder: a'],
    ['Winter', 'folder：a'],
  ])
})
