import 'server-only'
import { z } from 'zod'
import { MODES, RATIOS, REFERENCE_KINDS, REFERENCE_ROLES, RESOLUTIONS } from '#lib/seedance/request.ts'

export const SANDBOX_STATUSES = ['queued', 'running', 'succeeded', 'failed', 'cancelled', 'expired'] as const
export type SandboxStatus = (typeof SANDBOX_STATUSES)[number]

/** What a task was asked for, with every choice made that was left to the model. Kept as JSON in the task's row. */
const taskPlan = z.object({
  /** Without the fault directives, otherwise as it was written. */
  prompt: z.string(),
  mode: z.enum(MODES),
  references: z.array(
    z.object({
      kind: z.enum(REFERENCE_KINDS),
      role: z.enum(REFERENCE_ROLES),
      name: z.string(),
      /** Inside the task's own directory. */
      file: z.string(),
    }),
  ),
  resolution: z.enum(RESOLUTIONS),
  ratio: z.enum(RATIOS),
  width: z.number(),
  height: z.number(),
  /** The clip's length in frames, 24 a second. */
  frames: z.number(),
  /** Whether the caller counted in frames; decides which of the two is echoed. */
  countsFrames: z.boolean(),
  seed: z.number(),
  generateAudio: z.boolean(),
  watermark: z.boolean(),
  cameraFixed: z.boolean(),
  returnLastFrame: z.boolean(),
  draft: z.boolean(),
  draftTaskId: z.string().nullable(),
  webSearch: z.boolean(),
  container: z.enum(['mp4', 'mov']),
  executionExpiresAfter: z.number(),
  /** What the task costs once it succeeds. */
  tokens: z.number(),
  faults: z.record(z.string(), z.string().nullable()),
  /** Who is told of every change. */
  callbackUrl: z.string().optional(),
})
export type TaskPlan = z.infer<typeof taskPlan>

const taskOutcome = z.object({
  error: z.object({ code: z.string(), message: z.string() }).optional(),
  /** Size of the clip on disk; absent where there is none. */
  bytes: z.number().optional(),
})
export type TaskOutcome = z.infer<typeof taskOutcome>

/** Times are epoch ms. */
export interface SandboxTask {
  /** Order of creation, from 1, never given twice. */
  sequence: number
  id: string
  status: SandboxStatus
  model: string
  serviceTier: 'default' | 'flex'
  priority: number
  safetyIdentifier: string | null
  createdAt: number
  updatedAt: number
  startedAt: number | null
  finishedAt: number | null
  /** When it may leave its present state at the earliest, by the pace. */
  dueAt: number
  /** When it expires if it is still queued or running. */
  expiresAt: number
  /** How long it runs by the pace, ms. */
  runMs: number
  plan: TaskPlan
  /** Known as soon as the clip lies on disk or the failure is certain; the task may still run by the pace. */
  outcome: TaskOutcome | null
  downloads: number
}

const json = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(schema)

const taskRow = z.object({
  sequence: z.number(),
  id: z.string(),
  status: z.enum(SANDBOX_STATUSES),
  model: z.string(),
  service_tier: z.enum(['default', 'flex']),
  priority: z.number(),
  safety_identifier: z.string().nullable(),
  created_at: z.number(),
  updated_at: z.number(),
  started_at: z.number().nullable(),
  finished_at: z.number().nullable(),
  due_at: z.number(),
  expires_at: z.number(),
  run_ms: z.number(),
  plan: json(taskPlan),
  outcome: json(taskOutcome).nullable(),
  downloads: z.number(),
})

/** Throws when a row is not what this version of the sandbox writes. */
export function readRow(row: unknown): SandboxTask {
  const { service_tier, safety_identifier, created_at, updated_at, started_at, finished_at, ...rest } =
    taskRow.parse(row)
  const { due_at, expires_at, run_ms, ...same } = rest
  return {
    ...same,
    serviceTier: service_tier,
    safetyIdentifier: safety_identifier,
    createdAt: created_at,
    updatedAt: updated_at,
    startedAt: started_at,
    finishedAt: finished_at,
    dueAt: due_at,
    expiresAt: expires_at,
    runMs: run_ms,
  }
}

export function toRow(
  task: Omit<SandboxTask, 'sequence' | 'downloads'>,
): Record<string, string | number | null> {
  return {
    id: task.id,
    status: task.status,
    model: task.model,
    service_tier: task.serviceTier,
    priority: task.priority,
    safety_identifier: task.safetyIdentifier,
    created_at: task.createdAt,
    updated_at: task.updatedAt,
    started_at: task.startedAt,
    finished_at: task.finishedAt,
    due_at: task.dueAt,
    expires_at: task.expiresAt,
    run_ms: task.runMs,
    plan: JSON.stringify(task.plan),
    outcome: task.outcome === null ? null : JSON.stringify(task.outcome),
  }
}
