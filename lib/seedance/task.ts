/**
 * What a provider says about a task, read from any shape that contract.md §1.5, §2, §3.5 and §7 names.
 * Reading never throws on a shape it does not know: the status then is `unrecognised`, with the raw word kept.
 */

export const TASK_STATUSES = [
  'queued',
  'running',
  'succeeded',
  'failed',
  'cancelled',
  'expired',
  'unrecognised',
] as const
export type TaskStatus = (typeof TASK_STATUSES)[number]

export interface TaskError {
  /** The provider's own code, as it came; `unknown` where none came. */
  code: string
  message: string
}

export interface TaskUsage {
  /** Tokens. */
  completionTokens?: number
  totalTokens?: number
  webSearchCalls?: number
}

export interface Task {
  id: string
  status: TaskStatus
  /** The provider's own word, kept even where we know its meaning. */
  rawStatus: string
  model?: string
  /** 0 … 100, only where the provider sent one. */
  progress?: number
  videoUrl?: string
  lastFrameUrl?: string
  error?: TaskError
  usage?: TaskUsage
  /** Epoch ms. */
  createdAt?: number
  updatedAt?: number
  /** Epoch ms; when the result's address dies, where the provider says so. */
  expiresAt?: number
  seed?: number
  resolution?: string
  ratio?: string
  /** Seconds. */
  duration?: number
  frames?: number
  /** Echo of the identity that we sent. */
  safetyIdentifier?: string
  draft?: boolean
}
