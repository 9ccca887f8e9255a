/**
 * One poll per tab for everything it shows. Quick while something runs, slow when idle, slower when hidden, at once when the tab is
 * looked at again or something was pressed. One request at a time; when the server is away, the waits grow.
 */
export const WAIT_MS = { running: 1500, idle: 30_000, hiddenRunning: 15_000, hiddenIdle: 120_000 } as const
const LONGEST_WAIT_AFTER_FAILURE_MS = 30_000

export interface ChangesPollOptions {
  /** Fetches and applies what changed. */
  poll(signal: AbortSignal): Promise<void>
  isRunning(): boolean
  isHidden(): boolean
  /** Told once when the server stops answering, and once when it is back. */
  onReachable(reachable: boolean): void
  timers?: Pick<typeof globalThis, 'setTimeout' | 'clearTimeout'>
}

export function createChangesPoll({
  poll,
  isRunning,
  isHidden,
  onReachable,
  timers = globalThis,
}: ChangesPollOptions) {
  let timer: ReturnType<typeof setTimeout> | undefined
  let inFlight: AbortController | undefined
  let again = false
  let failures = 0
  let stopped = true

  const wait = (): number => {
    const calm = isHidden()
      ? isRunning()
        ? WAIT_MS.hiddenRunning
        : WAIT_MS.hiddenIdle
      : isRunning()
        ? WAIT_MS.running
        : WAIT_MS.idle
    return failures === 0 ? calm : Math.min(LONGEST_WAIT_AFTER_FAILURE_MS, 1500 * 2 ** (failures - 1))
  }
  const schedule = (delay: number) => {
    timers.clearTimeout(timer)
    if (!stopped) timer = timers.setTimeout(() => void run(), delay)
  }
  const run = async () => {
    const controller = new AbortController()
    inFlight = controller
    again = false
    try {
      await poll(controller.signal)
      if (failures > 0) onReachable(true)
      failures = 0
    } catch {
      if (controller.signal.aborted) return
      failures += 1
      // One lost request is no news; two are.
      if (failures === 2) onReachable(false)
    } finally {
      inFlight = undefined
    }
    schedule(again ? 0 : wait())
  }

  return {
    start(): void {
      stopped = false
      schedule(wait())
    },
    stop(): void {
      stopped = true
      timers.clearTimeout(timer)
      inFlight?.abort()
    },
    /** After one's own press, and when the tab is looked at again. */
    soon(): void {
      if (stopped) return
      if (inFlight) again = true
      else schedule(0)
    },
    /** Something began to run, or the tab was hidden: the wait is measured anew. */
    reconsider(): void {
      if (!stopped && !inFlight) schedule(wait())
    },
  }
}
export type ChangesPoll = ReturnType<typeof createChangesPoll>
