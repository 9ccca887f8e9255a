import 'server-only'
import * as z from 'zod/mini'
import type { Sight } from '#lib/access/principal.ts'
import { drawingSchema } from '#lib/api/drawing.ts'
import { type Author, type ClipReview, type Comment, type Person, REACTIONS } from '#lib/api/review.ts'
import type { Executor } from '#lib/server/database/database.ts'
import type { CommentRow, ReviewTables } from '#lib/server/database/review-tables.ts'
import { findManyGenerations } from '#lib/server/generations/generation-store.ts'
import { listClipComments, reactionsTo } from './comment-store.ts'
import { whoSees } from './people.ts'
import { isSameAuthor, requireClip, type ReviewServices, type Speaker } from './review-services.ts'
import { listRequests, listVerdicts, standingOfRows } from './verdict-store.ts'

/** Whoever reads. */
export type Reader = Speaker & {
  /** May remove what others wrote. */
  mayAll?: boolean
  mayWrite?: boolean
  mayJudge?: boolean
  mayAsk?: boolean
  /** Which comments, with their answers; absent: all. */
  sees?: (comment: Pick<CommentRow, 'author_kind' | 'author_id'>) => boolean
}

/**
 * All that is said of a clip; undefined: nothing has changed since `after`. For a guest people have no ids of the studio but those of the
 * comments themselves, and nobody is listed. Throws AppError `not_found` for a clip out of sight.
 */
export async function readReview(
  { database, people }: Pick<ReviewServices, 'database' | 'people'>,
  reader: Reader,
  clipId: string,
  after?: number,
): Promise<ClipReview | undefined> {
  const { db } = database
  const { author, sight } = reader
  const clip = await requireClip(db, sight, clipId)
  // Not smaller: a number that was never given is from before a backup was put back.
  if (clip.version === after) return undefined
  const members = await people(sight.teamId)
  const names = new Map(members.map(({ id, name }) => [id, name]))
  const [verdicts, requests] = [await listVerdicts(db, [clipId]), await listRequests(db, [clipId])]
  const standing = standingOfRows(verdicts, requests)
  const isGuest = author.kind === 'guest'
  const seeing = isGuest
    ? []
    : await whoSees(db, { teamId: clip.team_id, projectId: clip.project_id }, members)
  return {
    version: clip.version,
    comments: await listComments(db, reader, clipId, names),
    verdicts: verdicts.map((row) => ({
      author: showAuthor(row, names),
      verdict: row.verdict,
      at: row.given_at,
    })),
    asked: isGuest
      ? []
      : requests.map((row) => ({
          person: { kind: 'member', id: row.user_id, name: names.get(row.user_id) ?? '' },
          by: names.get(row.asked_by) ?? row.asked_by_name,
          at: row.asked_at,
        })),
    ...(standing !== undefined && { standing }),
    you: {
      id: author.id,
      mayWrite: reader.mayWrite ?? true,
      mayJudge: reader.mayJudge ?? true,
      mayAsk: reader.mayAsk ?? false,
    },
    people: seeing.map(({ id, name, role }): Person => ({ id, name, role })),
  }
}

async function listComments(
  executor: Executor,
  reader: Reader,
  clipId: string,
  names: ReadonlyMap<string, string>,
): Promise<Comment[]> {
  const all = await listClipComments(executor, clipId)
  const { sees } = reader
  const seen = new Set(all.flatMap((row) => (row.parent_id === null && (!sees || sees(row)) ? row.id : [])))
  const rows = all.filter(({ id, parent_id: parentId }) => seen.has(parentId ?? id))
  const answered = new Set(rows.flatMap((row) => (row.removed_at === null ? (row.parent_id ?? []) : [])))
  const shown = rows.filter((row) => row.removed_at === null || answered.has(row.id))
  const reactions = await reactionsTo(
    executor,
    shown.map(({ id }) => id),
  )
  const made = await takesMade(executor, reader.sight, shown)
  return shown.map((row) => showComment(row, { reader, names, reactions, made }))
}

/** Numbers of the takes that comments became, by id; those out of sight are not there. */
async function takesMade(
  executor: Executor,
  sight: Sight,
  rows: readonly CommentRow[],
): Promise<ReadonlyMap<string, number>> {
  const ids = [...new Set(rows.flatMap(({ made_into: id }) => id ?? []))]
  return new Map((await findManyGenerations(executor, sight, ids)).map(({ id, take }) => [id, take]))
}

interface ShownWith {
  reader: Reader
  names: ReadonlyMap<string, string>
  reactions: readonly ReviewTables['comment_reactions'][]
  made: ReadonlyMap<string, number>
}

function showComment(row: CommentRow, { reader, names, reactions, made }: ShownWith): Comment {
  const { author, mayAll = false, mayWrite = true } = reader
  const isOwn = isSameAuthor(author, row)
  const isThere = row.removed_at === null
  const take = made.get(row.made_into ?? '')
  // A guest's reader never learns the studio's ids: names stand in the text itself.
  const text = author.kind === 'guest' ? withNames(row.text, names) : row.text
  return {
    id: row.id,
    ...(row.parent_id !== null && { parentId: row.parent_id }),
    author:
      author.kind === 'guest' && !isOwn ? { ...showAuthor(row, names), id: '' } : showAuthor(row, names),
    text,
    ...(row.frame_from !== null && { frames: { from: row.frame_from, to: row.frame_to ?? row.frame_from } }),
    ...(row.drawing !== null && { drawing: z.parse(drawingSchema, JSON.parse(row.drawing)) }),
    reactions: REACTIONS.flatMap((emoji) => {
      const given = reactions.filter((one) => one.comment_id === row.id && one.emoji === emoji)
      if (given.length === 0) return []
      return [
        {
          emoji,
          names: given.map((one) => showAuthor(one, names).name),
          isMine: given.some((one) => isSameAuthor(author, one)),
        },
      ]
    }),
    createdAt: row.created_at,
    ...(row.edited_at !== null && { editedAt: row.edited_at }),
    ...(!isThere && { isRemoved: true as const }),
    ...(row.resolved_at !== null && { resolved: { at: row.resolved_at, by: row.resolved_by ?? '' } }),
    ...(row.made_into !== null && take !== undefined && { madeInto: { clipId: row.made_into, take } }),
    canEdit: isThere && isOwn && mayWrite,
    canRemove: isThere && mayWrite && (isOwn || mayAll),
  }
}

/** By their name of today. */
function showAuthor(
  row: { author_kind: Author['kind']; author_id: string; author_name: string },
  names: ReadonlyMap<string, string>,
): Author {
  const { author_kind: kind, author_id: id, author_name: then } = row
  return { kind, id, name: kind === 'member' ? (names.get(id) ?? then) : then }
}

function withNames(text: string, names: ReadonlyMap<string, string>): string {
  return text.replaceAll(/<@([a-z0-9_]{1,64})>/g, (_, id: string) => `@${names.get(id) ?? '…'}`)
}
