/** POST /api/generations, GET /api/generations and GET /api/changes: what goes in and what comes out. */
import * as z from 'zod/mini'
import type { Generation } from '#lib/generation/generation.ts'
import { MODES, RATIOS, REFERENCE_KINDS, REFERENCE_ROLES, RESOLUTIONS } from '#lib/seedance/request.ts'
import { isOwnMaker } from '#lib/generation/made-here.ts'
import { fileNameSchema, idSchema, saying, wholeNumberSchema } from './values.ts'
import { MAX_TAKES } from './take-limit.ts'

const promptPartSchema = z.union([
  z.strictObject({ text: z.string().check(z.maxLength(20_000)) }),
  z.strictObject({ mention: z.string().check(z.maxLength(64)) }),
])

const recipeReferenceSchema = z.strictObject({
  id: z.string().check(z.minLength(1), z.maxLength(64)),
  kind: z.enum(REFERENCE_KINDS),
  role: z.enum(REFERENCE_ROLES),
  name: z.string().check(z.minLength(1), z.maxLength(64)),
  mediaId: z.exactOptional(idSchema),
  url: z.exactOptional(z.string().check(z.maxLength(4096))),
})

export const settingsSchema = z.strictObject({
  duration: z.exactOptional(z.number()),
  frames: z.exactOptional(z.number()),
  ratio: z.exactOptional(z.enum(RATIOS)),
  resolution: z.exactOptional(z.enum(RESOLUTIONS)),
  fps: z.exactOptional(z.number()),
  seed: z.exactOptional(z.number()),
  generateAudio: z.exactOptional(z.boolean()),
  watermark: z.exactOptional(z.boolean()),
  cameraFixed: z.exactOptional(z.boolean()),
  returnLastFrame: z.exactOptional(z.boolean()),
  serviceTier: z.exactOptional(z.enum(['default', 'flex'])),
  executionExpiresAfter: z.exactOptional(z.number()),
  draft: z.exactOptional(z.boolean()),
  priority: z.exactOptional(z.number()),
  webSearch: z.exactOptional(z.boolean()),
  outputFormat: z.exactOptional(z.enum(['mp4', 'mov'])),
})

const NO_MODEL = {
  en: 'must be a model: what was imported or joined here is not generated',
  zh: '必须是模型：导入或合成的成片不能生成',
}

export const recipeSchema = z.strictObject({
  model: z.string().check(
    z.minLength(1),
    z.maxLength(128),
    z.refine((model) => !isOwnMaker(model), saying(NO_MODEL)),
  ),
  mode: z.exactOptional(z.enum(MODES)),
  prompt: z.array(promptPartSchema).check(z.maxLength(2000)),
  references: z.array(recipeReferenceSchema).check(z.maxLength(64)),
  settings: settingsSchema,
  draftOf: z.exactOptional(idSchema),
})

export const createGenerationsSchema = z.strictObject({
  /** One press, one key: the same key again answers with the same generations. */
  idempotencyKey: z.string().check(z.minLength(8), z.maxLength(100), z.regex(/^[\w-]+$/)),
  projectId: z.optional(idSchema),
  /** Joins this shot as its next take; absent: a new shot. */
  shotId: z.optional(idSchema),
  takes: z._default(z.int().check(z.gte(1), z.lte(MAX_TAKES)), 1),
  recipe: recipeSchema,
  /** The comment that it is made from, which then leads to the first take. */
  commentId: z.optional(idSchema),
})
export type CreateGenerationsInput = z.input<typeof createGenerationsSchema>

/** The next take of the same shot with the same recipe. One press, one key, as above. */
export const retryGenerationSchema = z.strictObject({
  idempotencyKey: createGenerationsSchema.shape.idempotencyKey,
})

export interface GenerationList {
  generations: Generation[]
  /** Pass as `before` for the next page; absent at the end. */
  nextBefore?: string
  /** Where GET /api/changes starts from. */
  cursor: number
}

export interface Changes {
  cursor: number
  generations: Generation[]
  /** Ids that are gone. */
  removed: string[]
}

/** What a person decides about an `uncertain` generation. */
export const resolveUncertainSchema = z.strictObject({ decision: z.enum(['send_again', 'give_up']) })

export const generationParamsSchema = z.strictObject({ id: idSchema })

/** GET /api/generations/[id]/download: saved under this name; absent or empty, under its own. */
export const downloadQuerySchema = z.strictObject({ name: z.optional(fileNameSchema) })

export const listGenerationsSchema = z.strictObject({
  /** `nextBefore` of the page before. */
  before: z.optional(z.string().check(z.maxLength(100))),
  limit: z.optional(wholeNumberSchema(1, 200)),
  project: z.optional(idSchema),
})

export const changesQuerySchema = z.strictObject({
  /** `cursor` of the last answer; 0 for everything. */
  after: wholeNumberSchema(0, Number.MAX_SAFE_INTEGER),
  /** News of this one alone; what left it is among the removed. */
  project: z.optional(idSchema),
})
