/** /api/shares: links for people outside. The secret of a link is told once, by the answer that makes it. */
import * as z from 'zod/mini'
import { idSchema, nameSchema, saying } from './values.ts'

export const SHARE_KINDS = ['clip', 'shot', 'selection', 'project'] as const
export type ShareKind = (typeof SHARE_KINDS)[number]

/** Of one team, those that are over counted too. */
export const MAX_SHARES = 1000
/** Clips of one selection. */
export const MAX_SHARED_CLIPS = 500
/** Days. */
export const LONGEST_SHARE_LIFE = 365
export const USUAL_SHARE_LIFE = 7

const isOneLine = (text: string) => !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text)

const optionFields = {
  download: z.boolean(),
  comments: z.boolean(),
  /** What the team and the guests of other links say as well; else only what is said through this link, and the answers to it. */
  allComments: z.boolean(),
  verdict: z.boolean(),
  showPrompt: z.boolean(),
  linkPreview: z.boolean(),
  /** Drawn over the picture. With it there is no download: a file would come without it. */
  watermark: z.nullable(
    z
      .string()
      .check(
        z.trim(),
        z.minLength(1),
        z.maxLength(60),
        z.refine(isOneLine, saying({ en: 'must be one line', zh: '必须是一行' })),
      ),
  ),
}

export interface ShareOptions {
  download: boolean
  comments: boolean
  allComments: boolean
  verdict: boolean
  showPrompt: boolean
  linkPreview: boolean
  watermark: string | null
}

export const USUAL_SHARE_OPTIONS: ShareOptions = {
  download: false,
  comments: true,
  allComments: false,
  verdict: false,
  showPrompt: false,
  linkPreview: false,
  watermark: null,
}

const lifeSchema = z.nullable(z.int().check(z.gte(1), z.lte(LONGEST_SHARE_LIFE)))
const passwordSchema = z.nullable(z.string().check(z.minLength(6), z.maxLength(200)))

export const createShareSchema = z.strictObject({
  kind: z.enum(SHARE_KINDS),
  /** One id for a clip, a shot and a project. */
  ids: z.array(idSchema).check(z.minLength(1), z.maxLength(MAX_SHARED_CLIPS)),
  title: z.exactOptional(nameSchema),
  /** Null: it never ends by itself. */
  expiresInDays: z._default(lifeSchema, USUAL_SHARE_LIFE),
  password: z._default(passwordSchema, null),
  options: z._default(z.strictObject(optionFields), USUAL_SHARE_OPTIONS),
})
export type CreateShareInput = z.input<typeof createShareSchema>

/** What is not said stays. `expiresInDays` counts from now; `password: null` takes it away. */
export const changeShareSchema = z.strictObject({
  title: z.exactOptional(nameSchema),
  expiresInDays: z.exactOptional(lifeSchema),
  password: z.exactOptional(passwordSchema),
  options: z.exactOptional(z.strictObject(optionFields)),
})
export type ChangeShareInput = z.input<typeof changeShareSchema>

export const shareParamsSchema = z.strictObject({ id: idSchema })

export const VISIT_ACTIONS = ['opened', 'downloaded', 'commented', 'verdict_given'] as const
export type VisitAction = (typeof VISIT_ACTIONS)[number]

/** Times are epoch ms. */
export interface Share {
  id: string
  kind: ShareKind
  projectId: string
  projectName: string
  title: string
  /** The last characters of the secret, to tell links apart. */
  ending: string
  author: { id: string; name: string }
  createdAt: number
  /** Absent: it never ends by itself. */
  expiresAt?: number
  state: 'open' | 'expired' | 'revoked'
  hasPassword: boolean
  options: ShareOptions
  /** How often each was done. */
  counts: Record<VisitAction, number>
  /** Different ones; the same person on another day counts again. */
  visitors: number
  lastVisitAt?: number
}

/** Newest first. */
export interface ShareList {
  shares: Share[]
}

/** `path` is `/s/…`, and kept nowhere here. */
export interface NewShare {
  share: Share
  path: string
}

/** What one visitor did on one day. */
export interface ShareVisit {
  action: VisitAction
  count: number
  firstAt: number
  lastAt: number
  /** A few characters that are the same for one visitor on one day. */
  visitor: string
  guestName?: string
  /** Of the clip that it was done with. */
  generationId?: string
}

/** The last first. */
export interface ShareActivity {
  visits: ShareVisit[]
}
