import 'server-only'
import { mentionedIn, partsOfText } from '#lib/api/review.ts'
import type { CommentRow } from '#lib/server/database/review-tables.ts'
import type { NewNotice } from '#lib/server/notifications/notify.ts'
import type { Speaking } from './review-services.ts'

/** Who should know of a comment, each once: who is named in it, whose comment it answers, whose take it is about, whose guest says it. */
export function noticesOfComment(
  { clip, now, people }: Pick<Speaking, 'clip' | 'now' | 'people'>,
  comment: CommentRow,
  parent: CommentRow | undefined,
  hostId?: string,
): NewNotice[] {
  const names = new Set(people.map(({ id }) => id))
  const wanted: [userId: string, kind: NewNotice['kind']][] = [
    ...mentionedIn(comment.text).map((id): [string, 'mention'] => [id, 'mention']),
    ...(parent?.author_kind === 'member' ? [[parent.author_id, 'reply'] as [string, 'reply']] : []),
    [clip.author_id, comment.author_kind === 'guest' ? 'share_activity' : 'comment'],
    ...(hostId === undefined ? [] : [[hostId, 'share_activity'] as [string, 'share_activity']]),
  ]
  const told = new Set(comment.author_kind === 'member' ? [comment.author_id] : [])
  const excerpt = excerptOf(comment.text, people)
  return wanted.flatMap(([userId, kind]) => {
    if (told.has(userId) || !names.has(userId)) return []
    told.add(userId)
    return [
      {
        teamId: clip.team_id,
        userId,
        kind,
        actorName: comment.author_name,
        clipId: clip.id,
        commentId: comment.id,
        excerpt,
        at: now,
      },
    ]
  })
}

const EXCERPT = 200

/** Plain, with people by their names. */
export function excerptOf(text: string, people: Speaking['people']): string {
  const names = new Map(people.map(({ id, name }) => [id, name]))
  const words = partsOfText(text)
    .map((part) => ('text' in part ? part.text : `@${names.get(part.userId) ?? '…'}`))
    .join('')
  const characters = [...words.replaceAll(/\s+/g, ' ')]
  return characters.length <= EXCERPT ? characters.join('') : `${characters.slice(0, EXCERPT - 1).join('')}…`
}
