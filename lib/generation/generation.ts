/**
 * A generation as the studio's own API shows it: one request and its whole life.
 * Times are epoch ms, durations seconds, sizes bytes, prices in the currency named.
 */
import type { Sentence } from '#lib/language/language.ts'
import type { PromptPart } from '#lib/prompt/prompt-document.ts'
import type { Mode, ReferenceKind, ReferenceRole, RequestSettings } from '#lib/seedance/request.ts'
import type { MadeHere } from './made-here.ts'

export const GENERATION_STATES = [
  'queued',
  'submitting',
  'uncertain',
  'running',
  'saving',
  'succeeded',
  'failed',
  'cancelled',
  'expired',
] as const
export type GenerationState = (typeof GENERATION_STATES)[number]

/** A reference as a recipe keeps it. Exactly one of `mediaId` (a file of ours) and `url` (an address handed on). */
export interface RecipeReference {
  /** Stable within the recipe; mentions in the prompt are bound to it. */
  id: string
  kind: ReferenceKind
  role: ReferenceRole
  name: string
  mediaId?: string
  url?: string
}

/** Everything needed to make a clip again. */
export interface Recipe {
  model: string
  /** Absent: inferred from the references. */
  mode?: Mode
  prompt: PromptPart[]
  references: RecipeReference[]
  settings: RequestSettings
  /** The generation whose draft this is the full render of: see draft-final.ts. */
  draftOf?: string
  /** Of a clip that no provider made: see made-here.ts. Never in a request. */
  made?: MadeHere
}

/** Why a generation ended without a clip, or what it waits for. */
export interface GenerationProblem {
  /** Our own code, see error-codes.ts. */
  code: string
  /** As the provider sent it, kept for support requests. */
  providerCode?: string
  /** What happened. */
  message: Sentence
  /** What it means for the work and what to press. */
  advice: Sentence
  /** Whether pressing retry can help without changing the request. */
  retryable: boolean
  /** The field of the request that is wrong, where the provider or our own checks name one. */
  field?: string
}

/** Where the saved video and its companions are read from; addresses on our own server, relative. */
export interface ClipFile {
  mediaId: string
  format: 'mp4' | 'mov'
  videoUrl: string
  downloadUrl: string
  posterUrl?: string
  /** Frames side by side for hover-scrub. */
  sprite?: { url: string; columns: number; rows: number; tileWidth: number; tileHeight: number }
  lastFrameUrl?: string
  lastFrameMediaId?: string
  /** Base64 thumbhash of the poster. */
  thumbhash?: string
  width: number
  height: number
  /** Seconds. */
  duration: number
  fps: number
  hasAudio: boolean
  bytes: number
  sha256: string
}

export interface Generation {
  id: string
  projectId: string
  shotId: string
  /** Of the press that made several at once. */
  batchId?: string
  /** The generation that this one makes again. */
  retryOf?: string
  /** 1 for the first take of its shot. */
  take: number
  authorId: string
  provider: string
  state: GenerationState
  /** The provider's own word while it runs (queued, running), never an end. */
  phase?: string
  /** 0 … 100, only where the provider sends one. */
  progress?: number
  recipe: Recipe
  /** The mode after inference. */
  mode: Mode
  createdAt: number
  /** When the provider took the task. */
  submittedAt?: number
  /** When the provider was first seen to run it. */
  startedAt?: number
  finishedAt?: number
  /** When the next try is due, while one is waiting (deferred, uncertain, saving). */
  nextTryAt?: number
  attempts: number
  problem?: GenerationProblem
  cancelRequested: boolean
  /** The seed that made the clip, where it is known. */
  seed?: number
  estimate?: { tokens: number; money?: { amount: number; currency: 'CNY' | 'USD' } }
  usage?: { tokens: number; money?: { amount: number; currency: 'CNY' | 'USD' } }
  clip?: ClipFile
  /** Rises with every change; equal for all readers. */
  version: number
}
