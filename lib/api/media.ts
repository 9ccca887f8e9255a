/** A file of the studio as its own API shows it. */
import * as z from 'zod/mini'
import { REFERENCE_KINDS } from '#lib/seedance/request.ts'
import { FILLS } from '#lib/seedance/plan-fix.ts'
import { fileNameSchema, idSchema, wholeNumberSchema } from './values.ts'

export interface MediaFile {
  id: string
  kind: 'image' | 'video' | 'audio'
  fileName: string
  format: string
  mime: string
  bytes: number
  sha256: string
  /** Pixels, EXIF orientation applied. */
  width?: number
  height?: number
  /** Seconds. */
  duration?: number
  fps?: number
  hasAudio: boolean
  url: string
  /** A small picture: of the image, of the video's first frame, of the sound's waveform. */
  previewUrl: string
  thumbhash?: string
  createdAt: number
  /** The id of the file that this one was made from: a fix of it, or a frame. */
  madeFrom?: string
  /** That file, in the answer to a fix. */
  original?: MediaFile
}

export const importAddressSchema = z.strictObject({
  url: z.string().check(z.minLength(1), z.maxLength(4096)),
  /** As with an upload. */
  project: z.exactOptional(idSchema),
})

export const mediaParamsSchema = z.strictObject({ id: idSchema })

/** GET /api/media */
export const libraryQuerySchema = z.strictObject({
  kind: z.optional(z.enum(REFERENCE_KINDS)),
  search: z.optional(z.string().check(z.maxLength(200))),
  /** `nextBefore` of the page before. */
  before: z.optional(z.string().check(z.maxLength(100))),
  limit: z.optional(wholeNumberSchema(1, 200)),
})

export interface MediaList {
  media: MediaFile[]
  /** Pass as `before` for the next page; absent at the end. */
  nextBefore?: string
}

/** PUT /api/media; the body is the file itself. */
export const uploadQuerySchema = z.strictObject({
  fileName: fileNameSchema,
  /** Where it is added; absent: the first project in sight. */
  project: z.optional(idSchema),
})

/** `download`: saved under this name instead of shown; empty: under its own. */
export const readMediaQuerySchema = z.strictObject({
  download: z.optional(fileNameSchema),
})

export const referenceParamsSchema = z.strictObject({ token: z.string().check(z.maxLength(200)) })

/** GET /api/media/[id]/playable, 202: a copy that every browser plays is waiting for its turn or being made. */
export interface PlayableProgress {
  /** 0 to 1. */
  progress: number
}

const side = z.int().check(z.gte(1), z.lte(100_000))
const offset = z.int().check(z.gte(0), z.lte(100_000))
const secondsSchema = z.number().check(z.gte(0), z.lte(86_400))

/** POST /api/media/[id]/frame: seconds after the clip's first frame. */
export const frameSchema = z.strictObject({ time: secondsSchema })

/** POST /api/media/[id]/fix: MediaFix of plan-fix.ts. What fits the file is checked there. */
export const fixSchema = z.strictObject({
  trim: z.exactOptional(z.strictObject({ start: secondsSchema, end: secondsSchema })),
  frame: z.exactOptional(
    z.strictObject({
      width: side,
      height: side,
      crop: z.exactOptional(z.strictObject({ left: offset, top: offset, width: side, height: side })),
      fill: z.exactOptional(z.enum(FILLS)),
    }),
  ),
  fps: z.exactOptional(z.number().check(z.gte(1), z.lte(240))),
})
