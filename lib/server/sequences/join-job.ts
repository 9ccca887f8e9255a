import 'server-only'
import type { Sentence } from '#lib/language/language.ts'
import type { InspectFailure } from '#lib/server/media/inspect-job.ts'

/** What the parent asks of the child that joins clips, and what it says. Crosses a process border: JSON only. */
export interface JoinJob {
  parts: JoinPart[]
  /** Where the clip goes: MP4. */
  outputPath: string
  /** For its sound meanwhile. */
  soundPath: string
}

/** Frames of the file's own, from 0; both are shown. */
export interface JoinPart {
  path: string
  in: number
  out: number
}

export interface Joined {
  width: number
  height: number
  framesPerSecond: number
  frames: number
  /** Of the frames: taken over as they were. */
  copied: number
}

export type JoinNews =
  /** Frames of all frames that are in the file. */
  | { done: number; frames: number }
  | { ok: true; joined: Joined }
  /** `part`: which one is at fault, from 0. */
  | { ok: false; failure: InspectFailure; message: Sentence; part?: number }
