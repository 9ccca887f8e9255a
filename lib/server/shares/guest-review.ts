import 'server-only'
import type * as z from 'zod/mini'
import { isAllowedToGuest } from '#lib/access/permissions.ts'
import type { GuestPrincipal } from '#lib/access/principal.ts'
import { AppError } from '#lib/api/app-error.ts'
import type { ClipReview, Comment, createCommentSchema } from '#lib/api/review.ts'
import type { Verdict } from '#lib/generation/verdict.ts'
import type { CommentRow } from '#lib/server/database/review-tables.ts'
import type { ShareRow } from '#lib/server/database/tables.ts'
import { findComment } from '#lib/server/review/comment-store.ts'
import { createComment, editComment, removeComment } from '#lib/server/review/comments.ts'
import { readReview } from '#lib/server/review/read-review.ts'
import { noComment, type ReviewServices } from '#lib/server/review/review-services.ts'
import { giveVerdict } from '#lib/server/review/verdicts.ts'
import { addressOf } from './guest-address.ts'
import type { Guest } from './guest-cookies.ts'
import { isGuestOf } from './guest-id.ts'
import { noteVisit, type VisitServices } from './note-visit.ts'
import type { ShareAttempts } from './share-attempts.ts'
import { requireSharedClip } from './shared-clips.ts'

type TalkServices = ReviewServices & VisitServices & { shareAttempts: ShareAttempts }

interface Ask {
  guest: GuestPrincipal
  share: ShareRow
  request: Request
  /** The clip's name within the link. */
  key: string
}

/** What the link lets its guests read of what is said. Ids of the studio's takes stay here. Undefined: nothing new since `after`. */
export async function readSharedReview(
  services: TalkServices,
  { guest, share, key }: Ask,
  after?: number,
): Promise<ClipReview | undefined> {
  const { row } = await requireSharedClip(services, guest, share, key)
  const author = { kind: 'guest' as const, id: guest.guest?.id ?? '', name: guest.guest?.name ?? '' }
  const reader = {
    author,
    sight: guest,
    mayWrite: isAllowedToGuest(guest, 'comment.write'),
    sees: (comment: Said) => isSeen(guest, comment),
  }
  const review = await readReview(services, reader, row.id, after)
  if (!review) return undefined
  const mayRead = isAllowedToGuest(guest, 'comment.read')
  const mayJudge = isAllowedToGuest(guest, 'verdict.give')
  return {
    version: review.version,
    comments: mayRead ? review.comments.map(withoutTake) : [],
    verdicts: mayJudge
      ? review.verdicts.filter(({ author: by }) => by.kind === 'guest' && by.id === author.id && by.id !== '')
      : [],
    asked: [],
    you: { ...review.you, mayJudge },
    people: [],
  }
}

type Said = Pick<CommentRow, 'author_kind' | 'author_id'>

/** What others say is theirs, unless the link shows it. */
function isSeen(guest: GuestPrincipal, comment: Said): boolean {
  return isAllowedToGuest(guest, 'comment.read_all') || isGuestOf(guest.shareId, comment)
}

/** A comment that can't be read can't be answered; whether there is one is not told. */
async function requireSeen(
  { database }: Pick<TalkServices, 'database'>,
  guest: GuestPrincipal,
  commentId: string,
): Promise<void> {
  const comment = await findComment(database.db, guest.teamId, commentId)
  if (!comment || !isSeen(guest, comment)) throw noComment()
}

function withoutTake(comment: Comment): Comment {
  const shown = { ...comment }
  delete shown.madeInto
  return shown
}

/** Throws AppError 422 for somebody without a name, 429 after sixty within ten minutes; else as createComment. */
export async function commentAsGuest(
  services: TalkServices,
  ask: Ask,
  input: z.output<typeof createCommentSchema>,
): Promise<{ id: string }> {
  const { guest, share, key } = ask
  const { row } = await requireSharedClip(services, guest, share, key)
  const author = authorOf(guest)
  requirePatience(services, ask)
  if (input.parentId !== undefined) await requireSeen(services, guest, input.parentId)
  const made = await createComment(services, {
    ...input,
    text: withoutMentions(input.text),
    author,
    sight: guest,
    hostId: share.author_id,
    clipId: row.id,
  })
  await note(services, ask, 'commented', row.id)
  return made
}

/** Own words alone: the guest of the signature is the author, or it is refused. */
export async function editAsGuest(
  services: TalkServices,
  ask: Ask,
  { commentId, text }: { commentId: string; text: string },
): Promise<void> {
  await requireSharedClip(services, ask.guest, ask.share, ask.key)
  const author = authorOf(ask.guest)
  requirePatience(services, ask)
  await editComment(services, { author, sight: ask.guest, commentId, text: withoutMentions(text) })
}

export async function removeAsGuest(services: TalkServices, ask: Ask, commentId: string): Promise<void> {
  await requireSharedClip(services, ask.guest, ask.share, ask.key)
  await removeComment(services, { author: authorOf(ask.guest), sight: ask.guest, commentId })
}

export async function judgeAsGuest(services: TalkServices, ask: Ask, verdict: Verdict | null): Promise<void> {
  const { row } = await requireSharedClip(services, ask.guest, ask.share, ask.key)
  const author = authorOf(ask.guest)
  requirePatience(services, ask)
  const hostId = ask.share.author_id
  await giveVerdict(services, { author, sight: ask.guest, hostId, clipId: row.id, verdict })
  await note(services, ask, 'verdict_given', row.id)
}

function note(
  services: TalkServices,
  { guest, share, request }: Ask,
  action: 'commented' | 'verdict_given',
  generationId: string,
): Promise<void> {
  return noteVisit(services, { share, guest, headers: request.headers, action, generationId })
}

function authorOf({ guest }: GuestPrincipal): Guest & { kind: 'guest' } {
  if (guest) return { kind: 'guest', ...guest }
  const message = {
    en: 'Write your name first, so that they know who says it.',
    zh: '请先填写姓名，让对方知道是谁说的。',
  }
  throw new AppError('unprocessable', message, { problems: [{ field: 'name', code: 'missing', message }] })
}

/** A guest names nobody of the team. */
function withoutMentions(text: string): string {
  return text.replaceAll('<@', '< @')
}

function requirePatience({ shareAttempts }: TalkServices, { share, request }: Ask): void {
  if (shareAttempts.take([{ key: `said in ${share.id} from ${addressOf(request.headers)}`, most: 60 }]))
    return
  throw new AppError('rate_limited', {
    en: 'That was a lot at once. Nothing was kept of the last; wait ten minutes and send it again.',
    zh: '短时间内发送太多，最后一条没有保存。请等十分钟后再发送。',
  })
}
