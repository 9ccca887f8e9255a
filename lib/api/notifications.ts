/** /api/notifications: what one person should know of. */
import * as z from 'zod/mini'
import { idSchema } from './values.ts'

export const NOTICE_KINDS = [
  'mention',
  'reply',
  'comment',
  'verdict_asked',
  'verdict_given',
  'share_activity',
  'budget_requested',
  'budget_approved',
  'budget_declined',
] as const
export type NoticeKind = (typeof NOTICE_KINDS)[number]

/** Shown at once; older ones are read no more. */
export const MOST_NOTICES = 60

export interface Notice {
  id: string
  kind: NoticeKind
  /** Who did it, as they were called then. */
  actor: string
  at: number
  isRead: boolean
  /** Where it leads, from the root: `/clips/gen_1?comment=cmt_1`. */
  href: string
  /** The beginning of what was written, or the verdict, or what it is about. */
  excerpt: string
  /** What it is about; absent where it is about no clip. */
  clip?: NoticeClip
}

export interface NoticeClip {
  id: string
  /** As it is read, without the names' signs. */
  prompt: string
  take: number
  projectName: string
  /** Of the clip's file, for its poster; absent where it is gone. */
  mediaId?: string
}

export interface NoticeList {
  notices: Notice[]
  unread: number
  /** Whether the studio can send e-mail at all, and whether this person gets it. */
  mail: { isSetUp: boolean; isOn: boolean }
}

/** GET /api/notifications/count. */
export interface NoticeCount {
  unread: number
}

/** All, or these. */
export const readNoticesSchema = z.strictObject({
  ids: z.union([z.literal('all'), z.array(idSchema).check(z.minLength(1), z.maxLength(MOST_NOTICES))]),
})

export const noticeMailSchema = z.strictObject({ isOn: z.boolean() })
