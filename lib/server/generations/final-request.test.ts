import { expect, test } from 'vitest'
import { AppError } from '#lib/api/app-error.ts'
import { finalRecipe } from '#lib/generation/draft-final.ts'
import type { Recipe } from '#lib/generation/generation.ts'
import { allowedActions } from '#lib/generation/lifecycle.ts'
import { toArkBody } from '#lib/seedance/wire/ark-request.ts'
import { describeEachDatabase } from '#lib/server/testing/databases.ts'
import { MEMBER, openWorld, RECIPE, shown, type World } from '#lib/server/testing/generation-world.ts'
import { createGenerations } from './create-generation.ts'

const DAY = 24 * 60 * 60_000

const DRAFT: Recipe = {
  model: 'doubao-seedance-1-5-pro-251215',
  prompt: [{ mention: 'r1' }, { text: ' sails away' }],
  references: [
    { id: 'r1', kind: 'image', role: 'first_frame', name: 'boat', url: 'https://example.com/boat.png' },
  ],
  settings: { duration: 8, ratio: '16:9', resolution: '480p', generateAudio: false, seed: 7, draft: true },
}

/** A draft that the provider has finished and that is saved. */
async function makeDraft(world: World, recipe = DRAFT): Promise<string> {
  const [id = ''] = await world.press({ recipe })
  await world.settle()
  const taskId = (await world.row(id)).provider_task_id ?? ''
  world.provider.set(taskId, { status: 'succeeded', videoUrl: 'https://files.test/draft.mp4' })
  world.advance(2000)
  await world.settle()
  expect((await world.row(id)).state).toBe('succeeded')
  return id
}

let presses = 0

function ask(world: World, recipe: Recipe, takes = 1) {
  presses += 1
  return createGenerations(world.services, MEMBER, { idempotencyKey: `final_${presses}_key`, takes, recipe })
}

async function problemsOf(work: Promise<unknown>) {
  const error = await work.catch((cause: unknown) => cause)
  if (!(error instanceof AppError)) throw new Error('it was not refused')
  expect(error.status).toBe(422)
  return error.problems
}

describeEachDatabase('the full render of a draft', (open) => {
  test('names the draft’s task and sends nothing that is taken from it', async () => {
    const world = await openWorld(await open())
    const draftId = await makeDraft(world)
    const recipe = finalRecipe(draftId, DRAFT, { resolution: '1080p', watermark: true })
    const { generations } = await ask(world, recipe)
    expect(generations).toMatchObject([
      { mode: 'draft_final', recipe, estimate: { tokens: expect.any(Number), money: { currency: 'CNY' } } },
    ])
    await world.settle()
    const request = world.provider.submissions.at(-1)?.request
    expect(request && toArkBody(request, 'native')).toEqual({
      model: DRAFT.model,
      content: [{ type: 'draft_task', draft_task: { id: (await world.row(draftId)).provider_task_id } }],
      resolution: '1080p',
      watermark: true,
      safety_identifier: generations[0]?.id,
    })
  })

  test('is estimated by the draft’s length and sound', async () => {
    const world = await openWorld(await open())
    const draftId = await makeDraft(world)
    const { generations } = await ask(world, finalRecipe(draftId, DRAFT, { resolution: '720p' }))
    const { generations: whole } = await ask(world, {
      ...DRAFT,
      settings: { duration: 8, ratio: 'adaptive', resolution: '720p', generateAudio: false },
    })
    expect(generations[0]?.estimate).toEqual(whole[0]?.estimate)
  })

  test('a seed of our own is never put into it, where that is how a lost answer is found', async () => {
    const world = await openWorld(await open(), { provider: { identity: 'seed' } })
    const free = { ...DRAFT, settings: { ...DRAFT.settings, seed: -1 } }
    const draftId = await makeDraft(world, free)
    const { generations } = await ask(world, finalRecipe(draftId, free, { resolution: '720p' }))
    await world.settle()
    expect(await shown(world, generations[0]?.id ?? '')).toMatchObject({ state: 'running' })
    expect(world.provider.submissions.at(-1)?.request.seed).toBeUndefined()
  })

  test('is offered for a finished draft, not for its final nor for another take', async () => {
    const world = await openWorld(await open())
    const draftId = await makeDraft(world)
    expect(allowedActions(await shown(world, draftId))).toContain('make_final')
    const [plain = ''] = await world.press()
    expect(allowedActions(await shown(world, plain))).not.toContain('make_final')
    const { generations } = await ask(world, finalRecipe(draftId, DRAFT))
    const final = await shown(world, generations[0]?.id ?? '')
    expect(allowedActions({ ...final, state: 'succeeded' })).not.toContain('make_final')
  })

  test.each<[string, Partial<Recipe>]>([
    ['another prompt', { prompt: [{ text: 'A dog' }] }],
    ['other references', { references: [] }],
    ['another length', { settings: { duration: 5, ratio: '16:9', generateAudio: false, seed: 7 } }],
    ['no length', { settings: { resolution: '720p' } }],
    ['another model', { model: RECIPE.model }],
    ['a draft that is not there', { draftOf: 'gen_none' }],
  ])('%s is refused at the draft', async (_, change) => {
    const world = await openWorld(await open())
    const recipe = finalRecipe(await makeDraft(world), DRAFT)
    const problems = await problemsOf(ask(world, { ...recipe, ...change }))
    expect(problems.map(({ field }) => field)).toContain('draftOf')
    expect(world.provider.calls.submit).toBe(1)
  })

  test('a take that is no draft, a draft that is not ready, and one of another team are refused', async () => {
    const world = await openWorld(await open())
    const [plain = ''] = await world.press()
    const [early = ''] = await world.press({ recipe: DRAFT })
    for (const [id, draft] of [
      [plain, RECIPE],
      [early, DRAFT],
    ] as const) {
      const problems = await problemsOf(ask(world, finalRecipe(id, draft)))
      expect(problems.map(({ field }) => field)).toContain('draftOf')
    }
    const theirs = await makeDraft(world)
    const other = { id: 'team_other', name: 'Others', created_at: 0 }
    await world.database.db.insertInto('teams').values(other).execute()
    await world.database.db
      .updateTable('generations')
      .set({ team_id: 'team_other' })
      .where('id', '=', theirs)
      .execute()
    expect(await problemsOf(ask(world, finalRecipe(theirs, DRAFT)))).toMatchObject([{ code: 'missing' }])
  })

  test('a draft of another provider is refused by the name of both', async () => {
    const world = await openWorld(await open())
    const draftId = await makeDraft(world)
    await world.database.db
      .updateTable('generations')
      .set({ provider: 'elsewhere' })
      .where('id', '=', draftId)
      .execute()
    const [problem] = await problemsOf(ask(world, finalRecipe(draftId, DRAFT)))
    expect(problem?.message.en).toContain('made by elsewhere, and scripted does not know it')
  })

  test('a draft of seven days is too old, also where the final was asked for in time and waited', async () => {
    const world = await openWorld(await open())
    const draftId = await makeDraft(world)
    world.advance(7 * DAY - 5000)
    const { generations } = await ask(world, finalRecipe(draftId, DRAFT))
    world.advance(5000)
    expect(await problemsOf(ask(world, finalRecipe(draftId, DRAFT)))).toMatchObject([
      { code: 'out_of_range' },
    ])
    await world.settle()
    expect(await shown(world, generations[0]?.id ?? '')).toMatchObject({
      state: 'failed',
      problem: { code: 'invalid_request', field: 'draftOf' },
    })
    expect(world.provider.calls.submit).toBe(1)
  })

  test('one take: every other would be the same clip, paid again', async () => {
    const world = await openWorld(await open())
    const recipe = finalRecipe(await makeDraft(world), DRAFT)
    expect(await problemsOf(ask(world, recipe, 2))).toMatchObject([{ field: 'takes' }])
  })
})
