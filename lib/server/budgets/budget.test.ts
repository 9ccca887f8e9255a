import { expect, test } from 'vitest'
import type { MemberPrincipal } from '#lib/access/principal.ts'
import type { BudgetScope, Standing } from '#lib/generation/budget.ts'
import { describeEachDatabase } from '#lib/server/testing/databases.ts'
import {
  MEMBER,
  openRunning,
  openWorld,
  RECIPE,
  START,
  type World,
} from '#lib/server/testing/generation-world.ts'
import { resolveUncertain } from '#lib/server/generations/generation-actions.ts'
import { createGenerations } from '#lib/server/generations/create-generation.ts'
import { ResultError } from '#lib/server/generations/media-access.ts'
import { ProviderError } from '#lib/server/providers/video-provider.ts'
import { FIRST_PROJECT_ID } from '#lib/server/teams/team-store.ts'
import { changeLimit } from './limits.ts'
import { readBudget } from './standings.ts'

/** 720p, 5 s: contract.md §3.6; 46 yuan for a million without video input. */
const ESTIMATE = 108_900
const PRICE = (ESTIMATE * 46) / 1e6
/** START is in September 2026. */
const TO_OCTOBER = Date.UTC(2026, 9, 1)
const OTHER: MemberPrincipal = { ...MEMBER, userId: 'user_2', name: 'Bo', role: 'editor' }

describeEachDatabase('what a month has used', (open) => {
  test('counts by the provider’s own figure, and by its estimate what is in flight', async () => {
    const world = await openLimited(await open())
    const { taskId } = await openRunning(world)
    await world.press()
    expect(await standing(world)).toEqual({ used: 0, inFlight: 2 * ESTIMATE })
    world.provider.set(taskId, { ...CLIP, usage: { totalTokens: 100_000 } })
    await pass(world)
    expect(await standing(world)).toEqual({ used: 100_000, inFlight: ESTIMATE })
  })

  test('counts money at the price of the press', async () => {
    const world = await openLimited(await open(), { tokens: null, money: 1000 })
    const { taskId } = await openRunning(world)
    expect((await standing(world)).inFlight).toBeCloseTo(PRICE, 6)
    world.provider.set(taskId, { ...CLIP, usage: { totalTokens: 100_000 } })
    await pass(world)
    expect((await standing(world)).used).toBeCloseTo(4.6, 6)
  })

  test('a clip of unknown usage counts as expected, a failure does not', async () => {
    const world = await openLimited(await open())
    const one = await openRunning(world)
    const other = await openRunning(world)
    world.provider.set(one.taskId, CLIP)
    world.provider.set(other.taskId, { status: 'failed' })
    await pass(world)
    expect(await standing(world)).toEqual({ used: ESTIMATE, inFlight: 0 })
  })

  test.each([
    ['cancelled', { status: 'cancelled' }],
    ['expired', { status: 'expired' }],
    ['failed', { status: 'failed' }],
  ] as const)('a %s one gives back what it had reserved', async (_, end) => {
    const world = await openLimited(await open())
    const { taskId } = await openRunning(world)
    world.provider.set(taskId, end)
    await pass(world)
    expect(await standing(world)).toEqual({ used: 0, inFlight: 0 })
  })

  test('a refused one gives it back, a put off one keeps it', async () => {
    const world = await openLimited(await open())
    world.provider.script.push(new ProviderError('refused', 'not like this'))
    await world.press()
    await world.settle()
    expect(await standing(world)).toEqual({ used: 0, inFlight: 0 })
    world.provider.script.push(new ProviderError('deferred', 'slow down', { retryAfterMs: 17_000 }))
    await world.press()
    await world.settle()
    expect(await standing(world)).toEqual({ used: 0, inFlight: ESTIMATE })
  })

  test('a lost answer keeps it; given up, it may have been paid and stays counted', async () => {
    const world = await openLimited(await open())
    world.provider.script.push('lose after taking')
    const [id = ''] = await world.press()
    await world.settle()
    expect((await world.row(id)).state).toBe('uncertain')
    expect(await standing(world)).toEqual({ used: 0, inFlight: ESTIMATE })
    await resolveUncertain(world.services, MEMBER, id, { decision: 'give_up' })
    expect(await standing(world)).toEqual({ used: ESTIMATE, inFlight: 0 })
  })

  test('a clip whose address died first was paid all the same', async () => {
    const world = await openLimited(await open())
    const { id, taskId } = await openRunning(world)
    world.provider.set(taskId, { ...CLIP, expiresAt: START + 5000 })
    for (let tries = 0; tries < 9; tries += 1) world.saves.push(new ResultError('dead', '403'))
    for (let tries = 0; tries < 9 && (await world.row(id)).state !== 'failed'; tries += 1) await pass(world)
    expect((await world.row(id)).state).toBe('failed')
    expect(await standing(world)).toEqual({ used: ESTIMATE, inFlight: 0 })
  })

  test('what is reserved in one month and ends in the next counts there', async () => {
    const world = await openLimited(await open())
    const { taskId } = await openRunning(world)
    await world.press()
    world.provider.set(taskId, CLIP)
    await pass(world)
    world.advance(TO_OCTOBER - world.now() - 1)
    expect(await standing(world)).toEqual({ used: ESTIMATE, inFlight: ESTIMATE })
    world.advance(1)
    expect(await standing(world)).toEqual({ used: 0, inFlight: ESTIMATE })
  })

  test('the sandbox does not count beside a real provider', async () => {
    const world = await openLimited(await open())
    await world.press()
    const services = { ...world.services, provider: { name: 'sandbox' } }
    expect((await readBudget(services, MEMBER)).standings[0]).toMatchObject({ used: 0, inFlight: 0 })
  })

  test.each([
    ['project', FIRST_PROJECT_ID],
    ['person', MEMBER.userId],
  ] as const)('of a %s alone', async (scope, subjectId) => {
    const world = await openWorld(await open())
    await limit(world, { scope, subjectId, tokens: 1_000_000 })
    await world.press()
    await createGenerations(world.services, OTHER, {
      idempotencyKey: 'of-the-other-person',
      takes: 1,
      recipe: RECIPE,
    })
    expect((await standing(world)).inFlight).toBe(scope === 'project' ? 2 * ESTIMATE : ESTIMATE)
  })

  test('a clip that is moved goes on to be paid by the project that it was pressed in', async () => {
    const database = await open()
    const world = await openWorld(database)
    await limit(world, { scope: 'project', subjectId: FIRST_PROJECT_ID, tokens: 1_000_000 })
    await world.press()
    await database.db
      .insertInto('projects')
      .values({
        id: 'prj_2',
        team_id: MEMBER.teamId,
        name: 'Other',
        created_at: START + 1,
        updated_at: START,
      })
      .execute()
    await database.db.updateTable('generations').set({ project_id: 'prj_2' }).execute()
    expect((await standing(world)).inFlight).toBe(ESTIMATE)
  })
})

describeEachDatabase('what a press meets', (open) => {
  test('a limit that stops is never overrun, however much of it is pressed at once', async () => {
    const world = await openLimited(await open(), { tokens: 10 * ESTIMATE + 5, atLimit: 'stop' })
    const presses = Array.from({ length: 25 }, () => world.press())
    const answers = await Promise.allSettled(presses)
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(10)
    expect(await standing(world)).toEqual({ used: 0, inFlight: 10 * ESTIMATE })
  })

  test('all takes or none, and how many would fit is said; what was refused is written down', async () => {
    const database = await open()
    const world = await openLimited(database, { tokens: 2 * ESTIMATE, atLimit: 'stop' })
    await expect(world.press({ takes: 3 })).rejects.toMatchObject({
      code: 'budget_exceeded',
      status: 402,
      retryable: false,
      message: expect.stringContaining('2 of the 3 takes would fit'),
    })
    expect(await count(database, 'generations')).toBe(0)
    expect(await count(database, 'shots')).toBe(0)
    const [event] = await database.db
      .selectFrom('audit_events')
      .selectAll()
      .where('action', '=', 'generation.refused_by_budget')
      .execute()
    expect(JSON.parse(event?.details ?? '{}')).toMatchObject({ limit: 'team', takes: 3, asked: false })
    await world.press({ takes: 2 })
  })

  test('a limit that warns lets everything through', async () => {
    const world = await openLimited(await open(), { tokens: 1, atLimit: 'warn' })
    expect(await world.press({ takes: 4 })).toHaveLength(4)
  })

  test('what nobody knows the price of can’t be held within a limit that stops', async () => {
    const world = await openLimited(await open(), { tokens: 1_000_000_000, atLimit: 'stop' })
    const recipe = { ...RECIPE, model: 'gemini-omni' }
    await expect(world.press({ recipe: { ...recipe, settings: {} } })).rejects.toMatchObject({
      message: expect.stringContaining('not known'),
    })
    await limit(world, { scope: 'team', tokens: 1_000_000_000, atLimit: 'warn' })
    expect(await world.press({ recipe: { ...recipe, settings: {} } })).toHaveLength(1)
  })

  test('the strictest of several limits decides; what is over none of them is made', async () => {
    const world = await openLimited(await open(), { tokens: 1, atLimit: 'warn' })
    await limit(world, { scope: 'person', subjectId: MEMBER.userId, tokens: ESTIMATE, atLimit: 'stop' })
    await world.press()
    await expect(world.press()).rejects.toMatchObject({ message: expect.stringContaining('personal') })
    await createGenerations(world.services, OTHER, {
      idempotencyKey: 'of-the-other-person',
      takes: 1,
      recipe: RECIPE,
    })
  })

  test('of somebody who has left is taken away; for nobody none is set', async () => {
    const world = await openWorld(await open())
    await limit(world, { scope: 'person', subjectId: MEMBER.userId, tokens: 5 })
    const services = { ...world.services, people: async () => [] }
    const whose = { scope: 'person', subjectId: MEMBER.userId, money: null, atLimit: 'warn' } as const
    await expect(changeLimit(services, MEMBER, { ...whose, tokens: 6 })).rejects.toMatchObject({
      code: 'not_found',
    })
    expect((await changeLimit(services, MEMBER, { ...whose, tokens: null })).limits).toEqual([])
    await expect(changeLimit(services, MEMBER, { ...whose, tokens: null })).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  test('the environment’s limit warns until the team has one of its own', async () => {
    const database = await open()
    const world = await openWorld(database, { budget: { monthlyTokens: 1 } })
    await world.press()
    expect((await readBudget(world.services, MEMBER)).standings).toMatchObject([
      { scope: 'team', atLimit: 'warn', limit: 1 },
    ])
    await limit(world, { scope: 'team', tokens: 5, atLimit: 'stop' })
    expect((await readBudget(world.services, MEMBER)).standings).toMatchObject([{ limit: 5 }])
  })
})

const CLIP = { status: 'succeeded', videoUrl: 'https://files.test/clip.mp4' } as const

type Wish = { scope: BudgetScope; subjectId?: string } & Partial<{
  tokens: number | null
  money: number | null
  atLimit: Standing['atLimit']
}>

async function openLimited(database: World['database'], wish: Omit<Wish, 'scope'> = {}): Promise<World> {
  const world = await openWorld(database)
  await limit(world, { scope: 'team', tokens: 1_000_000_000, ...wish })
  return world
}

async function limit(world: World, { tokens = null, money = null, atLimit = 'warn', ...of }: Wish) {
  const people = async () => [{ id: MEMBER.userId, name: MEMBER.name }]
  await changeLimit({ ...world.services, people }, MEMBER, { ...of, tokens, money, atLimit })
}

async function standing(world: World): Promise<Pick<Standing, 'used' | 'inFlight'>> {
  const [found] = (await readBudget(world.services, MEMBER)).standings
  if (found === undefined) throw new Error('no limit is set')
  return { used: found.used, inFlight: found.inFlight }
}

async function pass(world: World): Promise<void> {
  world.advance(2000)
  await world.settle()
}

async function count(database: World['database'], table: 'generations' | 'shots'): Promise<number> {
  return (await database.db.selectFrom(table).select('id').execute()).length
}
