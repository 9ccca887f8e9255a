import { mkdtemp, rm } from 'node:fs/promises'
import type { Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readEnv } from '#lib/server/env.ts'
import { createGenerations } from '#lib/server/generations/create-generation.ts'
import { previewRequest } from '#lib/server/generations/preview-request.ts'
import { createHttpFront } from '#lib/server/sandbox/http-front.ts'
import { openServices, type Services } from '#lib/server/services.ts'
import { MEMBER, RECIPE } from '#lib/server/testing/generation-world.ts'
import { type SandboxProcess, startSandboxProcess } from '#lib/server/testing/sandbox-process.ts'
import { FIRST_TEAM_ID } from '#lib/server/teams/team-store.ts'
import { POST } from './[token]/route.ts'

/* The provider calls the studio back, over real HTTP: a sandbox of its own stands for Ark. */

let directory: string
let services: Services
let sandbox: SandboxProcess
let studio: Server
let origin: string
const heard: { path: string; body: string; status: number; text: string }[] = []
const member = { ...MEMBER, teamId: FIRST_TEAM_ID }

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'seedreel-hints-'))
  studio = createHttpFront(async (request) => {
    const path = new URL(request.url).pathname
    const body = await request.clone().text()
    const token = decodeURIComponent(path.replace('/api/hints/', ''))
    const answer = await POST(request, { params: Promise.resolve({ token }) })
    heard.push({ path, body, status: answer.status, text: await answer.clone().text() })
    return answer
  })
  await new Promise<void>((resolve) => studio.listen(0, '127.0.0.1', resolve))
  const address = studio.address()
  origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  sandbox = await startSandboxProcess({ rendering: false, unlimited: true, callbacks: origin })
  services = await openServices(
    readEnv(
      {
        DATA_DIR: directory,
        PUBLIC_URL: origin,
        SEEDANCE_PROVIDER: 'ark',
        SEEDANCE_BASE_URL: `${sandbox.origin}/sandbox/api/v3`,
        SEEDANCE_API_KEY: sandbox.key,
      },
      { directory, hostNames: [] },
    ),
  )
  globalThis.seedreelServices = Promise.resolve(services)
})

afterAll(async () => {
  globalThis.seedreelServices = undefined
  studio.closeAllConnections()
  studio.close()
  await services.stop()
  await sandbox.stop()
  await rm(directory, { recursive: true, force: true })
})

const row = (id: string) =>
  services.database.db.selectFrom('generations').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

test('what the provider calls is looked at now, though it was to be looked at in an hour', async () => {
  const press = { idempotencyKey: 'press-with-a-hint', takes: 1, recipe: RECIPE }
  const { generations } = await createGenerations(services, member, press)
  const id = generations[0]?.id ?? ''
  await services.worker.tick()
  const { provider_task_id: taskId } = await row(id)
  const sent: Record<string, unknown> = Object(await sandbox.received(taskId ?? ''))
  const hint = String(Object(sent['fields'] ?? sent)['callback_url'])
  expect(hint).toMatch(new RegExp(`^${origin}/api/hints/${id}\\.[\\w-]{43}$`))

  const inAnHour = Date.now() + 3_600_000
  await services.database.db
    .updateTable('generations')
    .set({ due_at: inAnHour })
    .where('id', '=', id)
    .execute()
  await expect
    .poll(async () => (await row(id)).due_at ?? inAnHour, { timeout: 15_000 })
    .toBeLessThan(inAnHour)
  await expect
    .poll(
      async () => {
        await services.worker.tick()
        return (await row(id)).state
      },
      { timeout: 15_000 },
    )
    .toBe('succeeded')
  const calls = heard.filter(({ path }) => path.includes(id))
  expect(calls.length).toBeGreaterThan(0)
  expect(calls.every(({ status, text }) => status === 204 && text === '')).toBe(true)

  // Kept nowhere, and its body was never believed.
  const tables = ['generations', 'webhook_deliveries', 'audit_events'] as const
  for (const table of tables)
    expect(JSON.stringify(await services.database.db.selectFrom(table).selectAll().execute())).not.toContain(
      hint.split('.').at(-1),
    )
})

test('everybody is answered alike, and nothing is done for a token that we never gave', async () => {
  const press = { idempotencyKey: 'press-without-a-hint', takes: 1, recipe: RECIPE }
  const { generations } = await createGenerations(services, member, press)
  const id = generations[0]?.id ?? ''
  await services.database.db
    .updateTable('generations')
    .set({ state: 'running', due_at: 9e15 })
    .where('id', '=', id)
    .execute()
  for (const token of ['x', `${id}.${'A'.repeat(43)}`, id, '..', 'gen_1.', "x'--"]) {
    const lie = JSON.stringify({
      id,
      status: 'succeeded',
      content: { video_url: 'https://evil.example/x.mp4' },
    })
    const answer = await fetch(`${origin}/api/hints/${encodeURIComponent(token)}`, {
      method: 'POST',
      body: lie,
    })
    expect([answer.status, await answer.text()]).toEqual([204, ''])
  }
  await services.hints.settled()
  expect(await row(id)).toMatchObject({ state: 'running', due_at: 9e15, result_url: null })
})

test('the exact request shows that there is an address, and not which', async () => {
  const preview = await previewRequest(services, member, { recipe: RECIPE })
  expect(preview).toMatchObject({
    callbackField: 'callback_url',
    body: { callback_url: `${origin}/api/hints/…` },
  })
})
