import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { MemberPrincipal } from '#lib/access/principal.ts'
import { readEnv } from '#lib/server/env.ts'
import { createGenerations } from '#lib/server/generations/create-generation.ts'
import { openServices, type Services } from '#lib/server/services.ts'
import { describeEachDatabase } from '#lib/server/testing/databases.ts'
import { RECIPE } from '#lib/server/testing/generation-world.ts'
import { startReceiver, verifyWebhook, type WebhookReceiver } from '#lib/server/testing/webhook-receiver.ts'
import { FIRST_TEAM_ID } from '#lib/server/teams/team-store.ts'
import { createToken } from '#lib/server/tokens/tokens.ts'
import { readCallbackSecret } from './deliveries.ts'
import { createWebhook } from './webhooks.ts'

/*
 * A process is killed with SIGKILL, really: while what it tells is on its way, and as soon as a generation has ended, before or while that
 * is followed. Whoever comes after it tells everything.
 */

const ROOT = join(import.meta.dirname, '../../..')

let clear: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const step of clear.toReversed()) await step()
  clear = []
})

describeEachDatabase('Webhooks of a killed process', (open) => {
  test('nothing is lost, whatever it was at', { timeout: 120_000 }, async () => {
    const directory = await mkdtemp(join(tmpdir(), 'seedreel-killed-'))
    clear.push(() => rm(directory, { recursive: true, force: true }))
    const to = await startReceiver()
    clear.push(() => to.stop())
    const database = await open.address()
    const settings = readEnv({ DATA_DIR: directory, DATABASE_URL: database }, { directory, hostNames: [] })
    const services = await openServices(settings, { trustedOrigins: new Set([to.origin]) })
    clear.push(() => services.stop())
    const owner = await addOwner(services)
    const hook = await createWebhook(services, owner, {
      name: 'Nightly',
      url: `${to.origin}/hook`,
      events: ['video.failed'],
    })
    const token = await createToken(services, owner, { name: 'CI', scopes: ['generate'], expiresInDays: 7 })
    const { secret } = await readCallbackSecret(services, owner, token.token.id)
    const press = async (key: string) => {
      const recipe = { ...RECIPE, prompt: [{ text: 'A fox #fail:InternalServiceError' }] }
      const callback = { tokenId: token.token.id, url: `${to.origin}/callback`, format: 'ark' as const }
      const { generations } = await createGenerations(
        services,
        owner,
        { idempotencyKey: key, takes: 1, recipe },
        callback,
      )
      return generations[0]?.id ?? ''
    }

    // Killed while the receiver has heard it and has not answered.
    to.otherwise = ({ body }) => (body.includes('"failed"') ? 'silence' : 204)
    const first = await press('the first press')
    const one = await startProcess({ directory, database, trust: to.origin })
    await expect.poll(() => told(to, 'failed'), { timeout: 30_000 }).toEqual(new Set([first]))
    await kill(one)
    to.otherwise = () => 204

    // Killed in the moment in which it has ended.
    const second = await press('the second press')
    const two = await startProcess({ directory, database, trust: to.origin })
    const state = async () =>
      (
        await services.database.db
          .selectFrom('generations')
          .select('state')
          .where('id', '=', second)
          .executeTakeFirstOrThrow()
      ).state
    await expect.poll(state, { timeout: 30_000, interval: 2 }).toBe('failed')
    await kill(two)

    // The leases of the dead run out.
    await services.database.db
      .updateTable('webhook_deliveries')
      .set({ lease_until: 0, due_at: 0 })
      .where('lease_owner', 'is not', null)
      .execute()
    const before = to.received.length
    await startProcess({ directory, database, trust: to.origin })
    const isDone = async () => {
      const rows = await services.database.db
        .selectFrom('webhook_deliveries')
        .select(['generation_id', 'kind', 'status', 'state'])
        .where('status', '=', 'failed')
        .execute()
      return rows.map(({ generation_id: id, kind, state: how }) => `${id} ${kind} ${how}`).toSorted()
    }
    const all = [first, second].flatMap((id) => [`${id} callback delivered`, `${id} webhook delivered`])
    await expect.poll(isDone, { timeout: 30_000 }).toEqual(all.toSorted())
    expect(to.received.length).toBeGreaterThan(before)
    const now = Date.now()
    for (const request of to.received)
      expect(verifyWebhook(request, request.path === '/hook' ? hook.secret : secret, now)).toBe(true)
    expect(told(to, 'failed')).toEqual(new Set([first, second]))
  })
})

/** Generations of which a callback has said this. */
function told({ received }: WebhookReceiver, status: string): Set<unknown> {
  const bodies = received
    .filter(({ path }) => path === '/callback')
    .map(({ body }): Record<string, unknown> => Object(JSON.parse(body)))
  return new Set(bodies.filter((body) => body['status'] === status).map(({ id }) => id))
}

async function addOwner(services: Services): Promise<MemberPrincipal> {
  const { internalAdapter } = await services.auth.$context
  const user = await internalAdapter.createUser(
    { email: 'ada@studio.test', emailVerified: true, name: 'Ada', teamId: FIRST_TEAM_ID, role: 'owner' },
    { method: 'test' },
  )
  const owner = await services.findMember(user.id)
  if (!owner) throw new Error('There is no owner')
  return owner
}

async function startProcess(options: {
  directory: string
  database: string
  trust: string
}): Promise<ChildProcess> {
  const { directory, database, trust } = options
  const child = spawn(
    join(ROOT, 'node_modules/.bin/node'),
    [
      '--conditions=react-server',
      join(ROOT, 'lib/server/testing/webhook-process.ts'),
      '--data',
      directory,
      '--database',
      database,
      '--trust',
      trust,
    ],
    { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  clear.push(() => kill(child))
  await new Promise<void>((resolve, reject) => {
    child.stdout?.once('data', () => resolve())
    child.once('exit', () => reject(new Error('The process ended before it was ready')))
  })
  return child
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await gone
}
