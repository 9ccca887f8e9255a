import 'server-only'
import type { Sentence } from '#lib/language/language.ts'
import type { MediaFix } from '#lib/seedance/plan-fix.ts'
import type { InspectFailure } from './inspect-job.ts'
import type { MediaFormat } from './sniff.ts'

/** What the parent asks of the child that makes fixed files, and what it answers. Crosses a process border: JSON only. */
export interface FixJob {
  path: string
  format: MediaFormat
  /** Checked against the file's facts already (checkFix). */
  fix: MediaFix
  /** Pixels of the upright original. Absent for sounds. */
  width?: number
  height?: number
  /** Where the new file goes. */
  outputPath: string
  /** Bytes that the new file may have. */
  maxBytes: number
}

export type FixResult =
  /** The format that was made: pictures JPEG, PNG or WebP, clips MP4, sounds WAV. */
  { ok: true; format: MediaFormat } | { ok: false; failure: InspectFailure; message: Sentence }
