/** How a clip that has strayed from the one that leads is brought back while both play. Pure; seconds. */

/** What was lately seen weighs this much: sixty looks a second see twenty-four frames, and their mean is finer than a frame. */
const NEWEST = 0.12
/** Strayed this far, it is quicker to stop and begin together anew. */
const LOST = 0.25
/** Of a frame: nobody sees it, and a rate that is left alone plays most evenly. */
const UNSEEN = 0.2
/** It should be back after so long. */
const CATCH_UP = 0.5
const MOST = 0.2

/** `seen`: how far it is ahead in what is on screen now; below 0 it is behind. */
export function smoothed(drift: number | undefined, seen: number): number {
  return drift === undefined ? seen : drift + (seen - drift) * NEWEST
}

/** What to play it at, where 1 is as fast as the other. In hundredths: each change costs the browser something. */
export function correction(drift: number, frameSeconds: number): number | 'begin anew' {
  if (Math.abs(drift) > LOST) return 'begin anew'
  if (Math.abs(drift) < UNSEEN * frameSeconds) return 1
  const part = Math.min(MOST, Math.max(-MOST, drift / CATCH_UP))
  return Math.round((1 - part) * 100) / 100
}
