import { expect, test } from 'vitest'
import { recordAudit, type AuditEntry } from '#lib/server/audit/record-audit.ts'
import { ensureFirstTeam, FIRST_PROJECT_ID } from '#lib/server/teams/team-store.ts'
import { describeEachDatabase } from '#lib/server/testing/databases.ts'
import { MEMBER, START } from '#lib/server/testing/generation-world.ts'
import { removeAuditEventsBefore } from './audit-store.ts'
import { exportAudit, readAudit } from './read-audit.ts'

const ADA = { kind: 'member', id: 'user_1', name: 'Ada' } as const
const DAY_MS = 86_400_000

const entry = (change: Partial<AuditEntry> = {}): AuditEntry => ({
  teamId: MEMBER.teamId,
  actor: ADA,
  action: 'token.created',
  at: START,
  targetId: 'tok_1',
  details: { name: 'CI' },
  ...change,
})

describeEachDatabase('the audit', (open) => {
  async function house() {
    const database = await open()
    await ensureFirstTeam(database, START)
    await database.db
      .insertInto('teams')
      .values({ id: 'team_other', name: 'Others', created_at: 1 })
      .execute()
    let now = START + DAY_MS
    return { database, clock: () => (now += 1) }
  }

  test('is read from new to old, page by page, and is the team’s alone', async () => {
    const services = await house()
    for (let index = 0; index < 5; index += 1)
      await recordAudit(services.database.db, entry({ at: START + index, targetId: `tok_${index}` }))
    await recordAudit(services.database.db, entry({ teamId: 'team_other', targetId: 'tok_of_others' }))
    const first = await readAudit(services, MEMBER, { limit: 3 })
    expect(first.events.map(({ targetId }) => targetId)).toEqual(['tok_4', 'tok_3', 'tok_2'])
    expect(first.actors).toEqual([{ id: 'user_1', kind: 'member', name: 'Ada' }])
    const second = await readAudit(services, MEMBER, { limit: 3, before: first.nextBefore })
    expect(second.events.map(({ targetId }) => targetId)).toEqual(['tok_1', 'tok_0'])
    expect(second.nextBefore).toBeUndefined()
    expect(second.actors).toBeUndefined()
  })

  test('is filtered by what it is about, by who, by project and by day', async () => {
    const services = await house()
    const { db } = services.database
    await recordAudit(
      db,
      entry(),
      entry({ action: 'share.created', projectId: FIRST_PROJECT_ID, targetId: 'shr_1' }),
      entry({ actor: { kind: 'guest', id: 'gst_1', name: 'Client' }, action: 'share.opened' }),
      entry({ at: START - DAY_MS, targetId: 'tok_yesterday' }),
    )
    const ids = async (query: Parameters<typeof readAudit>[2]) =>
      (await readAudit(services, MEMBER, query)).events.map(({ action, targetId }) => `${action} ${targetId}`)
    expect((await ids({ subject: 'share' })).toSorted()).toEqual([
      'share.created shr_1',
      'share.opened tok_1',
    ])
    expect(await ids({ actor: 'gst_1' })).toEqual(['share.opened tok_1'])
    expect(await ids({ project: FIRST_PROJECT_ID })).toEqual(['share.created shr_1'])
    const today = new Date(START).toISOString().slice(0, 10)
    expect(await ids({ from: today, subject: 'token' })).toEqual(['token.created tok_1'])
    expect((await readAudit(services, MEMBER, { subject: 'share', actor: 'user_1' })).events).toMatchObject([
      { projectName: 'First project', actor: ADA, details: { name: 'CI' } },
    ])
  })

  test('is exported whole, without a cell that a spreadsheet would run, and that it was is written down', async () => {
    const services = await house()
    const many = Array.from({ length: 1203 }, (_, index) => entry({ at: START + index }))
    await recordAudit(services.database.db, ...many.slice(0, 600))
    await recordAudit(services.database.db, ...many.slice(600))
    const evil = { ...ADA, name: '=HYPERLINK("https://evil.example","x")' }
    await recordAudit(services.database.db, entry({ actor: evil, at: START + 5000, details: {} }))
    const csv = await (await exportAudit(services, MEMBER, { format: 'csv' })).text()
    const lines = csv.trimEnd().split('\r\n')
    // A heading, what was there, and the export itself.
    expect(lines).toHaveLength(1 + 1204 + 1)
    expect(lines[1]).toContain('audit.exported')
    expect(lines[2]).toContain(`"'=HYPERLINK(""https://evil.example"",""x"")"`)
    const json = await (await exportAudit(services, MEMBER, { format: 'json', subject: 'audit' })).text()
    const parsed: unknown[] = json
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(parsed).toMatchObject([
      { action: 'audit.exported', details: { format: 'json' } },
      { action: 'audit.exported', details: { format: 'csv' } },
    ])
  })

  test('is kept for as long as it is said, and no row goes before', async () => {
    const services = await house()
    const { db } = services.database
    await recordAudit(db, entry({ at: START - 1 }), entry({ at: START }))
    expect(await removeAuditEventsBefore(db, START)).toBe(1)
    expect((await readAudit(services, MEMBER, {})).events.map(({ at }) => at)).toEqual([START])
  })
})
