import 'server-only'
import type { Random } from '#lib/server/clock.ts'

/** Pixels times seconds of the clip that the lifelike waits are stated for: 720p, five seconds. */
const USUAL_WORK = 1280 * 720 * 5

/**
 * How long a task waits and runs, ms. At speed 1: 4–8 s in the queue and 20–40 s of running for five seconds of 720p,
 * more or less with the clip's size. Speed 0 waits for nothing, any other speed divides.
 */
export function planWaits(
  clip: { width: number; height: number; seconds: number },
  speed: number,
  random: Random,
): { queueMs: number; runMs: number } {
  if (speed === 0) return { queueMs: 0, runMs: 0 }
  const scale = Math.min(6, Math.max(0.4, (clip.width * clip.height * clip.seconds) / USUAL_WORK))
  return {
    queueMs: Math.round((4000 + 4000 * random()) / speed),
    runMs: Math.round(((20_000 + 20_000 * random()) * scale) / speed),
  }
}

/** Creates per minute that are let through: the model's own figure, more where time runs faster, all at speed 0. */
export function createsPerMinute(requestsPerMinute: number, speed: number): number {
  return speed === 0 ? Number.POSITIVE_INFINITY : Math.ceil(requestsPerMinute * Math.max(1, speed))
}
