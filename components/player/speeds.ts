/** What the speed menu offers. Pure. J and L go beyond it. */
export const SPEEDS = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 2] as const

/** The next of the menu's, up or down. */
export function nextSpeed(speed: number, direction: 1 | -1): number {
  const others = SPEEDS.filter((one) => (direction === 1 ? one > speed : one < speed))
  return (direction === 1 ? others[0] : others.at(-1)) ?? speed
}
