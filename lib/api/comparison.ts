/** The page that compares clips: what its address says, and what it shows. */
import type { Generation } from '#lib/generation/generation.ts'
import type { Standing } from '#lib/generation/verdict.ts'
import type { Pick } from './gallery.ts'

export const FEWEST_COMPARED = 2
export const MOST_COMPARED = 4

/** `/compare?ids=a,b`. `frame`: where to begin. */
export function compareAddress(
  ids: readonly string[],
  { frame, project }: { frame?: number | undefined; project?: string | undefined } = {},
): string {
  const search = new URLSearchParams()
  if (project !== undefined) search.set('project', project)
  if (frame !== undefined && frame > 0) search.set('f', String(frame))
  const rest = search.toString()
  // Commas stay commas: the address is read by people.
  return `/compare?ids=${ids.map(encodeURIComponent).join(',')}${rest === '' ? '' : `&${rest}`}`
}

/** Each once, in their order. */
export function readComparedIds(ids: string | readonly string[] | undefined): string[] {
  const all = typeof ids === 'string' ? [ids] : (ids ?? [])
  return [...new Set(all.flatMap((text) => text.split(',')).map((id) => id.trim()))].filter((id) => id !== '')
}

/** Of a shot's clips, by number: all where they are few enough, else this one and the one before. None where it is alone. */
export function idsToCompare(clips: readonly string[], here: string): string[] {
  const place = clips.indexOf(here)
  if (place < 0 || clips.length < FEWEST_COMPARED) return []
  const start = Math.max(0, place - 1)
  return clips.length <= MOST_COMPARED ? [...clips] : clips.slice(start, start + 2)
}

export interface ComparedTake {
  /** Its clip is there. */
  generation: Generation
  pick?: Pick
  /** By the verdicts of those who see it. */
  standing?: Standing
}

/** Why one that was asked for can't be compared. */
export interface MissingTake {
  id: string
  /** `unknown`: never there, deleted for good, or another team's. */
  why: 'unknown' | 'in_bin' | 'no_clip'
}

export interface Comparison {
  takes: ComparedTake[]
  missing: MissingTake[]
}
