import { expect, test } from 'vitest'
import { AppError } from '#lib/api/app-error.ts'
import type { Database } from '#lib/server/database/database.ts'
import { describeEachDatabase } from '#lib/server/testing/databases.ts'
import { MEMBER, openWorld, RECIPE, type World } from '#lib/server/testing/generation-world.ts'
import { cancelBatch, retryBatch } from './batch-actions.ts'
import { type CreateBatchInput, createBatch, createGenerations } from './create-generation.ts'

const FAST = 'doubao-seedance-2-0-fast-260128'
const OTHER_WORDS = [{ text: 'A fox sleeps in the grass' }]
const RECIPES = [RECIPE.prompt, OTHER_WORDS].flatMap((prompt) =>
  (['16:9', '9:16'] as const).flatMap((ratio) =>
    [RECIPE.model, FAST].map((model) => ({
      ...RECIPE,
      prompt,
      model,
      settings: { ...RECIPE.settings, ratio },
    })),
  ),
)
const PRESS: CreateBatchInput = { idempotencyKey: 'the-one-batch', takes: 1, recipes: RECIPES }

async function refusal(work: Promise<unknown>): Promise<AppError> {
  const error = await work.then(
    () => new Error('it was not refused'),
    (cause: unknown) => cause,
  )
  if (!(error instanceof AppError)) throw error
  return error
}

const rowsIn = (database: Database) =>
  database.db.selectFrom('generations').selectAll().orderBy('created_at').execute()

async function expectNothing({ db }: Database): Promise<void> {
  for (const table of ['generations', 'batches', 'shots'] as const)
    expect([table, await db.selectFrom(table).selectAll().execute()]).toEqual([table, []])
}

/** Everything sent; the tasks at these places of the batch fail by chance. */
async function openFailed(world: World, failing: readonly number[]): Promise<string> {
  const { generations } = await createBatch(world.services, MEMBER, PRESS)
  await world.settle()
  for (const place of failing) {
    const { provider_task_id: task } = await world.row(generations[place]?.id ?? '')
    world.provider.set(task ?? '', {
      status: 'failed',
      error: { code: 'InternalServiceError', message: 'by chance' },
    })
  }
  world.advance(2000)
  await world.settle()
  return generations[0]?.batchId ?? ''
}

describeEachDatabase('batches', (open) => {
  test('a matrix is one press: every row is there before anything is sent, one shot for each prompt', async () => {
    const world = await openWorld(await open())
    const { generations, isRepeat } = await createBatch(world.services, MEMBER, PRESS)
    expect(isRepeat).toBe(false)
    expect(generations.map(({ recipe }) => recipe)).toEqual(RECIPES)
    expect(generations.map(({ take }) => take)).toEqual([1, 2, 3, 4, 1, 2, 3, 4])
    expect(new Set(generations.map(({ shotId }) => shotId)).size).toBe(2)
    expect(new Set(generations.map(({ batchId }) => batchId)).size).toBe(1)
    expect(generations.every(({ state }) => state === 'queued')).toBe(true)
    expect(world.provider.calls.submit).toBe(0)
  })

  test('the first prompt’s takes join the shot that is named; the other prompt is another idea', async () => {
    const world = await openWorld(await open())
    const [id = ''] = await world.press()
    const { shot_id: shotId } = await world.row(id)
    const { generations } = await createBatch(world.services, MEMBER, { ...PRESS, shotId })
    expect(generations.slice(0, 4).map((made) => [made.shotId, made.take])).toEqual(
      [2, 3, 4, 5].map((take) => [shotId, take]),
    )
    expect(generations.slice(4).map(({ take }) => take)).toEqual([1, 2, 3, 4])
    expect(generations[4]?.shotId).not.toBe(shotId)
  })

  test('takes of each recipe follow one another in its shot, a locked seed counting up in each', async () => {
    const world = await openWorld(await open())
    const recipes = RECIPES.slice(0, 2).map((recipe) => ({
      ...recipe,
      model: 'doubao-seedance-1-5-pro-251215',
      settings: { ...recipe.settings, seed: 7 },
    }))
    const { generations } = await createBatch(world.services, MEMBER, { ...PRESS, takes: 2, recipes })
    expect(generations.map(({ take, seed }) => [take, seed])).toEqual([
      [1, 7],
      [2, 8],
      [3, 7],
      [4, 8],
    ])
  })

  test('takes of one recipe are a batch too; one alone is none', async () => {
    const world = await openWorld(await open())
    const press = { idempotencyKey: 'takes-of-one', takes: 3, recipe: RECIPE }
    const { generations } = await createGenerations(world.services, MEMBER, press)
    const [id] = generations.map(({ batchId }) => batchId)
    expect(generations.map(({ batchId }) => batchId)).toEqual([id, id, id])
    const [alone = ''] = await world.press()
    expect((await world.row(alone)).batch_id).toBeNull()
  })

  test('the same key again, eight times at once, makes one set', async () => {
    const world = await openWorld(await open())
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => createBatch(world.services, MEMBER, PRESS)),
    )
    expect(answers.filter(({ isRepeat }) => !isRepeat)).toHaveLength(1)
    const sets = answers.map(({ generations }) => generations.map(({ id }) => id).join())
    expect(new Set(sets).size).toBe(1)
    expect(await rowsIn(world.database)).toHaveLength(8)
  })

  test('two presses with two keys at once are two batches', async () => {
    const world = await openWorld(await open())
    await Promise.all(
      ['key-of-one', 'key-of-other'].map((idempotencyKey) =>
        createBatch(world.services, MEMBER, { ...PRESS, idempotencyKey }),
      ),
    )
    const rows = await rowsIn(world.database)
    expect(rows).toHaveLength(16)
    expect(new Set(rows.map((row) => row.batch_id)).size).toBe(2)
  })

  test.each([
    ['other recipes', { ...PRESS, recipes: RECIPES.slice(1) }],
    ['more takes', { ...PRESS, takes: 2 }],
  ])('the same key with %s is a conflict', async (_, other) => {
    const world = await openWorld(await open())
    await createBatch(world.services, MEMBER, PRESS)
    expect(await refusal(createBatch(world.services, MEMBER, other))).toMatchObject({ status: 409 })
    expect(await rowsIn(world.database)).toHaveLength(8)
  })

  test('one recipe that is wrong stops the whole press, at its field', async () => {
    const world = await openWorld(await open())
    const wrong = { ...RECIPE, settings: { ...RECIPE.settings, duration: 99 } }
    const press = { ...PRESS, recipes: [...RECIPES.slice(0, 3), wrong] }
    const error = await refusal(createBatch(world.services, MEMBER, press))
    expect(error.status).toBe(422)
    expect(error.problems.map(({ field }) => field)).toEqual(['recipes.3.duration'])
    await expectNothing(world.database)
  })

  test('what breaks in the middle of writing leaves nothing behind', async () => {
    const world = await openWorld(await open())
    let drawn = 0
    const identity = { ...world.services.provider, identity: 'seed' } as const
    const random = () => {
      drawn += 1
      if (drawn === 5) throw new Error('the machine stops')
      return 0.5
    }
    const recipes = RECIPES.map((recipe) => ({ ...recipe, model: 'doubao-seedance-1-5-pro-251215' }))
    const services = { ...world.services, provider: identity, random }
    await expect(createBatch(services, MEMBER, { ...PRESS, recipes })).rejects.toThrow('stops')
    await expectNothing(world.database)
    expect((await createBatch(world.services, MEMBER, PRESS)).isRepeat).toBe(false)
  })

  test('cancel all: what was not sent is over, what waits at the provider is asked for, what has ended stays', async () => {
    const world = await openWorld(await open(), { maxInFlight: 3 })
    const { generations } = await createBatch(world.services, MEMBER, PRESS)
    await world.settle()
    const [first, second] = [...world.provider.tasks.keys()]
    world.provider.set(first ?? '', { status: 'failed' })
    world.provider.set(second ?? '', { status: 'running' })
    world.advance(2000)
    await world.settle()
    const batchId = generations[0]?.batchId ?? ''
    await cancelBatch(world.services, MEMBER, batchId)
    await world.settle()
    const states = (await rowsIn(world.database)).map(({ state }) => state)
    expect(states.toSorted()).toEqual([...Array(6).fill('cancelled'), 'failed', 'running'])
    const submits = world.provider.calls.submit
    world.advance(60_000)
    await world.settle()
    expect(world.provider.calls.submit).toBe(submits)
    expect(await cancelBatch(world.services, MEMBER, batchId)).toEqual([])
  })

  test('retry failed: the next takes of their shots, once, however often and with whatever key it is pressed', async () => {
    const world = await openWorld(await open(), { maxInFlight: 100 })
    const batchId = await openFailed(world, [1, 6])
    const keys = ['retry-one', 'retry-one', 'retry-two', 'retry-six']
    const answers = await Promise.allSettled(
      keys.map((idempotencyKey) => retryBatch(world.services, MEMBER, batchId, { idempotencyKey })),
    )
    const made = answers.flatMap((answer) =>
      answer.status === 'fulfilled' && !answer.value.isRepeat ? answer.value.generations : [],
    )
    expect(made.map(({ take, batchId: batch }) => [take, batch])).toEqual([
      [5, batchId],
      [5, batchId],
    ])
    expect(made.map(({ recipe }) => recipe)).toEqual([RECIPES[1], RECIPES[6]])
    for (const answer of answers)
      if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ status: 409 })
    expect(await rowsIn(world.database)).toHaveLength(10)
  })

  test('a retry that failed again can be retried; what was retried is not', async () => {
    const world = await openWorld(await open(), { maxInFlight: 100 })
    const batchId = await openFailed(world, [1])
    const [again] = (await retryBatch(world.services, MEMBER, batchId, { idempotencyKey: 'retry-one' }))
      .generations
    await world.settle()
    const { provider_task_id: task } = await world.row(again?.id ?? '')
    world.provider.set(task ?? '', { status: 'expired' })
    world.advance(2000)
    await world.settle()
    const second = await retryBatch(world.services, MEMBER, batchId, { idempotencyKey: 'retry-two' })
    expect(second.generations.map(({ retryOf }) => retryOf)).toEqual([again?.id])
  })

  test('nothing failed: nothing to retry; another team knows no such batch', async () => {
    const world = await openWorld(await open())
    const { generations } = await createBatch(world.services, MEMBER, PRESS)
    const batchId = generations[0]?.batchId ?? ''
    const key = { idempotencyKey: 'retry-nothing' }
    expect(await refusal(retryBatch(world.services, MEMBER, batchId, key))).toMatchObject({ status: 409 })
    const stranger = { ...MEMBER, teamId: 'team_other' }
    expect(await refusal(retryBatch(world.services, stranger, batchId, key))).toMatchObject({ status: 404 })
    expect(await refusal(cancelBatch(world.services, stranger, batchId))).toMatchObject({ status: 404 })
    expect(await rowsIn(world.database)).toHaveLength(8)
  })
})
