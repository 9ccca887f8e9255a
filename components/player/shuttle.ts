/** What J, K and L do, as a table. Pure. `rate` is signed and 0 while the clip stands still. */

export type ShuttleKey = 'J' | 'K' | 'L'

export type Shuttle = { kind: 'rate'; rate: number } | { kind: 'step'; by: 1 | -1 }

export const FASTEST = 8

/** Again in the same direction is twice as fast; in the other one it turns round at normal speed. With K held down, one frame. */
export function shuttle(key: ShuttleKey, { rate, isHeld }: { rate: number; isHeld: boolean }): Shuttle {
  if (key === 'K') return { kind: 'rate', rate: 0 }
  const direction = key === 'L' ? 1 : -1
  if (isHeld) return { kind: 'step', by: direction }
  const isOnward = rate * direction > 0
  // From a slow 0.5 on, 1 comes first.
  const speed = isOnward ? Math.max(1, Math.min(FASTEST, Math.abs(rate) * 2)) : 1
  return { kind: 'rate', rate: speed * direction }
}
