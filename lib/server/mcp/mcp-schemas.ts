import 'server-only'
import * as z from 'zod'
import { MODES, RATIOS, REFERENCE_KINDS, REFERENCE_ROLES, RESOLUTIONS } from '#lib/seedance/request.ts'

/** What MCP's tools take and give. Inputs are strict: a field that is not known is refused, since whoever wrote it meant something by it. */

const referenceSchema = z.strictObject({
  kind: z.enum(REFERENCE_KINDS),
  url: z
    .string()
    .max(3_000_000)
    .describe('An https address, a small data: address, or an address that get_video gave.'),
  role: z
    .enum(REFERENCE_ROLES)
    .optional()
    .describe('What it is for. A picture without one is the first frame; clips and sounds are references.'),
  name: z.string().min(1).max(64).optional().describe('To say it in the prompt as @name.'),
})

const requestShape = {
  model: z.string().min(1).max(128).describe('An id from list_models.'),
  prompt: z.string().max(20_000).describe('What is to be seen and heard.'),
  references: z.array(referenceSchema).max(50).optional(),
  mode: z.enum(MODES).optional().describe('Found out from the references where it is absent.'),
  duration: z.number().optional().describe('Whole seconds, as list_models says for the model.'),
  ratio: z.enum(RATIOS).optional(),
  resolution: z.enum(RESOLUTIONS).optional(),
  seed: z.number().int().optional(),
  generate_audio: z.boolean().optional().describe('With sound, where the model has it.'),
  watermark: z.boolean().optional(),
  camera_fixed: z.boolean().optional(),
  return_last_frame: z.boolean().optional().describe('The last frame comes as a picture too, to go on from.'),
  service_tier: z.enum(['default', 'flex']).optional(),
}

export const quoteInputSchema = z.strictObject(requestShape)
export type WishedVideo = z.output<typeof quoteInputSchema>

export const createInputSchema = z.strictObject({
  ...requestShape,
  idempotency_key: z
    .string()
    .min(8)
    .max(255)
    .describe(
      'Any text that is new for each clip that is wanted. Sent again with the same one, nothing is made twice.',
    ),
})

export const getInputSchema = z.strictObject({ id: z.string().min(1).max(64) })

export const listInputSchema = z.strictObject({
  limit: z.number().int().min(1).max(50).optional().describe('20 unless it is said.'),
  model: z.string().max(128).optional(),
  after: z.string().max(64).optional().describe('The id that `next` gave.'),
})

export const noInputSchema = z.strictObject({})

const moneySchema = z.object({ currency: z.enum(['CNY', 'USD']), min: z.number(), max: z.number() })

const modelSchema = z.object({
  id: z.string(),
  name: z.string(),
  modes: z.array(z.enum(MODES)),
  resolutions: z.array(z.enum(RESOLUTIONS)),
  usual_resolution: z.enum(RESOLUTIONS),
  ratios: z.array(z.enum(RATIOS)),
  duration: z.object({
    min: z.number(),
    max: z.number(),
    usual: z.number().describe('-1: the model chooses.'),
    only: z.array(z.number()).optional().describe('The only lengths that there are.'),
  }),
  references: z.object({ images: z.number(), videos: z.number(), audios: z.number() }),
  has_sound: z.boolean(),
  price_per_second: z.array(moneySchema).describe('At the usual resolution, from text.'),
})
export const modelsSchema = z.object({ models: z.array(modelSchema) })

const noticeSchema = z.object({ field: z.string(), message: z.string() })
export const quoteSchema = z.object({
  ok: z.boolean().describe('Whether create_video would take it.'),
  problems: z.array(noticeSchema).describe('What is wrong, at the field that is wrong.'),
  notices: z.array(noticeSchema).describe('What would be taken differently from how it is written.'),
  tokens: z.object({ min: z.number(), max: z.number() }).optional(),
  money: z.array(moneySchema).optional().describe('Absent where no rate is published.'),
  is_charged: z.boolean().describe('False while the studio runs on its built-in sandbox.'),
})

export const videoSchema = z.object({
  id: z.string(),
  status: z.enum(['queued', 'running', 'succeeded', 'failed', 'cancelled', 'expired']),
  progress: z.number().optional().describe('0 to 100, only where the provider says.'),
  model: z.string(),
  prompt: z.string(),
  created_at: z.iso.datetime(),
  seconds: z.number().optional(),
  size: z.string().optional(),
  video_url: z.string().optional().describe('Signed, good for a day; ask again for a fresh one.'),
  last_frame_url: z.string().optional(),
  page: z.string().describe('The clip in the studio, for people of the team.'),
  tokens: z.number().optional(),
  error: z.object({ code: z.string(), message: z.string() }).optional(),
})
export type ToolVideo = z.output<typeof videoSchema>

export const clipsSchema = z.object({
  clips: z.array(videoSchema),
  next: z.string().optional().describe('Pass it as `after` for older ones.'),
})
