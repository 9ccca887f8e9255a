import 'server-only'
import { toSentence, type Sentence } from '#lib/language/language.ts'
import type { MediaFormat } from './sniff.ts'

/** What the parent asks of the inspecting child, and what it answers. Crosses a process border: JSON only. */
export interface InspectJob {
  path: string
  format: MediaFormat
  /**
   * `samples`: the first, the last and sixteen frames between are decoded (a foreign file, whose whole decoding could take
   * minutes). `whole`: every packet is. Pictures and sounds are always decoded whole.
   */
  decode: 'samples' | 'whole'
  /** Where to write the preview, WebP: the picture made small, the clip's first frame, the sound's waveform. */
  posterPath: string
  /** Clips: where to write the frames for hover-scrub, JPEG. */
  spritePath?: string
  /** Clips: where to write the last frame, PNG, all pixels. */
  lastFramePath?: string
}

export interface SpriteLayout {
  columns: number
  rows: number
  tileWidth: number
  tileHeight: number
}

export interface MediaInspection {
  /** Pixels as shown: EXIF orientation, rotation and pixel aspect applied. Absent for sounds. */
  width?: number
  height?: number
  /** Seconds; of the video track for clips. Absent for pictures. */
  duration?: number
  fps?: number
  hasAudio: boolean
  sprite?: SpriteLayout
  /** Base64. Absent for sounds. */
  thumbhash?: string
  /** Pixels of what was written to `lastFramePath`. */
  lastFrame?: { width: number; height: number }
}

/**
 * - `truncated`: the file ends before its contents do
 * - `undecodable`: not what it says it is, or broken inside
 * - `unsupported`: whole, but of a kind that can't be used (codec, no picture in it)
 * - `too_large`: decoding would need more memory than is allowed
 * - `out_of_time`: took longer than allowed
 */
export type InspectFailure = 'truncated' | 'undecodable' | 'unsupported' | 'too_large' | 'out_of_time'

export type InspectResult =
  { ok: true; inspection: MediaInspection } | { ok: false; failure: InspectFailure; message: Sentence }

/** The child's own exit code when it sees that it grew too large. */
export const OUT_OF_MEMORY_EXIT = 86

/** Thrown inside the child; becomes an InspectResult. */
export class InspectError extends Error {
  override readonly name = 'InspectError'
  /** What happened, in every language; `message` is the English of it. */
  readonly said: Sentence
  readonly failure: InspectFailure

  constructor(failure: InspectFailure, message: string | Sentence, cause?: unknown) {
    super(toSentence(message).en, { cause })
    this.said = toSentence(message)
    this.failure = failure
  }
}
