/** GET /api/clips/[id]: one clip as its page shows it. */
import * as z from 'zod/mini'
import type { Generation, GenerationState } from '#lib/generation/generation.ts'
import type { SourceKind } from '#lib/generation/lineage.ts'
import type { GalleryCard, GalleryClip, Pick } from './gallery.ts'
import type { MediaFile } from './media.ts'
import { idSchema } from './values.ts'

export const clipParamsSchema = z.strictObject({ id: idSchema })

export const MOST_TAKES_SHOWN = 100

export interface ClipDetail {
  generation: Generation
  projectName: string
  /** Of the shot, by number, without those in the bin; this one always. At most MOST_TAKES_SHOWN, those around it. */
  takes: GalleryCard[]
  /** Stars; 0: not rated. */
  rating: number
  pick?: Pick
  /** Of whoever asks. */
  isFavourite: boolean
  tags: string[]
  /** The recipe's references that are files of ours, in the recipe's order, as far as they are still there. */
  files: MediaFile[]
  /** The clip that a file is, or is a frame or a fix of: its generation, by the file's id. */
  fileClips: Record<string, string>
  lineage: Lineage
  /** The clip's name as it is downloaded. */
  downloadName: string
  /** Since when it is in the bin, epoch ms. */
  binnedAt?: number
}

/** No cycles: a generation is only ever made from older ones. */
export interface Lineage {
  nodes: LineageNode[]
  edges: LineageEdge[]
  /** There is more, further away or beside, than was read. */
  isCut: boolean
}

export interface LineageNode {
  id: string
  /** How far away: -1 this one was made from it, 1 it was made from this one, 0 itself. */
  generation: number
  shotId: string
  take: number
  state: GenerationState
  /** The prompt's beginning. */
  prompt: string
  clip?: GalleryClip
  /** In the bin, or past it: its file is gone and only the row tells of it. */
  removed?: 'bin' | 'gone'
}

export interface LineageEdge {
  /** What was used. */
  from: string
  /** What was made with it. */
  to: string
  kind: SourceKind
}
