import { beforeEach, describe, expect, test, vi } from 'vitest'
import { createChangesPoll, WAIT_MS } from './changes-poll.ts'

let running = false
let hidden = false
let reachable: boolean[] = []
let answer: () => Promise<void>
const poll = vi.fn<() => Promise<void>>(() => answer())

function start() {
  const changes = createChangesPoll({
    poll,
    isRunning: () => running,
    isHidden: () => hidden,
    onReachable: (value) => reachable.push(value),
  })
  changes.start()
  return changes
}

beforeEach(() => {
  vi.useFakeTimers()
  running = false
  hidden = false
  reachable = []
  answer = () => Promise.resolve()
  poll.mockClear()
  return () => vi.useRealTimers()
})

describe('the wait between two polls', () => {
  test.each([
    [true, false, WAIT_MS.running],
    [false, false, WAIT_MS.idle],
    [true, true, WAIT_MS.hiddenRunning],
    [false, true, WAIT_MS.hiddenIdle],
  ])('running %s, hidden %s: %i ms', async (isRunning, isHidden, wait) => {
    running = isRunning
    hidden = isHidden
    start()
    await vi.advanceTimersByTimeAsync(wait - 1)
    expect(poll).toHaveBeenCalledTimes(0)
    await vi.advanceTimersByTimeAsync(1)
    expect(poll).toHaveBeenCalledTimes(1)
    await vi.advanceTimersByTimeAsync(wait)
    expect(poll).toHaveBeenCalledTimes(2)
  })

  test('grows while the server is away, says so once, and says once that it is back', async () => {
    running = true
    answer = () => Promise.reject(new Error('away'))
    start()
    await vi.advanceTimersByTimeAsync(1500 + 1500 + 3000 + 6000)
    expect(poll).toHaveBeenCalledTimes(4)
    expect(reachable).toEqual([false])
    answer = () => Promise.resolve()
    await vi.advanceTimersByTimeAsync(12_000)
    expect(reachable).toEqual([false, true])
  })
})

test('asks at once after a press, and never twice at the same time', async () => {
  let finish = () => {}
  answer = () => new Promise((resolve) => (finish = resolve))
  const changes = start()
  changes.soon()
  await vi.advanceTimersByTimeAsync(0)
  changes.soon()
  changes.soon()
  await vi.advanceTimersByTimeAsync(1000)
  expect(poll).toHaveBeenCalledTimes(1)
  finish()
  await vi.advanceTimersByTimeAsync(0)
  expect(poll).toHaveBeenCalledTimes(2)
})

test('measures the wait anew when something begins to run', async () => {
  const changes = start()
  running = true
  changes.reconsider()
  await vi.advanceTimersByTimeAsync(WAIT_MS.running)
  expect(poll).toHaveBeenCalledTimes(1)
})

test('asks nothing after stop', async () => {
  const changes = start()
  changes.stop()
  changes.soon()
  await vi.advanceTimersByTimeAsync(WAIT_MS.idle * 2)
  expect(poll).toHaveBeenCalledTimes(0)
})
