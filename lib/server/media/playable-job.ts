import 'server-only'
import type { Sentence } from '#lib/language/language.ts'
import type { InspectFailure } from './inspect-job.ts'

/** What the parent asks of the child that makes playable copies, and what it says. Crosses a process border: JSON only. */
export interface PlayableJob {
  path: string
  /** Where the copy goes: MP4. */
  outputPath: string
}

export type PlayableNews =
  /** Of the frames, 0 to 1. */
  { progress: number } | { ok: true } | { ok: false; failure: InspectFailure; message: Sentence }
