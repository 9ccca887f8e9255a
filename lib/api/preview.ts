/** POST /api/generations/preview: one request exactly as it would be sent, before anything is paid. Sends and writes nothing. */
import * as z from 'zod/mini'
import type { AtLimit } from '#lib/generation/budget.ts'
import type { UsualTime } from '#lib/generation/usual-time.ts'
import type { Sentence } from '#lib/language/language.ts'
import type { Notice, Problem } from '#lib/seedance/problem.ts'
import type { Quote } from '#lib/seedance/price.ts'
import type { ReferenceKind, ReferenceRole } from '#lib/seedance/request.ts'
import { recipeSchema } from './generations.ts'
import { MAX_TAKES } from './take-limit.ts'
import { idSchema } from './values.ts'

export const previewSchema = z.strictObject({
  recipe: recipeSchema,
  /** Whose limits it meets; absent: the first in sight. */
  projectId: z.exactOptional(idSchema),
  takes: z.exactOptional(z.int().check(z.gte(1), z.lte(MAX_TAKES))),
})
export type PreviewInput = z.output<typeof previewSchema>

export interface RequestPreview {
  /** Below the provider's base address, which never leaves the server. */
  path: string
  encoding: 'json' | 'multipart'
  /** Files of ours stand here as MediaSummary, `{ kind, missing }` where the file is gone. */
  body: Record<string, unknown>
  /** A top-level field whose value is only made at the press. */
  identityField?: string
  /** The field in which the provider is told where to say that there is news: the studio's own. */
  callbackField?: string
  prompt: PreviewPiece[]
  references: PreviewReference[]
  /** Why it would be refused here before being sent. */
  problems: Problem[]
  /** What the provider will read otherwise than it is written, or not at all. */
  notices: Notice[]
  /** Of one take. */
  quote: Quote
  /** What limits of the month say to it; absent: nothing. */
  budget?: { effect: AtLimit; message: Sentence }
  /** Absent where fewer than three such takes were made here. */
  usual?: UsualTime
}

/** A stretch of the prompt as the model will read it. With `name` it stands for that reference, `broken`: for none any more. */
export interface PreviewPiece {
  text: string
  name?: string
  broken?: true
}

export interface PreviewReference {
  name: string
  kind: ReferenceKind
  role: ReferenceRole
  /** How the prompt says it: `@fox`, `Image 1`. */
  said: string
  isMentioned: boolean
}
