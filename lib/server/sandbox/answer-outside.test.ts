import { expect, test } from 'vitest'
import { answerOutside } from './answer-outside.ts'
import { openTestSandbox, PLAIN, TASKS } from './testing/open-test-sandbox.ts'

function create(prompt: string): Request {
  return new Request(`http://studio.test/sandbox${TASKS}`, {
    method: 'POST',
    headers: { authorization: 'Bearer x', 'content-type': 'application/json' },
    body: JSON.stringify({ ...PLAIN, prompt }),
  })
}

test('a sandbox that is off answers 404 and says what switches it on', async () => {
  const answer = await answerOutside(undefined, create('x'))
  expect([answer.status, await answer.text()]).toEqual([404, expect.stringContaining('SANDBOX_KEY')])
})

test('where no socket can be closed, a dropped connection is an answer that breaks off', async () => {
  await using server = await openTestSandbox()
  const answer = await answerOutside(server.sandbox, create('x #drop'))
  await expect(answer.text()).rejects.toThrow('fetch failed')
  expect(server.sandbox.countTasks()).toBe(1)
  expect((await answerOutside(server.sandbox, create('x'))).status).toBe(200)
})
