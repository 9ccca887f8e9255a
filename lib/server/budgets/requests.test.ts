import { expect, test } from 'vitest'
import type { MemberPrincipal } from '#lib/access/principal.ts'
import { readNotices } from '#lib/server/notifications/read-notifications.ts'
import { createGenerations } from '#lib/server/generations/create-generation.ts'
import { describeEachDatabase } from '#lib/server/testing/databases.ts'
import { MEMBER, openWorld, RECIPE, type World } from '#lib/server/testing/generation-world.ts'
import { FIRST_PROJECT_ID } from '#lib/server/teams/team-store.ts'
import { changeLimit } from './limits.ts'
import { decideRequest, readRequests, type RequestServices } from './requests.ts'

/** 720p, 5 s: contract.md §3.6 */
const ESTIMATE = 108_900
const EDITOR: MemberPrincipal = { ...MEMBER, userId: 'user_2', name: 'Bo', role: 'editor' }
const PEOPLE = [
  { id: MEMBER.userId, name: MEMBER.name, role: 'owner' as const },
  { id: 'user_3', name: 'Ada', role: 'admin' as const },
  { id: EDITOR.userId, name: EDITOR.name, role: 'editor' as const },
]

describeEachDatabase('a press over a limit that asks', (open) => {
  test('waits, is told to those who may decide, and is made once when it is approved', async () => {
    const { world, services } = await openAsking(await open())
    await expect(press(world, 'the-press')).rejects.toMatchObject({
      code: 'approval_needed',
      status: 402,
      retryable: false,
      message: expect.stringContaining('An admin was asked'),
    })
    await expect(press(world, 'the-press')).rejects.toMatchObject({ code: 'approval_needed' })
    expect(await count(world, 'generations')).toBe(0)
    for (const userId of [MEMBER.userId, 'user_3'])
      expect(await noticesOf(world, userId)).toMatchObject([
        {
          kind: 'budget_requested',
          actor: 'Bo',
          href: '/settings/usage',
          excerpt: 'A fox runs through snow',
        },
      ])
    const { requests, canDecide } = await readRequests(services, MEMBER)
    expect(canDecide).toBe(true)
    expect(requests).toMatchObject([
      {
        author: 'Bo',
        prompt: 'A fox runs through snow',
        takes: 1,
        tokens: ESTIMATE,
        money: { currency: 'CNY' },
      },
    ])
    const id = requests[0]?.id ?? ''
    const decisions = await Promise.all(
      Array.from({ length: 5 }, () => decideRequest(services, MEMBER, id, 'approve')),
    )
    expect(decisions.map((list) => list.requests)).toEqual([[], [], [], [], []])
    const made = await world.database.db.selectFrom('generations').selectAll().execute()
    expect(made).toMatchObject([{ author_id: EDITOR.userId, idempotency_key: 'the-press:1' }])
    expect(await noticesOf(world, EDITOR.userId)).toMatchObject([
      { kind: 'budget_approved', clip: { id: made[0]?.id } },
    ])
    // The tab that never heard of it presses again, with the same key.
    expect((await press(world, 'the-press')).isRepeat).toBe(true)
    expect(await count(world, 'generations')).toBe(1)
  })

  test('is never made when it is declined, and can’t be decided otherwise then', async () => {
    const { world, services, id } = await openAsked(await open())
    await decideRequest(services, MEMBER, id, 'decline')
    await decideRequest(services, MEMBER, id, 'decline')
    await expect(decideRequest(services, MEMBER, id, 'approve')).rejects.toMatchObject({ code: 'conflict' })
    await expect(press(world, 'the-press')).rejects.toMatchObject({
      code: 'budget_exceeded',
      message: expect.stringContaining('declined'),
    })
    expect(await count(world, 'generations')).toBe(0)
    expect(await noticesOf(world, EDITOR.userId)).toMatchObject([
      { kind: 'budget_declined', href: `/?project=${FIRST_PROJECT_ID}`, excerpt: 'A fox runs through snow' },
    ])
    const audited = await world.database.db
      .selectFrom('audit_events')
      .select('details')
      .where('action', '=', 'budget.request_decided')
      .execute()
    expect(audited.map(({ details }) => JSON.parse(details))).toMatchObject([{ approved: false, for: 'Bo' }])
  })

  test('approved and declined at the same moment, one of the two holds', async () => {
    const { world, services, id } = await openAsked(await open())
    const answers = await Promise.allSettled(
      (['approve', 'decline', 'approve', 'decline'] as const).map((decision) =>
        decideRequest(services, MEMBER, id, decision),
      ),
    )
    const made = await count(world, 'generations')
    const approved = [answers[0], answers[2]].some((answer) => answer?.status === 'fulfilled')
    expect(made).toBe(approved ? 1 : 0)
    const { state } = await world.database.db
      .selectFrom('budget_requests')
      .select('state')
      .executeTakeFirstOrThrow()
    expect(state).toBe(approved ? 'approved' : 'declined')
  })

  test('an approval does not lift a limit that stops', async () => {
    const { world, services, id } = await openAsked(await open())
    await limit(services, { scope: 'person', subjectId: EDITOR.userId, tokens: 1, atLimit: 'stop' })
    await expect(decideRequest(services, MEMBER, id, 'approve')).rejects.toMatchObject({
      code: 'budget_exceeded',
    })
    expect(await count(world, 'generations')).toBe(0)
    expect((await readRequests(services, MEMBER)).requests).toHaveLength(1)
  })

  test('is not made for somebody who may not generate any more', async () => {
    const { world, services, id } = await openAsked(await open())
    const asReviewer = { ...services, findMember: async () => ({ ...EDITOR, role: 'reviewer' as const }) }
    await expect(decideRequest(asReviewer, MEMBER, id, 'approve')).rejects.toMatchObject({ code: 'conflict' })
    const gone = { ...services, findMember: async () => undefined }
    await expect(decideRequest(gone, MEMBER, id, 'approve')).rejects.toMatchObject({ code: 'conflict' })
    expect(await count(world, 'generations')).toBe(0)
  })

  test('asks no more once it fits: the same press is made, and nothing waits', async () => {
    const { world, services } = await openAsked(await open())
    await limit(services, { scope: 'team', tokens: ESTIMATE, atLimit: 'ask' })
    expect((await press(world, 'the-press')).isRepeat).toBe(false)
    expect((await readRequests(services, MEMBER)).requests).toEqual([])
  })

  test('those who may not decide see their own alone; another team sees nothing', async () => {
    const { services, id } = await openAsked(await open())
    expect((await readRequests(services, EDITOR)).requests).toHaveLength(1)
    expect(await readRequests(services, { ...EDITOR, userId: 'user_9' })).toEqual({
      requests: [],
      canDecide: false,
    })
    const stranger: MemberPrincipal = { ...MEMBER, teamId: 'team_other' }
    await expect(decideRequest(services, stranger, id, 'approve')).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})

async function openAsking(database: World['database']) {
  const world = await openWorld(database, { people: PEOPLE })
  const services = {
    ...world.services,
    people: async () => PEOPLE,
    findMember: async (id: string) => (id === EDITOR.userId ? EDITOR : undefined),
  }
  await limit(services, { scope: 'team', tokens: 1, atLimit: 'ask' })
  return { world, services }
}

async function openAsked(database: World['database']) {
  const opened = await openAsking(database)
  await expect(press(opened.world, 'the-press')).rejects.toMatchObject({ code: 'approval_needed' })
  const [request] = (await readRequests(opened.services, MEMBER)).requests
  return { ...opened, id: request?.id ?? '' }
}

function limit(
  services: RequestServices & { people: () => Promise<typeof PEOPLE> },
  wish: Omit<Parameters<typeof changeLimit>[2], 'money'>,
) {
  return changeLimit(services, MEMBER, { ...wish, money: null })
}

function press({ services }: World, idempotencyKey: string) {
  return createGenerations(services, EDITOR, { idempotencyKey, takes: 1, recipe: RECIPE })
}

async function noticesOf({ database, now }: World, userId: string) {
  const services = { database, clock: now, env: { mail: undefined } }
  return (await readNotices(services, { ...MEMBER, userId })).notices
}

async function count({ database }: World, table: 'generations'): Promise<number> {
  return (await database.db.selectFrom(table).select('id').execute()).length
}
