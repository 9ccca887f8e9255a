import { afterEach, expect, test } from 'vitest'
import { startReceiver, type WebhookReceiver } from '#lib/server/testing/webhook-receiver.ts'
import { createCallbacks } from './callbacks.ts'
import { openTestSandbox, PLAIN, TASKS } from './testing/open-test-sandbox.ts'

let receiver: WebhookReceiver | undefined
afterEach(() => receiver?.stop())

async function open() {
  receiver = await startReceiver()
  const callbacks = createCallbacks({ trustedOrigins: new Set([receiver.origin]) })
  return { receiver, opened: await openTestSandbox({ callbacks }) }
}

test('whoever asked for it is told the task on every change, again where it was not acknowledged', async () => {
  const { receiver: to, opened } = await open()
  await using sandbox = opened
  to.answers.push(500, 503)
  const id = await sandbox.create({ callback_url: `${to.origin}/done?of=1` })
  const statuses = () => to.received.map(({ body }): unknown => Object(JSON.parse(body)).status)
  await expect.poll(statuses, { timeout: 10_000 }).toContain('succeeded')
  expect(statuses().filter((status) => status === 'running').length).toBeGreaterThan(0)
  expect(to.received.every(({ path }) => path === '/done?of=1')).toBe(true)
  expect(to.received.map(({ body }): unknown => Object(JSON.parse(body)).id)).toEqual(
    to.received.map(() => id),
  )
})

test('an address of this machine that is not the studio’s is refused at its field', async () => {
  const { opened } = await open()
  await using sandbox = opened
  for (const callback of ['http://127.0.0.1:9/x', 'https://10.0.0.1/', 'http://example.com/']) {
    const answer = await sandbox.call('POST', TASKS, { ...PLAIN, callback_url: callback })
    expect([answer.status, answer.error.param]).toEqual([400, 'callback_url'])
  }
  expect(sandbox.sandbox.countTasks()).toBe(0)
})
