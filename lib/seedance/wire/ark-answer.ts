/** Prints tasks and errors the way Ark and the seed's gateway answer (contract.md §1.5, §3.5, §3.8). */
import { ARK_ERRORS } from '../ark-errors.ts'
import type { Problem } from '../problem.ts'
import type { RequestSettings } from '../request.ts'
import type { Task } from '../task.ts'

export interface ArkTaskExtra {
  /** As they were asked for, with the model's defaults filled in; what the task itself knows goes first. */
  settings?: RequestSettings
  draftTaskId?: string
}

/** The task object: flat, and the same again in `items[0]`, so that clients of either shape read it. Times in seconds. */
export function toArkTask(task: Task, extra: ArkTaskExtra = {}): Record<string, unknown> {
  const status = task.status === 'unrecognised' ? task.rawStatus : task.status
  const content = withoutAbsent({ video_url: task.videoUrl, last_frame_url: task.lastFrameUrl })
  const error = task.error ?? null
  const item = withoutAbsent({
    id: task.id,
    status,
    progress: task.progress,
    content,
    video_url: task.videoUrl,
    error,
  })
  return withoutAbsent({
    id: task.id,
    model: task.model,
    status,
    error,
    created_at: toSeconds(task.createdAt),
    updated_at: toSeconds(task.updatedAt),
    content,
    usage: arkUsage(task),
    ...arkSettings(task, extra),
    items: [item],
  })
}

export interface ArkErrorAnswer {
  status: number
  body: { error: { code: string; message: string; param?: string; type: string } }
}

/**
 * HTTP status and type come from the table of codes; a code that is not in it is a 400. `message` absent: the table's own
 * wording. `requestId` is printed as Ark does, at the end of the message.
 */
export function toArkError(error: {
  code: string
  message?: string
  param?: string
  requestId?: string
  /** Another one than the table's. */
  status?: number
}): ArkErrorAnswer {
  const row = arkErrorRow(error.code)
  const status = error.status ?? row?.status ?? 400
  const message = error.message ?? row?.says ?? 'The request failed.'
  return {
    status,
    body: {
      error: {
        code: error.code,
        message: error.requestId === undefined ? message : `${message} Request id: ${error.requestId}`,
        ...(error.param === undefined ? {} : { param: error.param }),
        type: typeOf(row, status),
      },
    },
  }
}

/** A problem of our own checks as the refusal that Ark would send for it. */
export function toArkProblem(problem: Problem, requestId?: string): ArkErrorAnswer {
  return toArkError({
    code: problem.code === 'missing' ? 'MissingParameter' : 'InvalidParameter',
    message: problem.message.en,
    param: toSnakeCase(problem.field),
    ...(requestId === undefined ? {} : { requestId }),
  })
}

function typeOf(row: ReturnType<typeof arkErrorRow>, status: number): string {
  const named = row?.status === status ? row : ARK_ERRORS.find((one) => one.status === status)
  return named?.type ?? 'BadRequest'
}

/** The row of a code, or of its longest dotted beginning: `MissingParameter.content` is a MissingParameter. */
function arkErrorRow(code: string) {
  const exact = ARK_ERRORS.find((row) => row.code === code)
  const beginning = ARK_ERRORS.filter((row) => code.startsWith(`${row.code}.`))
  return exact ?? beginning.sort((a, b) => b.code.length - a.code.length)[0]
}

function arkUsage({ usage }: Task): Record<string, unknown> | undefined {
  if (usage === undefined) return undefined
  return withoutAbsent({
    completion_tokens: usage.completionTokens,
    total_tokens: usage.totalTokens,
    tool_usage: usage.webSearchCalls === undefined ? undefined : { web_search: usage.webSearchCalls },
  })
}

function arkSettings(task: Task, { settings = {}, draftTaskId }: ArkTaskExtra): Record<string, unknown> {
  const frames = task.frames ?? settings.frames
  return {
    seed: task.seed ?? settings.seed,
    resolution: task.resolution ?? settings.resolution,
    ratio: task.ratio ?? settings.ratio,
    // Only one of the two is ever answered (contract.md §3.5).
    duration: frames === undefined ? (task.duration ?? settings.duration) : undefined,
    frames,
    framespersecond: 24,
    generate_audio: settings.generateAudio,
    tools: settings.webSearch ? [{ type: 'web_search' }] : undefined,
    safety_identifier: task.safetyIdentifier,
    draft: task.draft ?? settings.draft,
    draft_task_id: draftTaskId,
    service_tier: settings.serviceTier,
    execution_expires_after: settings.executionExpiresAfter,
    priority: settings.priority,
    output_format: settings.outputFormat,
  }
}

function toSeconds(time: number | undefined): number | undefined {
  return time === undefined ? undefined : Math.floor(time / 1000)
}

function toSnakeCase(field: string): string {
  return field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

function withoutAbsent(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}
