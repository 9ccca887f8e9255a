/** /api/s/[token]: what a share link shows to whoever has it. */
import * as z from 'zod/mini'
import { idSchema, nameSchema, wholeNumberSchema } from './values.ts'

const tokenSchema = z.string().check(z.maxLength(200))
export const linkParamsSchema = z.strictObject({ token: tokenSchema })

/** The name of a clip within its link: see clip-key.ts. */
const clipKeySchema = z.string().check(z.regex(/^[\w-]{20,200}$/))
export const sharedClipParamsSchema = z.strictObject({ token: tokenSchema, clip: clipKeySchema })

export const sharedCommentParamsSchema = z.strictObject({
  token: tokenSchema,
  clip: clipKeySchema,
  comment: idSchema,
})

export const SHARED_FILES = ['video', 'poster', 'sprite', 'playable'] as const
export const sharedFileParamsSchema = z.strictObject({
  token: tokenSchema,
  clip: clipKeySchema,
  file: z.enum(SHARED_FILES),
})

/** Clips of one answer. */
export const SHARED_PAGE = 60
export const sharedPageQuerySchema = z.strictObject({
  /** How many come before. */
  from: z._default(wholeNumberSchema(0, 1_000_000), 0),
})

export const sharedDownloadQuerySchema = z.strictObject({
  /** Of the clip in the link, for the file's name. */
  place: z.optional(wholeNumberSchema(1, 1_000_000)),
})

export const openSharePasswordSchema = z.strictObject({
  password: z.string().check(z.minLength(1), z.maxLength(200)),
})
export const guestNameSchema = z.strictObject({ name: nameSchema })

export interface SharedClip {
  key: string
  /** Counted through the link, from 1. */
  place: number
  take: number
  format: 'mp4' | 'mov'
  width: number
  height: number
  /** Seconds. */
  duration: number
  fps: number
  hasAudio: boolean
  bytes: number
  hasPoster: boolean
  sprite?: { columns: number; rows: number; tileWidth: number; tileHeight: number }
  thumbhash?: string
  /** Where the link shows it. */
  prompt?: string
}

export interface SharedView {
  title: string
  watermark?: string
  allows: { download: boolean; comments: boolean; verdict: boolean; prompt: boolean }
  /** All of them can be downloaded at once. */
  hasZip: boolean
  /** Who signs here. */
  guest?: { name: string }
  /** Of all pages. */
  total: number
  from: number
  clips: SharedClip[]
}
