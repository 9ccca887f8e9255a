import 'server-only'

/** Clips put in order. Times are epoch ms. */
export interface SequenceTables {
  sequences: SequenceRow
  sequence_parts: SequencePartRow
}

export interface SequenceRow {
  id: string
  team_id: string
  project_id: string
  author_id: string
  title: string
  /** The shot of what it was joined to; null before the first time. */
  shot_id: string | null
  /** Counts its changes, so that two tabs don't write over each other. */
  version: number
  created_at: number
  updated_at: number
}

/** Frames of the clip's own, from 0; both are shown. */
export interface SequencePartRow {
  sequence_id: string
  position: number
  /** From the browser: the same part wherever it is moved. */
  part_id: string
  clip_id: string
  in_frame: number
  out_frame: number
}
