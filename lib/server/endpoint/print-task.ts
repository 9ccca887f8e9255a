import 'server-only'
import type { Generation, GenerationState } from '#lib/generation/generation.ts'
import { plainText } from '#lib/prompt/mentions.ts'
import { modelOrLoosest, outputSize } from '#lib/seedance/models.ts'
import type { Task, TaskStatus } from '#lib/seedance/task.ts'
import { toArkTask } from '#lib/seedance/wire/ark-answer.ts'
import { toOpenAIVideo } from '#lib/seedance/wire/openai-answer.ts'
import type { Clock } from '#lib/server/clock.ts'
import { signMediaToken } from '#lib/server/media/signed-address.ts'

export interface PrintServices {
  clock: Clock
  mediaSecret: string
  /** Under which the studio was asked, without a path. */
  origin: string
}

/** As long as a provider's own addresses live (contract.md §3.1), and up to an hour more: within the hour it is the same address. */
const ADDRESS_LIFE_MS = 24 * 3_600_000
const HOUR_MS = 3_600_000

/** What is not with the provider yet is queued there; what is being saved is not there yet. */
const STATUS: Record<GenerationState, TaskStatus> = {
  queued: 'queued',
  submitting: 'queued',
  uncertain: 'queued',
  running: 'running',
  saving: 'running',
  succeeded: 'succeeded',
  failed: 'failed',
  cancelled: 'cancelled',
  expired: 'expired',
}

/** A generation's or its row's. */
export function statusOf({ state, phase }: { state: GenerationState; phase?: string | null }): TaskStatus {
  return state === 'running' && phase === 'queued' ? 'queued' : STATUS[state]
}

export function printArkTask(services: PrintServices, generation: Generation): Record<string, unknown> {
  const { settings, draftOf } = generation.recipe
  return toArkTask(taskOf(services, generation), {
    settings,
    ...(draftOf !== undefined && { draftTaskId: draftOf }),
  })
}

export function printVideo(services: PrintServices, generation: Generation): Record<string, unknown> {
  const { recipe, clip, finishedAt } = generation
  const seconds = clip === undefined ? recipe.settings.duration : Math.round(clip.duration)
  const size = sizeOf(generation)
  return toOpenAIVideo(taskOf(services, generation), {
    prompt: plainText(recipe.prompt, recipe.references),
    ...(seconds !== undefined && seconds > 0 && { seconds }),
    ...(size !== undefined && { size }),
    ...(finishedAt !== undefined && generation.state === 'succeeded' && { completedAt: finishedAt }),
  })
}

function taskOf(services: PrintServices, generation: Generation): Task {
  const { id, state, recipe, problem, clip, usage } = generation
  const status = statusOf(generation)
  const seconds = clip === undefined ? recipe.settings.duration : Math.round(clip.duration)
  return {
    id,
    status,
    rawStatus: status,
    model: recipe.model,
    createdAt: generation.createdAt,
    updatedAt:
      generation.finishedAt ?? generation.startedAt ?? generation.submittedAt ?? generation.createdAt,
    ...(generation.progress !== undefined && { progress: generation.progress }),
    ...(generation.seed !== undefined && { seed: generation.seed }),
    ...(seconds !== undefined && { duration: seconds }),
    ...(status === 'failed' &&
      problem && { error: { code: problem.providerCode ?? problem.code, message: problem.message.en } }),
    ...(usage && { usage: { completionTokens: usage.tokens, totalTokens: usage.tokens } }),
    ...(state === 'succeeded' && clip && addressesOf(services, clip)),
  }
}

function addressesOf(
  { clock, mediaSecret, origin }: PrintServices,
  { mediaId, lastFrameMediaId }: { mediaId: string; lastFrameMediaId?: string },
): Partial<Task> {
  const expiresAt = Math.ceil(clock() / HOUR_MS) * HOUR_MS + ADDRESS_LIFE_MS
  const address = (id: string) => `${origin}/api/references/${signMediaToken(mediaSecret, id, expiresAt)}`
  return {
    videoUrl: address(mediaId),
    expiresAt,
    ...(lastFrameMediaId !== undefined && { lastFrameUrl: address(lastFrameMediaId) }),
  }
}

function sizeOf({ clip, recipe: { model, settings } }: Generation): string | undefined {
  if (clip) return `${clip.width}x${clip.height}`
  const row = modelOrLoosest(model).model
  const { resolution = row.defaultResolution, ratio } = settings
  const size = ratio && outputSize(row, resolution, ratio)
  return size && `${size.width}x${size.height}`
}
