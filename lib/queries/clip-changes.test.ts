import { afterEach, expect, test, vi } from 'vitest'
import type { ClipChange } from '#lib/api/clip-changes.ts'
import { requestsOf, sendClipChanges } from './clip-changes.ts'

afterEach(() => vi.unstubAllGlobals())

const changes = (count: number, more: Partial<ClipChange> = { rating: 3 }): ClipChange[] =>
  Array.from({ length: count }, (_, index) => ({ id: `gen_${index}`, ...more }))

/** A server that takes the first requests whole and refuses the others. */
function serve(taken: number) {
  const bodies: ClipChange[][] = []
  vi.stubGlobal('fetch', (_: string, { body }: { body: string }) => {
    const { changes: asked } = Object(JSON.parse(body))
    bodies.push(asked)
    if (bodies.length > taken)
      return Promise.resolve(
        Response.json(
          { error: { code: 'unprocessable', message: 'No.', retryable: false } },
          { status: 422 },
        ),
      )
    const undo = asked.map(({ id }: ClipChange) => ({ id, rating: 0 }))
    return Promise.resolve(Response.json({ changed: asked.length, others: 1, undo }))
  })
  return bodies
}

test('more than a thousand go in several requests, with one way back for all', async () => {
  const bodies = serve(9)
  const sent = await sendClipChanges(changes(2500))
  expect(bodies.map(({ length }) => length)).toEqual([1000, 1000, 500])
  expect(sent).toMatchObject({ changed: 2500, others: 3, unsent: [] })
  expect(sent.undo).toHaveLength(2500)
})

test('a refusal on the way stops it there, and says exactly what was done', async () => {
  const bodies = serve(1)
  const sent = await sendClipChanges(changes(2500))
  expect(bodies).toHaveLength(2)
  expect(sent).toMatchObject({ changed: 1000, error: { code: 'unprocessable' } })
  expect(sent.unsent.map(({ id }) => id)).toEqual(
    changes(2500)
      .slice(1000)
      .map(({ id }) => id),
  )
  expect(sent.undo).toHaveLength(1000)
})

test('long tags make smaller requests, none larger than the server takes', () => {
  const addTags = Array.from({ length: 20 }, (_, index) => `${index}`.padEnd(64, '景'))
  const requests = requestsOf(changes(1000, { addTags }))
  expect(requests.flat()).toHaveLength(1000)
  for (const request of requests)
    expect(new TextEncoder().encode(JSON.stringify({ changes: request })).byteLength).toBeLessThan(512 * 1024)
})
