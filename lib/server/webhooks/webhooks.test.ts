import OpenAI from 'openai'
import { afterEach, expect, test } from 'vitest'
import type { MemberPrincipal, TokenPrincipal } from '#lib/access/principal.ts'
import type { WebhookEvent } from '#lib/api/webhooks.ts'
import { createTask } from '#lib/server/endpoint/create-task.ts'
import { createGenerations } from '#lib/server/generations/create-generation.ts'
import { describeEachDatabase, type OpenDatabase } from '#lib/server/testing/databases.ts'
import { MEMBER, openWorld, RECIPE, type World } from '#lib/server/testing/generation-world.ts'
import {
  type ReceivedWebhook,
  startReceiver,
  verifyWebhook,
  type WebhookReceiver,
} from '#lib/server/testing/webhook-receiver.ts'
import { FIRST_PROJECT_ID } from '#lib/server/teams/team-store.ts'
import { authenticateToken } from '#lib/server/tokens/authenticate-token.ts'
import { createToken, revokeToken } from '#lib/server/tokens/tokens.ts'
import { readCallbackSecret, readDeliveries, resendDelivery } from './deliveries.ts'
import { forgetDeliveries } from './forget-deliveries.ts'
import { createWebhookSecrets } from './webhook-secrets.ts'
import { createWebhookWorker } from './webhook-worker.ts'
import {
  changeWebhook,
  createWebhook,
  readWebhooks,
  removeWebhook,
  renewWebhookSecret,
  testWebhook,
} from './webhooks.ts'

const DAY = 86_400_000
const ALL: WebhookEvent[] = ['video.queued', 'video.in_progress', 'video.completed', 'video.failed']

let receivers: WebhookReceiver[] = []
afterEach(async () => {
  await Promise.all(receivers.map((receiver) => receiver.stop()))
  receivers = []
})

async function receiver(): Promise<WebhookReceiver> {
  const started = await startReceiver()
  receivers.push(started)
  return started
}

/** A studio whose time and provider the test moves, and that may post to receivers of this test. */
async function house(open: OpenDatabase) {
  const world = await openWorld(await open())
  const members = new Map<string, MemberPrincipal>([[MEMBER.userId, MEMBER]])
  const trustedOrigins = new Set<string>()
  const services = {
    ...world.services,
    log: (level: string, message: string) => void world.log.push(`${level} ${message}`),
    mediaSecret: 'media secret of the test',
    origin: 'https://studio.test',
    webhookSecrets: createWebhookSecrets('session secret of the test'),
    postRules: { trustedOrigins },
    findMember: async (id: string) => members.get(id),
  }
  const elsewhere = async () => {
    const started = await receiver()
    trustedOrigins.add(started.origin)
    return started
  }
  const wish = (url: string, events = ALL) => ({ name: 'Nightly', url, events })
  return {
    world,
    members,
    services,
    elsewhere,
    webhooks: createWebhookWorker(services),
    hook: (to: WebhookReceiver, events = ALL) =>
      createWebhook(services, MEMBER, wish(`${to.origin}/hook`, events)),
    wish,
    history: async (hook?: string) => (await readDeliveries(services, MEMBER, { hook })).deliveries,
  }
}

type House = Awaited<ReturnType<typeof house>>
const newToken = ({ services }: House) => tokenOf(services)

async function tokenOf(
  services: House['services'],
): Promise<{ principal: TokenPrincipal; id: string; secret: string }> {
  const made = await createToken(services, MEMBER, {
    name: 'CI',
    scopes: ['read', 'generate'],
    expiresInDays: 90,
  })
  const headers = new Headers({ authorization: `Bearer ${made.secret}` })
  const principal = await authenticateToken(services, headers)
  if (!principal) throw new Error('The token opens nothing')
  const { secret } = await readCallbackSecret(services, MEMBER, made.token.id)
  return { principal, id: made.token.id, secret }
}

async function pressed(
  { services }: House,
  principal: TokenPrincipal,
  url: string,
  key = 'press-of-a-token',
) {
  const press = { idempotencyKey: key, takes: 1, recipe: RECIPE }
  const callback = { tokenId: principal.tokenId, url, format: 'ark' as const }
  const { generations } = await createGenerations(services, principal, press, callback)
  return generations[0]?.id ?? ''
}

async function finish(world: World, id: string, change: object = {}): Promise<void> {
  await world.settle()
  const taskId = (await world.row(id)).provider_task_id ?? ''
  world.provider.set(taskId, { status: 'succeeded', videoUrl: 'https://files.test/clip.mp4', ...change })
  world.advance(2000)
  await world.settle()
}

const parsed = ({ body }: ReceivedWebhook): Record<string, unknown> => Object(JSON.parse(body))
const statuses = (to: WebhookReceiver) => to.received.map((one) => parsed(one)['status'])
const types = (to: WebhookReceiver) => to.received.map((one) => parsed(one)['type'])

describeEachDatabase('Webhooks', (open) => {
  test('a callback is told every state in Ark’s words, signed with what its token’s maker can look up', async () => {
    const there = await house(open)
    const { world, webhooks } = there
    const to = await there.elsewhere()
    const { principal, secret } = await newToken(there)
    const id = await pressed(there, principal, `${to.origin}/done?of=7`)
    await webhooks.tick()
    await world.settle()
    const taskId = (await world.row(id)).provider_task_id ?? ''
    world.provider.set(taskId, { status: 'running' })
    world.advance(2000)
    await world.settle()
    await webhooks.tick()
    await finish(world, id)
    await webhooks.tick()
    expect(statuses(to)).toEqual(['queued', 'running', 'succeeded'])
    expect(to.received.map(({ path }) => path)).toEqual(Array(3).fill('/done?of=7'))
    expect(new Set(to.received.map(({ headers }) => headers['webhook-id'])).size).toBe(3)
    for (const one of to.received) {
      expect(verifyWebhook(one, secret, world.now())).toBe(true)
      expect(verifyWebhook({ ...one, body: `${one.body} ` }, secret, world.now())).toBe(false)
    }
    const [, , done] = to.received.map(parsed)
    expect(done).toMatchObject({ id, model: RECIPE.model, error: null, items: [{ id, status: 'succeeded' }] })
    expect(JSON.stringify(done?.['content'])).toContain('https://studio.test/api/references/')
    expect(await there.history()).toMatchObject(
      ['succeeded', 'running', 'queued'].map((event) => ({
        event,
        state: 'delivered',
        attempts: 1,
        last: { status: 204 },
      })),
    )
  })

  test('a callback of /v1/videos is an event that OpenAI’s own library opens, with the whole video in it', async () => {
    const there = await house(open)
    const { world, services, webhooks } = there
    const to = await there.elsewhere()
    const { principal, secret } = await newToken(there)
    const callback = { tokenId: principal.tokenId, url: to.origin, format: 'openai' as const }
    const press = { idempotencyKey: 'press-of-a-client', takes: 1, recipe: RECIPE }
    const { generations } = await createGenerations(services, principal, press, callback)
    await finish(world, generations[0]?.id ?? '')
    await webhooks.tick()
    const [got] = to.received
    const client = new OpenAI({ apiKey: 'of no use here' })
    const headers = new Headers(
      Object.entries(got?.headers ?? {}).map(([name, value]) => [name, String(value)]),
    )
    // The test's time is not the library's.
    const unwrap = (key: string) =>
      client.webhooks.unwrap(got?.body ?? '', headers, key, Number.MAX_SAFE_INTEGER)
    expect(await unwrap(secret)).toMatchObject({
      object: 'event',
      type: 'video.completed',
      data: { id: generations[0]?.id, object: 'video', status: 'completed', model: RECIPE.model },
    })
    await expect(unwrap(services.webhookSecrets.ofToken('tok_other').toString('base64'))).rejects.toThrow(
      /signature/,
    )
  })

  test('a standing webhook is told its events in OpenAI’s form, from when it was made on', async () => {
    const there = await house(open)
    const { world, services, webhooks } = there
    const to = await there.elsewhere()
    const [old = ''] = await world.press()
    await finish(world, old)
    world.advance(1000)
    const { webhook, secret } = await there.hook(to, ['video.completed', 'video.failed'])
    // A change of what ended before is no news.
    const version = { version: 1_000_000, updated_at: world.now() }
    await services.database.db.updateTable('generations').set(version).where('id', '=', old).execute()
    await services.database.db.updateTable('change_counter').set({ value: 1_000_000 }).execute()
    const [good = '', bad = ''] = [...(await world.press()), ...(await world.press())]
    await webhooks.tick()
    await finish(world, good)
    await finish(world, bad, {
      status: 'failed',
      videoUrl: undefined,
      error: { code: 'InternalServiceError', message: 'x' },
    })
    await webhooks.tick()
    await webhooks.tick()
    // One generation's news come in their order; those of two, as they may.
    expect(types(to).toSorted()).toEqual(['video.completed', 'video.failed'])
    const [completed, failed] = to.received
      .map(parsed)
      .sort((one, other) => String(one['type']).localeCompare(String(other['type'])))
    expect(completed).toMatchObject({
      object: 'event',
      data: { id: good, object: 'video', status: 'completed' },
    })
    expect(to.received.map((one) => parsed(one)['id'])).toEqual(
      to.received.map(({ headers }) => headers['webhook-id']),
    )
    expect(failed).toMatchObject({
      data: { id: bad, status: 'failed', error: { code: 'InternalServiceError' } },
    })
    expect(to.received.every((one) => verifyWebhook(one, secret, world.now()))).toBe(true)
    expect(await there.history(webhook.id)).toHaveLength(2)
  })

  test('what is refused is sent again for a day, ten times in all, and by hand after that', async () => {
    const there = await house(open)
    const { world, services, webhooks } = there
    const to = await there.elsewhere()
    const { webhook } = await there.hook(to, ['video.completed'])
    to.answers.push(...Array<number>(10).fill(503))
    const [id = ''] = await world.press()
    await finish(world, id)
    const startedAt = world.now()
    await webhooks.tick()
    for (let hours = 0; hours < 48; hours += 0.25) {
      await webhooks.tick()
      const [delivery] = await there.history(webhook.id)
      if (delivery?.nextTryAt === undefined) break
      world.advance(delivery.nextTryAt - world.now())
    }
    expect(to.received).toHaveLength(10)
    expect((world.now() - startedAt) / 3_600_000).toBeGreaterThan(20)
    expect((world.now() - startedAt) / 3_600_000).toBeLessThan(26)
    expect(new Set(to.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    const [given] = await there.history(webhook.id)
    expect(given).toMatchObject({ state: 'failed', attempts: 10, problem: 'refused', last: { status: 503 } })
    await resendDelivery(services, MEMBER, given?.id ?? '')
    await webhooks.tick()
    expect(to.received).toHaveLength(11)
    expect(await there.history(webhook.id)).toMatchObject([{ state: 'delivered', attempts: 1 }])
    await expect(
      resendDelivery(services, { ...MEMBER, teamId: 'team_2' }, given?.id ?? ''),
    ).rejects.toMatchObject({
      status: 404,
    })
  })

  test('of an answer the first 1024 bytes are kept, redirects are not followed, and silence is given up', async () => {
    const there = await house(open)
    const { world, webhooks } = there
    const to = await there.elsewhere()
    const trap = await there.elsewhere()
    const { webhook } = await there.hook(to, ['video.completed'])
    to.answers.push(
      (response) => response.writeHead(302, { location: `${trap.origin}/` }).end('elsewhere'),
      (response) => {
        response.writeHead(500)
        // More than anybody reads, and no end of it.
        response.write(`a\0b${'x'.repeat(5000)}`)
      },
    )
    const [id = ''] = await world.press()
    await finish(world, id)
    await webhooks.tick()
    expect(await there.history(webhook.id)).toMatchObject([
      { state: 'waiting', problem: 'refused', last: { status: 302, answer: 'elsewhere' } },
    ])
    expect(trap.received).toEqual([])
    world.advance(10_000)
    await webhooks.tick()
    const [second] = await there.history(webhook.id)
    expect(second?.last).toMatchObject({ status: 500, answer: `a b${'x'.repeat(1021)}` })
  })

  test('revoking a token, removing its maker, switching off and removing a webhook stop what waits', async () => {
    const there = await house(open)
    const { world, services, members, webhooks } = there
    const to = await there.elsewhere()
    const { webhook } = await there.hook(to, ['video.completed'])
    const [first, second] = [await newToken(there), await newToken(there)]
    const made = [
      await pressed(there, first.principal, `${to.origin}/first`, 'one'),
      await pressed(there, second.principal, `${to.origin}/second`, 'two'),
    ]
    for (const id of made) await finish(world, id)
    to.answers.push(...Array<number>(4).fill(500))
    await webhooks.tick()
    expect(to.received).toHaveLength(4)
    await revokeToken(services, MEMBER, first.id)
    const wish = { ...there.wish(`${to.origin}/hook`, ['video.completed']), isOn: false }
    await changeWebhook(services, MEMBER, webhook.id, wish)
    world.advance(10_000)
    await webhooks.tick()
    expect(to.received.slice(4).map(({ path }) => path)).toEqual(['/second'])
    expect(await there.history(webhook.id)).toMatchObject(
      [1, 2].map(() => ({ state: 'stopped', problem: 'is_off' })),
    )
    expect(await there.history(first.id)).toMatchObject([{ state: 'stopped', problem: 'not_allowed' }])

    await changeWebhook(services, MEMBER, webhook.id, { ...wish, isOn: true })
    world.advance(1000)
    const [third = ''] = await world.press()
    await finish(world, third)
    members.delete(MEMBER.userId)
    await webhooks.tick()
    expect(to.received).toHaveLength(5)
    expect((await there.history(webhook.id))[0]).toMatchObject({ state: 'stopped', problem: 'not_allowed' })
    members.set(MEMBER.userId, { ...MEMBER, role: 'editor' })
    await resendDelivery(services, MEMBER, (await there.history(webhook.id))[0]?.id ?? '')
    await webhooks.tick()
    expect(to.received).toHaveLength(5)
    members.set(MEMBER.userId, { ...MEMBER, projects: [] })
    await resendDelivery(services, MEMBER, (await there.history(webhook.id))[0]?.id ?? '')
    await webhooks.tick()
    expect(to.received).toHaveLength(5)

    members.set(MEMBER.userId, MEMBER)
    await resendDelivery(services, MEMBER, (await there.history(webhook.id))[0]?.id ?? '')
    await removeWebhook(services, MEMBER, webhook.id)
    await webhooks.tick()
    expect(to.received).toHaveLength(5)
    expect(await there.history(webhook.id)).toEqual([])
    expect((await readWebhooks(services, MEMBER)).webhooks).toEqual([])
  })

  test('a dead host takes its own places and nobody else’s; what was overtaken is not said again', async () => {
    const there = await house(open)
    const { world, webhooks } = there
    const [dead, alive] = [await there.elsewhere(), await there.elsewhere()]
    dead.answers.push(...Array<'silence'>(100).fill('silence'))
    await there.hook(dead)
    const { webhook } = await there.hook(alive)
    const ids = [...(await world.press({ takes: 4 })), ...(await world.press({ takes: 4 }))]
    webhooks.start()
    try {
      await expect.poll(() => types(alive).length, { timeout: 20_000 }).toBe(ids.length)
      expect(dead.received.length).toBeLessThanOrEqual(2)
      const states = async () => new Set((await there.history(webhook.id)).map(({ state }) => state))
      await expect.poll(states).toEqual(new Set(['delivered']))
    } finally {
      await webhooks.stop()
    }
    // Broken off by the stop, they are due at once.
    dead.answers.length = 0
    dead.answers.push(...Array<number>(8).fill(500))
    const again = createWebhookWorker(there.services)
    for (const id of ids.slice(0, 1)) await finish(world, id)
    await again.tick()
    world.advance(6000)
    await again.tick()
    const told = dead.received.map(parsed).filter((body) => Object(body['data']).id === ids[0])
    expect(
      told.map((body) => body['type']).filter((type) => type === 'video.queued').length,
    ).toBeLessThanOrEqual(2)
    expect(told.at(-1)?.['type']).toBe('video.completed')
  })

  test('two processes tell everything once, and what a killed one held is told by the other', async () => {
    const there = await house(open)
    const { world, services, webhooks } = there
    const to = await there.elsewhere()
    await there.hook(to, ['video.queued'])
    const other = createWebhookWorker(services)
    const ids = await world.press({ takes: 4 })
    await Promise.all([webhooks.tick(), other.tick(), webhooks.tick(), other.tick()])
    expect(to.received).toHaveLength(ids.length)

    // Claimed by one that is gone without a word.
    const { db } = services.database
    await world.press()
    const now = world.now()
    await db
      .updateTable('webhook_deliveries')
      .set({
        state: 'waiting',
        lease_owner: 'gone',
        lease_until: now + 30_000,
        due_at: now + 30_000,
        attempts: 1,
      })
      .execute()
    await webhooks.tick()
    const before = to.received.length
    world.advance(30_001)
    await webhooks.tick()
    expect(to.received.length - before).toBe(ids.length)
  })

  test('a callback is part of the press, a private one is refused at its field, and so is one without TLS', async () => {
    const there = await house(open)
    const { services } = there
    const to = await there.elsewhere()
    const { principal } = await newToken(there)
    const id = await pressed(there, principal, `${to.origin}/a`, 'same-key')
    expect(await pressed(there, principal, `${to.origin}/a`, 'same-key')).toBe(id)
    await expect(pressed(there, principal, `${to.origin}/b`, 'same-key')).rejects.toMatchObject({
      status: 409,
    })

    const create = (url: string) =>
      createTask(
        // What reads bodies is never reached.
        services as unknown as Parameters<typeof createTask>[0],
        principal,
        new Request('https://studio.test/', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ model: RECIPE.model, prompt: 'x', duration: 5, callback_url: url }),
        }),
        'ark',
      )
    for (const url of ['https://127.0.0.1/', 'http://example.com/', 'https://10.0.0.7:8443/x'])
      await expect(create(url)).rejects.toMatchObject({
        code: 'InvalidParameter',
        param: 'callback_url',
        status: 400,
      })
  })

  test('what is made, changed and removed is written down, without address and secret', async () => {
    const there = await house(open)
    const { services } = there
    const to = await there.elsewhere()
    const { webhook, secret } = await there.hook(to)
    const renewed = await renewWebhookSecret(services, MEMBER, webhook.id)
    expect(renewed.secret).toMatch(/^whsec_[\w+/]{43}=$/)
    expect(renewed.secret).not.toBe(secret)
    await testWebhook(services, MEMBER, webhook.id)
    await there.webhooks.tick()
    expect(types(to)).toEqual(['webhook.test'])
    expect(verifyWebhook(to.received[0]!, renewed.secret, there.world.now())).toBe(true)
    expect(verifyWebhook(to.received[0]!, secret, there.world.now())).toBe(false)
    await removeWebhook(services, MEMBER, webhook.id)
    const events = await services.database.db.selectFrom('audit_events').selectAll().orderBy('id').execute()
    expect(events.map(({ action }) => action).toSorted()).toEqual([
      'webhook.changed',
      'webhook.created',
      'webhook.removed',
    ])
    const text = JSON.stringify(events)
    expect(text).not.toContain('/hook')
    for (const one of [secret, renewed.secret]) expect(text).not.toContain(one.slice(6, 30))
    const rows = JSON.stringify(await services.database.db.selectFrom('webhooks').selectAll().execute())
    expect(rows).not.toContain(secret.slice(6, 30))
    const stranger = { ...MEMBER, teamId: 'team_2' }
    await expect(testWebhook(services, stranger, webhook.id)).rejects.toMatchObject({ status: 404 })
    await expect(
      createWebhook(services, MEMBER, { ...there.wish(to.origin), projectId: 'prj_of_nobody' }),
    ).rejects.toMatchObject({ status: 404 })
    await expect(createWebhook(services, MEMBER, there.wish('https://192.168.1.4/'))).rejects.toMatchObject({
      status: 422,
      problems: [{ field: 'url' }],
    })
  })

  test('after 30 days a delivery is forgotten, and not made anew', async () => {
    const there = await house(open)
    const { world, services, webhooks } = there
    const to = await there.elsewhere()
    await there.hook(to, ['video.completed'])
    const [id = ''] = await world.press({ projectId: FIRST_PROJECT_ID })
    await finish(world, id)
    await webhooks.tick()
    world.advance(30 * DAY + 1)
    await forgetDeliveries(services)
    const { db } = services.database
    expect(await db.selectFrom('webhook_deliveries').selectAll().execute()).toEqual([])
    await db.updateTable('generations').set({ version: 1_000_000, rating: 5 }).execute()
    await db.updateTable('change_counter').set({ value: 1_000_000 }).execute()
    await webhooks.tick()
    expect(to.received).toHaveLength(1)
  })
})
