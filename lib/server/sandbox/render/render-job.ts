import 'server-only'
import * as z from 'zod/mini'
import { REFERENCE_KINDS, REFERENCE_ROLES } from '#lib/seedance/request.ts'

/*
 * What the sandbox asks its renderer for, and what it gets. Both cross a process boundary as one line of JSON.
 */

export const FRAMES_PER_SECOND = 24

/** 4:2:0 video has no odd sizes; 8192 is where H.264 level 6.2 ends. */
const sideSchema = z.int().check(z.minimum(64), z.maximum(8192), z.multipleOf(2))

const captionSegmentSchema = z.union([
  z.object({ text: z.string() }),
  /** Stands for a reference: shown as a chip with its picture and name. */
  z.object({ referenceIndex: z.int().check(z.minimum(0)), name: z.string() }),
])

const renderReferenceSchema = z.object({
  kind: z.enum(REFERENCE_KINDS),
  role: z.enum(REFERENCE_ROLES),
  /** A local file: any picture that sharp reads, mp4 or mov, wav or mp3. */
  path: z.string(),
  name: z.exactOptional(z.string()),
})

export const renderJobSchema = z.object({
  outputPath: z.string(),
  /** Where the exact last frame goes as PNG, without watermark. */
  lastFramePath: z.exactOptional(z.string()),
  container: z.enum(['mp4', 'mov']),
  width: sideSchema,
  height: sideSchema,
  /** Ignored when `frames` is given. */
  seconds: z.number().check(z.positive(), z.maximum(120)),
  frames: z.exactOptional(z.int().check(z.minimum(2), z.maximum(2880))),
  fps: z.literal(FRAMES_PER_SECOND),
  audio: z.boolean(),
  seed: z.int(),
  /** The words of the prompt, names resolved; scene and music are chosen from them. */
  prompt: z.string(),
  captions: z.array(captionSegmentSchema),
  watermark: z.boolean(),
  references: z.array(renderReferenceSchema),
})

export type CaptionSegment = z.infer<typeof captionSegmentSchema>
export type RenderReference = z.infer<typeof renderReferenceSchema>
export type RenderJob = z.infer<typeof renderJobSchema>

export const renderResultSchema = z.object({
  bytes: z.int(),
  frames: z.int(),
  seconds: z.number(),
  width: z.int(),
  height: z.int(),
})
export type RenderResult = z.infer<typeof renderResultSchema>

/** A line of the child: any number of `progress`, then one of the others. */
export const renderAnswerSchema = z.union([
  /** What part (0 … 1) of the frames is encoded. */
  z.object({ progress: z.number().check(z.minimum(0), z.maximum(1)) }),
  z.object({ result: renderResultSchema }),
  z.object({
    failure: z.object({ message: z.string(), referenceIndex: z.exactOptional(z.int()) }),
  }),
])
export type RenderAnswer = z.infer<typeof renderAnswerSchema>

/** A render that ended without a clip. `referenceIndex` names the reference that could not be read, if it was that. */
export class RenderFailed extends Error {
  override readonly name = 'RenderFailed'
  readonly referenceIndex: number | undefined

  constructor(message: string, options: { referenceIndex?: number | undefined; cause?: unknown } = {}) {
    super(message, { cause: options.cause })
    this.referenceIndex = options.referenceIndex
  }
}

export function frameCount(job: Pick<RenderJob, 'seconds' | 'frames'>): number {
  return job.frames ?? Math.round(job.seconds * FRAMES_PER_SECOND)
}
