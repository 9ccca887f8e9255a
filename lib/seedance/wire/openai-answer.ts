/** Prints tasks, lists and errors the way OpenAI's Videos API and its gateways answer (contract.md §2, §7). */
import type { Task, TaskStatus } from '../task.ts'

export interface OpenAIVideoExtra {
  model?: string
  prompt?: string
  /** Whole seconds; printed as a string, as the format has it. */
  seconds?: number
  /** `1280x720`. */
  size?: string
  /** Epoch ms. */
  completedAt?: number
  /** Asked for another video's remix. */
  remixedFromVideoId?: string
}

/**
 * The video object. The format has four status words: a cancelled or expired task is `failed` there, with the ending's own
 * name as the error code. The clip's address stands in `metadata.url`, where new-api puts it. Times in seconds.
 */
export function toOpenAIVideo(task: Task, extra: OpenAIVideoExtra = {}): Record<string, unknown> {
  const seconds = extra.seconds ?? task.duration
  return {
    id: task.id,
    object: 'video',
    model: task.model ?? extra.model ?? '',
    status: task.status === 'unrecognised' ? task.rawStatus : OPENAI_STATUS[task.status],
    progress: task.status === 'succeeded' ? 100 : Math.floor(task.progress ?? 0),
    created_at: toSeconds(task.createdAt) ?? 0,
    completed_at:
      toSeconds(extra.completedAt ?? (task.status === 'succeeded' ? task.updatedAt : undefined)) ?? null,
    expires_at: toSeconds(task.expiresAt) ?? null,
    prompt: extra.prompt ?? null,
    seconds: seconds === undefined ? '' : String(seconds),
    size: extra.size ?? '',
    remixed_from_video_id: extra.remixedFromVideoId ?? null,
    error: openAITaskError(task),
    ...(task.usage?.totalTokens === undefined ? {} : { usage: { total_tokens: task.usage.totalTokens } }),
    ...(task.videoUrl === undefined ? {} : { metadata: { url: task.videoUrl } }),
  }
}

/** `videos` are printed already, in the order of the page. */
export function toOpenAIVideoList(videos: readonly Record<string, unknown>[], hasMore: boolean) {
  return {
    object: 'list',
    data: videos,
    first_id: videos[0]?.['id'] ?? null,
    last_id: videos.at(-1)?.['id'] ?? null,
    has_more: hasMore,
  }
}

export function toOpenAIDeletedVideo(id: string) {
  return { id, object: 'video.deleted', deleted: true }
}

/** The body of an error answer. Nested, because the SDK reads code, type and param from nowhere else. */
export function toOpenAIError(status: number, code: string, message: string, param?: string) {
  return { error: { message, type: errorType(status), param: param ?? null, code } }
}

const OPENAI_STATUS: Readonly<Record<Exclude<TaskStatus, 'unrecognised'>, string>> = {
  queued: 'queued',
  running: 'in_progress',
  succeeded: 'completed',
  failed: 'failed',
  cancelled: 'failed',
  expired: 'failed',
}

function openAITaskError({ status, error }: Task): { code: string; message: string } | null {
  if (error !== undefined) return { code: error.code, message: error.message }
  if (status === 'cancelled') return { code: 'cancelled', message: 'The task was cancelled.' }
  if (status === 'expired') return { code: 'expired', message: 'The task expired before it was finished.' }
  return null
}

function errorType(status: number): string {
  if (status === 401) return 'authentication_error'
  if (status === 403) return 'permission_error'
  if (status === 429) return 'rate_limit_error'
  return status >= 500 ? 'server_error' : 'invalid_request_error'
}

function toSeconds(time: number | undefined): number | undefined {
  return time === undefined ? undefined : Math.floor(time / 1000)
}
