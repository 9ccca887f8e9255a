/** Frames per second: the rate that is meant, and how many frames a length has. Pure; the screen and the server count by the same rule. */

/** Rates by name; the ones of 1001 are those of NTSC. */
const RATES = [
  24_000 / 1001,
  24,
  25,
  30_000 / 1001,
  30,
  48,
  50,
  60_000 / 1001,
  60,
  100,
  120_000 / 1001,
  120,
] as const

/** Less than half of what lies between 30 and 29.97. */
const NEAR = 0.0004

/** A rate near one that cameras and models mean is taken for it, so that a measured 29.97 never drifts from 30000/1001. */
export function exactRate(fps: number): number {
  if (!(fps > 0 && Number.isFinite(fps))) return 24
  return RATES.find((rate) => Math.abs(fps - rate) < rate * NEAR) ?? fps
}

/** Of a clip of `duration` seconds; at least one. */
export function frameCount(duration: number, fps: number): number {
  return Math.max(1, Math.round((duration > 0 ? duration : 0) * exactRate(fps)))
}
