import 'server-only'
import { findModel, FPS } from '#lib/seedance/models.ts'
import type { Task } from '#lib/seedance/task.ts'
import { toArkTask } from '#lib/seedance/wire/ark-answer.ts'
import { toOpenAIVideo } from '#lib/seedance/wire/openai-answer.ts'
import { clipFile, LAST_FRAME_FILE } from './render-task.ts'
import type { FileSigner } from './signed-files.ts'
import type { SandboxTask } from './task-row.ts'

/** How long a clip can be fetched, ms (contract.md §3.1). */
export const FILE_LIFE_MS = 24 * 60 * 60 * 1000

export interface PrintContext {
  signer: FileSigner
  /** The address the sandbox is reached at, without a path. */
  origin(): string
  progress(task: SandboxTask): number
}

export function printArkTask(task: SandboxTask, context: PrintContext): Record<string, unknown> {
  const { plan } = task
  const model = findModel(task.model)
  return toArkTask(toTask(task, context), {
    ...(plan.draftTaskId !== null && { draftTaskId: plan.draftTaskId }),
    settings: {
      generateAudio: plan.generateAudio,
      webSearch: plan.webSearch,
      draft: plan.draft,
      serviceTier: task.serviceTier,
      executionExpiresAfter: plan.executionExpiresAfter,
      ...(model?.priority && { priority: task.priority }),
      ...((model?.outputFormats.length ?? 0) > 1 && { outputFormat: plan.container }),
    },
  })
}

export function printVideo(task: SandboxTask, context: PrintContext): Record<string, unknown> {
  const { plan } = task
  return toOpenAIVideo(toTask(task, context), {
    prompt: plan.prompt,
    seconds: wholeSeconds(task),
    size: `${plan.width}x${plan.height}`,
  })
}

function toTask(task: SandboxTask, context: PrintContext): Task {
  const { plan, outcome } = task
  return {
    id: task.id,
    status: task.status,
    rawStatus: task.status,
    model: task.model,
    progress: context.progress(task),
    createdAt: task.createdAt,
    updatedAt: task.updatedAt,
    seed: plan.seed,
    resolution: plan.resolution,
    ratio: plan.ratio,
    ...(plan.countsFrames ? { frames: plan.frames } : { duration: wholeSeconds(task) }),
    ...(task.safetyIdentifier !== null && { safetyIdentifier: task.safetyIdentifier }),
    draft: plan.draft,
    ...(task.status === 'failed' && outcome?.error !== undefined && { error: outcome.error }),
    ...(task.status === 'succeeded' && results(task, context)),
  }
}

function results(task: SandboxTask, { signer, origin }: PrintContext): Partial<Task> {
  const { plan, id } = task
  const expiresAt = (task.finishedAt ?? task.updatedAt) + FILE_LIFE_MS
  const address = (file: string) => `${origin()}${signer.sign(id, file, expiresAt)}`
  return {
    videoUrl: address(clipFile(task)),
    ...(plan.returnLastFrame && { lastFrameUrl: address(LAST_FRAME_FILE) }),
    expiresAt,
    usage: {
      completionTokens: plan.tokens,
      totalTokens: plan.tokens,
      // The sandbox never searches, which is a number of searches too.
      ...(plan.webSearch && { webSearchCalls: 0 }),
    },
  }
}

/** As Ark echoes it: rounded down (contract.md §3.5). */
function wholeSeconds({ plan }: SandboxTask): number {
  return Math.floor(plan.frames / FPS)
}
