import type { Pick } from '#lib/api/gallery.ts'
import type { JudgedClip } from './change-clip.ts'

/** What all of these say alike, for controls that show it pressed. */
export interface CommonJudgement {
  /** Undefined where they differ. */
  rating: number | undefined
  pick: Pick | undefined
  isFavourite: boolean
}

/** Pure. Nothing is common to none, and nothing to those of which one is not known. */
export function commonJudgement(clips: readonly (JudgedClip | undefined)[]): CommonJudgement {
  const [first] = clips
  if (!first) return { rating: undefined, pick: undefined, isFavourite: false }
  return {
    rating: clips.every((clip) => clip?.rating === first.rating) ? first.rating : undefined,
    pick: clips.every((clip) => clip?.pick === first.pick) ? first.pick : undefined,
    isFavourite: clips.every((clip) => clip?.isFavourite === true),
  }
}
