import 'server-only'
import type { Transaction } from 'kysely'
import type { Reaction } from '#lib/api/review.ts'
import type { Executor } from '#lib/server/database/database.ts'
import type { CommentRow, ReviewTables } from '#lib/server/database/review-tables.ts'
import type { Tables } from '#lib/server/database/tables.ts'

/** The SQL of `comments` and `comment_reactions`. Whoever asks has looked whether the clip is in sight. */

type Reacting = ReviewTables['comment_reactions']

/** The oldest first, removed ones too. */
export function listClipComments(executor: Executor, clipId: string): Promise<CommentRow[]> {
  return executor.selectFrom('comments').selectAll().where('clip_id', '=', clipId).orderBy('id').execute()
}

/** Not where it is removed or another team's. */
export function findComment(executor: Executor, teamId: string, id: string): Promise<CommentRow | undefined> {
  return executor
    .selectFrom('comments')
    .selectAll()
    .where('id', '=', id)
    .where('team_id', '=', teamId)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
}

export async function countClipComments(executor: Executor, clipId: string): Promise<number> {
  const { count } = await executor
    .selectFrom('comments')
    .select((expression) => expression.fn.countAll<number>().as('count'))
    .where('clip_id', '=', clipId)
    .executeTakeFirstOrThrow()
  return Number(count)
}

export async function insertComment(transaction: Transaction<Tables>, row: CommentRow): Promise<void> {
  await transaction.insertInto('comments').values(row).execute()
}

export async function changeCommentRow(
  transaction: Transaction<Tables>,
  id: string,
  patch: Partial<Omit<CommentRow, 'id' | 'team_id' | 'clip_id' | 'parent_id'>>,
): Promise<void> {
  await transaction.updateTable('comments').set(patch).where('id', '=', id).execute()
}

/** What is said on each of these clips, for the search; without removed ones. */
export async function commentTexts(
  executor: Executor,
  clipIds: readonly string[],
): Promise<ReadonlyMap<string, string[]>> {
  if (clipIds.length === 0) return new Map()
  const rows = await executor
    .selectFrom('comments')
    .select(['clip_id', 'text'])
    .where('clip_id', 'in', clipIds)
    .where('removed_at', 'is', null)
    .execute()
  const texts = new Map<string, string[]>()
  for (const { clip_id: id, text } of rows) texts.set(id, [...(texts.get(id) ?? []), text])
  return texts
}

/** In the order in which they were given. */
export async function reactionsTo(executor: Executor, commentIds: readonly string[]): Promise<Reacting[]> {
  if (commentIds.length === 0) return []
  return executor
    .selectFrom('comment_reactions')
    .selectAll()
    .where('comment_id', 'in', commentIds)
    .orderBy('created_at')
    .orderBy('author_id')
    .execute()
}

export async function addReaction(transaction: Transaction<Tables>, row: Reacting): Promise<void> {
  await transaction
    .insertInto('comment_reactions')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['comment_id', 'author_kind', 'author_id', 'emoji']).doNothing(),
    )
    .execute()
}

export async function removeReactions(
  transaction: Transaction<Tables>,
  commentId: string,
  whose?: Pick<Reacting, 'author_kind' | 'author_id'> & { emoji: Reaction },
): Promise<void> {
  await transaction
    .deleteFrom('comment_reactions')
    .where('comment_id', '=', commentId)
    .$if(whose !== undefined, (query) =>
      query
        .where('author_kind', '=', whose?.author_kind ?? 'guest')
        .where('author_id', '=', whose?.author_id ?? '')
        .where('emoji', '=', whose?.emoji ?? '👍'),
    )
    .execute()
}
