import { expect, test } from 'vitest'
import { createArkProvider } from '#lib/server/providers/ark.ts'
import { describeEachDatabase } from '#lib/server/testing/databases.ts'
import { openRunning, openWorld, RECIPE } from '#lib/server/testing/generation-world.ts'
import { createWebhookSecrets } from '#lib/server/webhooks/webhook-secrets.ts'
import { createHints } from './hints.ts'

const PUBLIC_URL = 'https://studio.example.com'
const LATER = 9e15

describeEachDatabase('Hints of the provider', (open) => {
  async function house() {
    const world = await openWorld(await open())
    let woken = 0
    const hints = createHints({
      database: world.database,
      clock: world.now,
      log: () => undefined,
      webhookSecrets: createWebhookSecrets('session secret'),
      publicUrl: PUBLIC_URL,
      wake: () => (woken += 1),
    })
    const call = async (id: string) => {
      hints.take(hints.addressFor?.(id).replace(`${PUBLIC_URL}/api/hints/`, '') ?? '')
      await hints.settled()
    }
    const due = async (id: string) => (await world.row(id)).due_at
    const put = (id: string, change: object) =>
      world.database.db.updateTable('generations').set(change).where('id', '=', id).execute()
    return { world, call, due, put, woken: () => woken }
  }

  test('a call brings the next look forward, at most once a second, and never pushes it back', async () => {
    const { world, call, due, put, woken } = await house()
    const { id } = await openRunning(world)
    const { id: other } = await openRunning(world)
    await put(other, { due_at: LATER })
    await put(id, { due_at: LATER })
    await call(id)
    expect([await due(id), await due(other), woken()]).toEqual([world.now(), LATER, 1])

    await put(id, { due_at: LATER })
    world.advance(300)
    await call(id)
    // A flood of them is one look.
    for (let calls = 0; calls < 20; calls += 1) await call(id)
    expect([await due(id), woken()]).toEqual([world.now() + 700, 2])
    world.advance(5000)
    await call(id)
    expect(await due(id)).toBe(world.now() - 4300)
  })

  test('what is held, has ended or was not sent is left alone', async () => {
    const { world, call, due, put } = await house()
    const { id } = await openRunning(world)
    for (const change of [
      { lease_owner: 'somebody' },
      { lease_owner: null, state: 'saving' },
      { state: 'queued' },
    ]) {
      await put(id, { due_at: LATER, ...change })
      world.advance(2000)
      await call(id)
      expect(await due(id)).toBe(LATER)
    }
  })
})

test('Ark’s own dialect takes an address and a gateway’s does not; a refusal that repeats it is cleaned', async () => {
  const callbackUrl = `${PUBLIC_URL}/api/hints/gen_1.secret-part`
  const request = {
    ...RECIPE.settings,
    model: RECIPE.model,
    mode: 't2v' as const,
    modeIsExplicit: false,
    prompt: 'A fox',
    references: [],
    callbackUrl,
  }
  const provider = (dialect: 'native' | 'gateway') =>
    createArkProvider({
      name: 'ark',
      dialect,
      baseUrl: 'https://ark.test/api/v3',
      apiKey: 'sk-of-the-test',
      clock: () => 0,
      fetch: async () =>
        Response.json(
          { error: { code: 'InvalidParameter', message: `callback_url ${callbackUrl} is not reachable` } },
          { status: 400 },
        ),
    })
  expect([provider('native').takesCallback, provider('gateway').takesCallback]).toEqual([true, undefined])
  expect(provider('native').print(request).body).toMatchObject({ callback_url: callbackUrl })
  const refusal = provider('native').submit({ request })
  await expect(refusal).rejects.toMatchObject({ kind: 'refused' })
  await expect(refusal).rejects.not.toThrow(/secret-part/)
  await expect(refusal).rejects.toThrow(/\[removed\]/)
})
