import 'server-only'
import type * as z from 'zod/mini'
import type { Sight } from '#lib/access/principal.ts'
import { AppError } from '#lib/api/app-error.ts'
import {
  type createCommentSchema,
  type FrameRange,
  MAX_COMMENTS,
  mentionedIn,
  type Reaction,
} from '#lib/api/review.ts'
import { frameCount } from '#lib/generation/frame-rate.ts'
import type { Executor } from '#lib/server/database/database.ts'
import type { CommentRow } from '#lib/server/database/review-tables.ts'
import type { GenerationRow } from '#lib/server/database/tables.ts'
import { newId } from '#lib/server/ids.ts'
import { findManyMedia } from '#lib/server/media/media-store.ts'
import { notify } from '#lib/server/notifications/notify.ts'
import {
  addReaction,
  changeCommentRow,
  countClipComments,
  findComment,
  insertComment,
  removeReactions,
} from './comment-store.ts'
import { dropNotices, rewordNotices } from '#lib/server/notifications/notification-store.ts'
import { excerptOf, noticesOfComment } from './notices-of-comment.ts'
import {
  isSameAuthor,
  noComment,
  type ReviewServices,
  speakOf,
  type Speaker,
  type Speaking,
} from './review-services.ts'

export type NewComment = Speaker & { clipId: string } & z.output<typeof createCommentSchema>

/**
 * A new comment, or an answer to one; its id. Throws AppError `not_found` for a clip or comment out of sight, `unprocessable` at `frames` for frames
 * that the clip does not have, `conflict` for an answer to an answer and where the clip has 1000 already.
 */
export async function createComment(services: ReviewServices, wish: NewComment): Promise<{ id: string }> {
  const { author, sight, clipId, text, parentId, frames, drawing, hostId } = wish
  return speakOf(services, sight, clipId, async (speaking) => {
    const { transaction, clip, now } = speaking
    const parent = parentId === undefined ? undefined : await requireParent(transaction, clip, parentId)
    if (frames) await requireFrames(transaction, sight, clip, frames)
    if ((await countClipComments(transaction, clipId)) >= MAX_COMMENTS) throw tooMany()
    const row: CommentRow = {
      id: newId('cmt', now),
      team_id: clip.team_id,
      clip_id: clipId,
      parent_id: parentId ?? null,
      author_kind: author.kind,
      author_id: author.id,
      author_name: author.name,
      text,
      frame_from: frames?.from ?? null,
      frame_to: frames?.to ?? null,
      drawing: drawing === undefined ? null : JSON.stringify(drawing),
      resolved_at: null,
      resolved_by: null,
      made_into: null,
      created_at: now,
      edited_at: null,
      removed_at: null,
    }
    await insertComment(transaction, row)
    await notify(transaction, ...noticesOfComment(speaking, row, parent, hostId))
    return { id: row.id }
  })
}

/** Own words alone. Throws AppError `forbidden` for another's, `not_found`. */
export async function editComment(
  services: ReviewServices,
  { author, sight, commentId, text }: Speaker & { commentId: string; text: string },
): Promise<void> {
  await changeOne(services, sight, commentId, async (comment, speaking) => {
    if (!isSameAuthor(author, comment)) throw notYours()
    if (comment.text === text) return
    await changeCommentRow(speaking.transaction, commentId, { text, edited_at: speaking.now })
    const known = new Set(mentionedIn(comment.text))
    await rewordNotices(speaking.transaction, commentId, excerptOf(text, speaking.people))
    const notices = noticesOfComment(speaking, { ...comment, text }, undefined)
    await notify(
      speaking.transaction,
      ...notices.filter(({ kind, userId }) => kind === 'mention' && !known.has(userId)),
    )
  })
}

/** `mayAll`: whoever runs the team may remove what others wrote. Its answers stay. Throws AppError `forbidden`, `not_found`. */
export async function removeComment(
  services: ReviewServices,
  { author, sight, commentId, mayAll = false }: Speaker & { commentId: string; mayAll?: boolean },
): Promise<void> {
  await changeOne(services, sight, commentId, async (comment, { transaction, now }) => {
    if (!mayAll && !isSameAuthor(author, comment)) throw notYours()
    await removeReactions(transaction, commentId)
    await dropNotices(transaction, commentId)
    await changeCommentRow(transaction, commentId, { text: '', drawing: null, removed_at: now })
  })
}

/** Done with, or open again. Throws AppError `conflict` for an answer, `not_found`. */
export async function resolveComment(
  services: ReviewServices,
  { author, sight, commentId, resolved }: Speaker & { commentId: string; resolved: boolean },
): Promise<void> {
  await changeOne(services, sight, commentId, async (comment, { transaction, now }) => {
    if (comment.parent_id !== null) throw isAnswer()
    if ((comment.resolved_at !== null) === resolved) return
    await changeCommentRow(transaction, commentId, {
      resolved_at: resolved ? now : null,
      resolved_by: resolved ? author.name : null,
    })
  })
}

export async function reactToComment(
  services: ReviewServices,
  { author, sight, commentId, emoji, on }: Speaker & { commentId: string; emoji: Reaction; on: boolean },
): Promise<void> {
  await changeOne(services, sight, commentId, async (_, { transaction, now }) => {
    const whose = { author_kind: author.kind, author_id: author.id, emoji }
    if (!on) await removeReactions(transaction, commentId, whose)
    else
      await addReaction(transaction, {
        ...whose,
        comment_id: commentId,
        author_name: author.name,
        created_at: now,
      })
  })
}

/** Looked for before, to know its clip, and again inside. */
async function changeOne(
  services: ReviewServices,
  sight: Sight,
  commentId: string,
  work: (comment: CommentRow, speaking: Speaking) => Promise<void>,
): Promise<void> {
  const known = await findComment(services.database.db, sight.teamId, commentId)
  if (known === undefined) throw noComment()
  await speakOf(services, sight, known.clip_id, async (speaking) => {
    const comment = await findComment(speaking.transaction, sight.teamId, commentId)
    if (comment === undefined) throw noComment()
    await work(comment, speaking)
  })
}

async function requireParent(executor: Executor, clip: GenerationRow, id: string): Promise<CommentRow> {
  const parent = await findComment(executor, clip.team_id, id)
  if (parent === undefined || parent.clip_id !== clip.id) throw noComment()
  if (parent.parent_id !== null) throw isAnswer()
  return parent
}

async function requireFrames(
  executor: Executor,
  sight: Sight,
  clip: GenerationRow,
  frames: FrameRange,
): Promise<void> {
  const [file] = await findManyMedia(executor, sight, clip.clip_media_id === null ? [] : [clip.clip_media_id])
  const count = file ? frameCount((file.duration_ms ?? 0) / 1000, file.fps ?? 0) : 0
  if (frames.to < count) return
  const message =
    count === 0
      ? { en: 'This take has no clip yet, so it has no frames', zh: '这条生成还没有成片，因此没有帧' }
      : {
          en: `The clip has ${count} frames, 0 to ${count - 1}`,
          zh: `成片共 ${count} 帧，从 0 到 ${count - 1}`,
        }
  throw new AppError('unprocessable', message, {
    problems: [{ field: 'frames', code: 'out_of_range', message }],
  })
}

function tooMany(): AppError {
  return new AppError('conflict', {
    en: `This clip has ${MAX_COMMENTS} comments, which is the most. Nothing was written; go on at another take.`,
    zh: `这个成片已有 ${MAX_COMMENTS} 条评论，达到上限。没有写入；请在另一条生成上继续。`,
  })
}

function isAnswer(): AppError {
  return new AppError('conflict', {
    en: 'This is an answer. Answer or resolve the comment that it belongs to.',
    zh: '这是一条回复。请回复或解决它所属的评论。',
  })
}

function notYours(): AppError {
  return new AppError('forbidden', {
    en: 'Somebody else wrote this comment, so nothing was changed. Answer it instead.',
    zh: '这条评论是别人写的，没有改动。你可以回复它。',
  })
}
