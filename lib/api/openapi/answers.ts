/** What the endpoint answers, as schemas: print-task.ts, ark-answer.ts and openai-answer.ts print it, the OpenAPI document says it. */
import * as z from 'zod/mini'
import { WEBHOOK_EVENTS } from '#lib/api/webhooks.ts'
import { RATIOS, RESOLUTIONS } from '#lib/seedance/request.ts'

const wholeSchema = z.int().check(z.gte(0))
const addressSchema = z.url()
/** Why a task ended without a clip. */
const taskErrorSchema = z.nullable(z.object({ code: z.string(), message: z.string() }))

const ARK_STATUSES = ['queued', 'running', 'succeeded', 'failed', 'cancelled', 'expired'] as const

const contentSchema = z.object({
  video_url: z.optional(addressSchema),
  last_frame_url: z.optional(addressSchema),
})

export const arkTaskSchema = z.object({
  id: z.string(),
  model: z.string(),
  status: z.enum(ARK_STATUSES),
  error: taskErrorSchema,
  created_at: wholeSchema,
  updated_at: wholeSchema,
  content: contentSchema,
  usage: z.optional(
    z.object({
      completion_tokens: wholeSchema,
      total_tokens: wholeSchema,
      tool_usage: z.optional(z.object({ web_search: wholeSchema })),
    }),
  ),
  seed: z.optional(z.int()),
  resolution: z.optional(z.enum(RESOLUTIONS)),
  ratio: z.optional(z.enum(RATIOS)),
  duration: z.optional(z.int()),
  frames: z.optional(wholeSchema),
  framespersecond: z.literal(24),
  generate_audio: z.optional(z.boolean()),
  tools: z.optional(z.array(z.object({ type: z.literal('web_search') }))),
  safety_identifier: z.optional(z.string()),
  draft: z.optional(z.boolean()),
  draft_task_id: z.optional(z.string()),
  service_tier: z.optional(z.enum(['default', 'flex'])),
  execution_expires_after: z.optional(wholeSchema),
  priority: z.optional(wholeSchema),
  output_format: z.optional(z.enum(['mp4', 'mov'])),
  items: z
    .array(
      z.object({
        id: z.string(),
        status: z.enum(ARK_STATUSES),
        progress: z.optional(z.number().check(z.gte(0), z.lte(100))),
        content: contentSchema,
        video_url: z.optional(addressSchema),
        error: taskErrorSchema,
      }),
    )
    .check(z.length(1)),
})

export const arkCreatedSchema = z.object({
  id: z.string(),
  created_at: wholeSchema,
  items: z
    .array(z.object({ id: z.string(), status: z.literal('queued'), progress: z.literal(0) }))
    .check(z.length(1)),
  notices: z.optional(z.array(z.object({ field: z.string(), message: z.string() }))),
})

export const arkTaskListSchema = z.object({ items: z.array(arkTaskSchema), total: wholeSchema })

export const arkDeletedSchema = z.object({})

export const videoSchema = z.object({
  id: z.string(),
  object: z.literal('video'),
  model: z.string(),
  status: z.enum(['queued', 'in_progress', 'completed', 'failed']),
  progress: z.int().check(z.gte(0), z.lte(100)),
  created_at: wholeSchema,
  completed_at: z.nullable(wholeSchema),
  expires_at: z.nullable(wholeSchema),
  prompt: z.nullable(z.string()),
  seconds: z.string(),
  size: z.string(),
  remixed_from_video_id: z.nullable(z.string()),
  error: taskErrorSchema,
  usage: z.optional(z.object({ total_tokens: wholeSchema })),
  metadata: z.optional(z.object({ url: addressSchema })),
})

export const videoListSchema = z.object({
  object: z.literal('list'),
  data: z.array(videoSchema),
  first_id: z.nullable(z.string()),
  last_id: z.nullable(z.string()),
  has_more: z.boolean(),
})

export const deletedVideoSchema = z.object({
  id: z.string(),
  object: z.literal('video.deleted'),
  deleted: z.literal(true),
})

/** What webhooks are told, and the `callback_url` of a create on /v1/videos. */
export const videoEventSchema = z.object({
  id: z.string(),
  object: z.literal('event'),
  type: z.enum(WEBHOOK_EVENTS),
  created_at: wholeSchema,
  data: videoSchema,
})

export const arkErrorSchema = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    param: z.optional(z.string()),
    type: z.enum([
      'BadRequest',
      'Unauthorized',
      'Forbidden',
      'NotFound',
      'TooManyRequests',
      'InternalServerError',
    ]),
  }),
})

export const openaiErrorSchema = z.object({
  error: z.object({
    message: z.string(),
    type: z.enum([
      'invalid_request_error',
      'authentication_error',
      'permission_error',
      'rate_limit_error',
      'server_error',
    ]),
    param: z.nullable(z.string()),
    code: z.string(),
  }),
})

/** Of what is refused before the endpoint is asked. */
export const studioErrorSchema = z.object({
  error: z.object({ code: z.string(), message: z.string(), retryable: z.boolean() }),
})
