import { expect, test } from 'vitest'
import { asSaid } from '#lib/language/language.ts'
import { AppError } from '#lib/api/app-error.ts'
import type { Recipe } from '#lib/generation/generation.ts'
import { describeEachDatabase } from '#lib/server/testing/databases.ts'
import { mediaRow, MEMBER, openWorld, RECIPE, START } from '#lib/server/testing/generation-world.ts'
import { createGenerations } from './create-generation.ts'

const PRESS = { idempotencyKey: 'the-one-press', takes: 1, recipe: RECIPE }

async function refusal(work: Promise<unknown>): Promise<AppError> {
  const error = await work.then(
    () => new Error('it was not refused'),
    (cause: unknown) => cause,
  )
  if (!(error instanceof AppError)) throw error
  return error
}

describeEachDatabase('create generation', (open) => {
  const rowCount = async (database: Awaited<ReturnType<typeof open>>) =>
    (await database.db.selectFrom('generations').select('id').execute()).length

  test('one press is one row, whole, before anything is sent', async () => {
    const world = await openWorld(await open())
    const { generations, isRepeat } = await createGenerations(world.services, MEMBER, PRESS)
    expect(isRepeat).toBe(false)
    expect(generations).toMatchObject([
      {
        state: 'queued',
        take: 1,
        mode: 't2v',
        recipe: RECIPE,
        attempts: 0,
        cancelRequested: false,
        createdAt: START,
        // 720p, 5 s: contract.md §3.6
        estimate: { tokens: 108_900, money: { currency: 'CNY' } },
      },
    ])
    expect(world.provider.calls.submit).toBe(0)
  })

  test('the same key again answers with the same generation, pressed eight times at once', async () => {
    const world = await openWorld(await open())
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => createGenerations(world.services, MEMBER, { ...PRESS, takes: 2 })),
    )
    expect(answers.filter(({ isRepeat }) => !isRepeat)).toHaveLength(1)
    expect(new Set(answers.map(({ generations }) => generations.map(({ id }) => id).join()))).toHaveProperty(
      'size',
      1,
    )
    expect(await rowCount(world.database)).toBe(2)
  })

  test('the order of keys in the body makes no difference', async () => {
    const world = await openWorld(await open())
    await createGenerations(world.services, MEMBER, PRESS)
    const { model, prompt, references, settings } = RECIPE
    const again = {
      recipe: { settings, references, prompt, model },
      takes: 1,
      idempotencyKey: PRESS.idempotencyKey,
    }
    expect(await createGenerations(world.services, MEMBER, again)).toMatchObject({ isRepeat: true })
  })

  test.each([
    ['another recipe', { ...PRESS, recipe: { ...RECIPE, settings: { duration: 6 } } }],
    ['another number of takes', { ...PRESS, takes: 3 }],
  ])('the same key with %s is a conflict', async (_, other) => {
    const world = await openWorld(await open())
    await createGenerations(world.services, MEMBER, PRESS)
    expect(await refusal(createGenerations(world.services, MEMBER, other))).toMatchObject({ status: 409 })
    expect(await rowCount(world.database)).toBe(1)
  })

  test('takes are numbered within their shot, and a locked seed counts up with them', async () => {
    const world = await openWorld(await open())
    const recipe = { ...RECIPE, model: 'doubao-seedance-1-5-pro-251215', settings: { seed: 2 ** 31 - 2 } }
    const { generations } = await createGenerations(world.services, MEMBER, { ...PRESS, takes: 3, recipe })
    expect(generations.map(({ take, seed }) => [take, seed])).toEqual([
      [1, 2 ** 31 - 2],
      [2, 2 ** 31 - 1],
      [3, 0],
    ])
    const [first] = generations
    const next = await createGenerations(world.services, MEMBER, {
      ...PRESS,
      idempotencyKey: 'the-next-press',
      shotId: first?.shotId ?? '',
    })
    expect(next.generations).toMatchObject([{ take: 4, shotId: first?.shotId }])
  })

  test('a project or shot of nobody or of another team is not found', async () => {
    const world = await openWorld(await open())
    const stranger = { ...MEMBER, teamId: 'team_other' }
    const [id = ''] = await world.press()
    const { shot_id: shotId, project_id: projectId } = await world.row(id)
    for (const [principal, place] of [
      [MEMBER, { shotId: 'sht_none' }],
      [MEMBER, { projectId: 'prj_none' }],
      [MEMBER, { shotId, projectId: 'prj_none' }],
      [stranger, { shotId }],
      [stranger, { projectId }],
    ] as const) {
      const press = { ...PRESS, ...place }
      expect(await refusal(createGenerations(world.services, principal, press))).toMatchObject({
        status: 404,
      })
    }
    expect(await rowCount(world.database)).toBe(1)
  })

  const withReference = (reference: Partial<Recipe['references'][number]>): Recipe => ({
    ...RECIPE,
    prompt: [{ mention: 'r1' }, { text: ' runs' }],
    references: [{ id: 'r1', kind: 'image', role: 'reference_image', name: 'fox', ...reference }],
  })

  test.each<[string, Recipe, string]>([
    ['a length the model has not', { ...RECIPE, settings: { duration: 99 } }, 'duration'],
    ['a file that is not in the library', withReference({ mediaId: 'med_none' }), 'references.0'],
    ['neither file nor address', withReference({}), 'references.0'],
    ['an address of another kind', withReference({ url: 'file:///etc/passwd' }), 'references.0.url'],
    ['this machine', withReference({ url: 'https://127.0.0.1/a.png' }), 'references.0.url'],
    ['a cloud inside', withReference({ url: 'http://169.254.169.254/latest' }), 'references.0.url'],
    ['a password', withReference({ url: 'https://me:secret@example.com/a.png' }), 'references.0.url'],
    ['a mention of nothing', { ...RECIPE, prompt: [{ mention: 'gone' }] }, 'prompt'],
    ['a file of another kind', withReference({ mediaId: 'med_clip' }), 'references.0'],
  ])('%s is refused at its field and nothing is written', async (_, recipe, field) => {
    const world = await openWorld(await open())
    await world.database.db.insertInto('media').values(mediaRow('med_clip', START)).execute()
    const error = await refusal(createGenerations(world.services, MEMBER, { ...PRESS, recipe }))
    expect(error.status).toBe(422)
    expect(error.problems.map((problem) => problem.field)).toContain(field)
    expect(await rowCount(world.database)).toBe(0)
  })

  test('a reference that the provider cannot reach is said before anything is written', async () => {
    const world = await openWorld(await open())
    world.delivery.canReach = () => ({ ok: false, reason: asSaid('Set PUBLIC_URL.') })
    const recipe = withReference({ url: 'https://example.com/fox.png' })
    const error = await refusal(createGenerations(world.services, MEMBER, { ...PRESS, recipe }))
    expect(error.problems).toEqual([
      { field: 'references.0', code: 'unreachable', message: asSaid('Set PUBLIC_URL.') },
    ])
    expect(await rowCount(world.database)).toBe(0)
  })
})
