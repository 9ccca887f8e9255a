/** /api/sequences: clips put in order, trimmed, and joined to one. */
import * as z from 'zod/mini'
import type { SequencePart } from '#lib/generation/made-here.ts'
import type { ErrorBody } from './error-body.ts'
import { createGenerationsSchema } from './generations.ts'
import { idSchema, nameSchema, saying } from './values.ts'

export const MOST_PARTS = 200

export interface SequenceHead {
  id: string
  projectId: string
  title: string
  /** Counts its changes: whoever writes says which one they have seen. */
  version: number
  updatedAt: number
}

export interface Sequence extends SequenceHead {
  parts: ShownPart[]
}

export interface ShownPart extends SequencePart {
  /** From the browser: the same part wherever it is moved. */
  id: string
  /** Absent where the clip is in the bin, or gone for good. */
  clip?: PartClip
}

/** What the strip and the player have to know of a clip. */
export interface PartClip {
  title: string
  /** 1 for the first of its shot. */
  take: number
  mediaId: string
  videoUrl: string
  posterUrl?: string
  /** Base64. */
  thumbhash?: string
  width: number
  height: number
  fps: number
  frames: number
  hasAudio: boolean
}

/** The body of a 409 to PUT. */
export interface SequenceConflict extends ErrorBody {
  current: Sequence
}

/** Newest change first; `clip` of the first part, for its picture. */
export interface SequenceList {
  sequences: (SequenceHead & { parts: number; posterUrl?: string })[]
}

const partsOfClips = z.array(idSchema).check(z.minLength(1), z.maxLength(MOST_PARTS))

export const createSequenceSchema = z.strictObject({
  project: z.optional(idSchema),
  title: z.optional(nameSchema),
  /** Whole clips, in this order. */
  clipIds: partsOfClips,
})

const frameSchema = z.int().check(z.gte(0), z.lte(10_000_000))

const FORWARDS = { en: 'must not be before `in`', zh: '不能早于 `in`' }

const partSchema = z
  .strictObject({
    id: z.string().check(z.regex(/^[\w-]{1,64}$/)),
    clipId: idSchema,
    in: frameSchema,
    out: frameSchema,
  })
  .check(z.refine(({ in: first, out }) => out >= first, { ...saying(FORWARDS), path: ['out'] }))

const versionSchema = z.int().check(z.gte(1), z.lte(Number.MAX_SAFE_INTEGER))

/** All of it, as it shall be. 409 where `version` is not the present one, with that one as `current`. */
export const saveSequenceSchema = z.strictObject({
  version: versionSchema,
  title: nameSchema,
  parts: z.array(partSchema).check(z.maxLength(MOST_PARTS)),
})

/** Joins what is stored, if that is what was seen. */
export const joinSequenceSchema = z.strictObject({
  version: versionSchema,
  idempotencyKey: createGenerationsSchema.shape.idempotencyKey,
})

export const sequenceParamsSchema = z.strictObject({ id: idSchema })
export const sequencesQuerySchema = z.strictObject({ project: z.optional(idSchema) })
