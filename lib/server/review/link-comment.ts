import 'server-only'
import type { Transaction } from 'kysely'
import type { Sight } from '#lib/access/principal.ts'
import type { Tables } from '#lib/server/database/tables.ts'
import { findGeneration, judgeGenerations } from '#lib/server/generations/generation-store.ts'
import { changeCommentRow, findComment } from './comment-store.ts'

/**
 * The comment leads to the take that was made from it, from the moment that the take is written down. A comment that is removed by then,
 * or out of sight, is no reason to refuse the take.
 */
export async function linkComment(
  transaction: Transaction<Tables>,
  sight: Sight,
  {
    commentId,
    madeInto,
    version,
    now,
  }: { commentId: string; madeInto: string; version: number; now: number },
): Promise<void> {
  const comment = await findComment(transaction, sight.teamId, commentId)
  if (comment === undefined) return
  if ((await findGeneration(transaction, sight, comment.clip_id)) === undefined) return
  await changeCommentRow(transaction, commentId, { made_into: madeInto })
  await judgeGenerations(transaction, [comment.clip_id], { version, updated_at: now })
}
