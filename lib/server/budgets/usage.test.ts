import { expect, test } from 'vitest'
import type { MemberPrincipal } from '#lib/access/principal.ts'
import { createGenerations } from '#lib/server/generations/create-generation.ts'
import { FIRST_PROJECT_ID } from '#lib/server/teams/team-store.ts'
import { describeEachDatabase } from '#lib/server/testing/databases.ts'
import { MEMBER, openRunning, openWorld, RECIPE, type World } from '#lib/server/testing/generation-world.ts'
import { exportUsage, readUsage } from './usage.ts'

/** 720p, 5 s: contract.md §3.6; 46 yuan for a million without video input. */
const ESTIMATE = 108_900
const EDITOR: MemberPrincipal = { ...MEMBER, userId: 'user_2', name: 'Bo', role: 'editor' }
/** START is in September 2026. */
const OCTOBER = Date.UTC(2026, 9, 3, 12)

describeEachDatabase('what a month used', (open) => {
  test('by day, project, person and model; the team’s for those who run it, else one’s own', async () => {
    const { world, services } = await openUsed(await open())
    const usage = await readUsage(services, MEMBER, undefined)
    expect(usage).toMatchObject({
      month: '2026-10',
      firstMonth: '2026-09',
      thisMonth: '2026-10',
      isOfTeam: true,
    })
    expect(usage.total).toMatchObject({ tokens: ESTIMATE + 100_000, clips: 2, failures: 1 })
    expect(usage.total.money.CNY).toBeCloseTo(((ESTIMATE + 100_000) * 46) / 1e6, 6)
    expect(usage.days).toHaveLength(31)
    expect(usage.days[2]).toMatchObject({ day: 3, clips: 2, failures: 1 })
    expect(usage.days.filter(({ tokens }) => tokens > 0)).toHaveLength(1)
    expect(usage.people).toMatchObject([
      { id: MEMBER.userId, name: MEMBER.name, tokens: ESTIMATE, failures: 1 },
      { id: EDITOR.userId, name: '', tokens: 100_000 },
    ])
    expect(usage.projects).toMatchObject([{ id: FIRST_PROJECT_ID, clips: 2 }])
    expect(usage.models).toMatchObject([{ name: 'Seedance 2.0', clips: 2 }])
    expect(usage.tokens).toEqual([])
    const own = await readUsage(services, EDITOR, undefined)
    expect(own).toMatchObject({ isOfTeam: false, total: { tokens: 100_000, clips: 1, failures: 0 } })
    expect(await readUsage(services, MEMBER, '2026-09')).toMatchObject({
      total: { tokens: ESTIMATE, clips: 1 },
    })
    expect((await readUsage(services, { ...MEMBER, teamId: 'team_other' }, undefined)).total.clips).toBe(0)
    expect(world.log).toEqual([])
  })

  test('as a file in which nothing is a formula; who took it is written down', async () => {
    const { world, services } = await openUsed(await open())
    await world.database.db.updateTable('projects').set({ name: '=HYPERLINK("x"),\n@evil' }).execute()
    const { fileName, csv } = await exportUsage(services, MEMBER, '2026-10')
    expect(fileName).toBe('seedreel-usage-2026-10.csv')
    const lines = csv.split('\r\n')
    expect(lines[0]).toBe(
      '\uFEFFday (UTC),project,person,model,API token,tokens,money,currency,clips,failures',
    )
    expect(lines[1]).toMatch(/^2026-10-03,"'=HYPERLINK\(""x""\),\n@evil",/)
    expect(csv).toContain('"\'=HYPERLINK')
    const audited = await world.database.db
      .selectFrom('audit_events')
      .select(['actor_id', 'details'])
      .where('action', '=', 'usage.exported')
      .execute()
    expect(audited.map(({ details }) => JSON.parse(details))).toEqual([
      { month: '2026-10', rows: 2, ofTeam: true },
    ])
  })
})

/** One clip in September; two clips, of two people, and a failure in October. */
async function openUsed(database: World['database']) {
  const world = await openWorld(database)
  const services = {
    ...world.services,
    people: async () => [{ id: MEMBER.userId, name: MEMBER.name, role: 'owner' as const }],
  }
  await end(world, await openRunning(world), CLIP)
  world.advance(OCTOBER - world.now())
  const [own, failed] = [await openRunning(world), await openRunning(world)]
  const others = await createGenerations(world.services, EDITOR, {
    idempotencyKey: 'of-the-other-person',
    takes: 1,
    recipe: RECIPE,
  })
  await world.settle()
  const taskId = (await world.row(others.generations[0]?.id ?? '')).provider_task_id ?? ''
  await end(world, own, CLIP)
  await end(world, failed, { status: 'failed' })
  await end(world, { taskId }, { ...CLIP, usage: { totalTokens: 100_000 } })
  return { world, services }
}

const CLIP = { status: 'succeeded', videoUrl: 'https://files.test/clip.mp4' } as const

async function end(
  world: World,
  { taskId }: { taskId: string },
  outcome: Parameters<World['provider']['set']>[1],
): Promise<void> {
  world.provider.set(taskId, outcome)
  world.advance(2000)
  await world.settle()
}
