import 'server-only'
import type { Sentence } from '#lib/language/language.ts'
import type { InspectFailure } from './inspect-job.ts'
import type { MediaFormat } from './sniff.ts'

/** What the parent asks of the child that takes single frames, and what it answers. Crosses a process border: JSON only. */
export interface FrameJob {
  path: string
  format: MediaFormat
  /** Seconds after the first frame. */
  time: number
  /** Where the picture goes: PNG, all pixels, upright. */
  framePath: string
}

export type FrameResult = { ok: true } | { ok: false; failure: InspectFailure; message: Sentence }
