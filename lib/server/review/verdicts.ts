import 'server-only'
import { AppError } from '#lib/api/app-error.ts'
import { MAX_ASKED } from '#lib/api/review.ts'
import type { Verdict } from '#lib/generation/verdict.ts'
import { recordAudit } from '#lib/server/audit/record-audit.ts'
import { notify, type NewNotice } from '#lib/server/notifications/notify.ts'
import { type ReviewServices, speakOf, type Speaker } from './review-services.ts'
import { addRequests, keepVerdict, listRequests, removeRequests, removeVerdict } from './verdict-store.ts'

/**
 * What somebody decides about a take; their last word counts. Null takes it back. The take's author, whoever asked for it and whose guest gives it are told. Throws
 * AppError `not_found` for a clip out of sight, `conflict` for one that is not made yet.
 */
export async function giveVerdict(
  services: ReviewServices,
  { author, sight, clipId, verdict, hostId }: Speaker & { clipId: string; verdict: Verdict | null },
): Promise<void> {
  await speakOf(services, sight, clipId, async ({ transaction, clip, now, people }) => {
    const whose = { clip_id: clipId, author_kind: author.kind, author_id: author.id }
    if (verdict === null) {
      await removeVerdict(transaction, whose)
      return
    }
    if (clip.clip_media_id === null) throw notMade()
    await keepVerdict(transaction, {
      ...whose,
      team_id: clip.team_id,
      author_name: author.name,
      verdict,
      given_at: now,
    })
    await recordAudit(transaction, {
      teamId: clip.team_id,
      actor: author,
      action: 'verdict.given',
      at: now,
      projectId: clip.project_id,
      targetId: clipId,
      details: { verdict },
    })
    const asked = await listRequests(transaction, [clipId])
    const told = new Set([clip.author_id, hostId, ...asked.map(({ asked_by: id }) => id)])
    if (author.kind === 'member') told.delete(author.id)
    await notify(
      transaction,
      ...people
        .filter(({ id }) => told.has(id))
        .map(({ id: userId }): NewNotice => ({
          teamId: clip.team_id,
          userId,
          kind: 'verdict_given',
          actorName: author.name,
          clipId,
          excerpt: verdict,
          at: now,
        })),
    )
  })
}

/**
 * Asks these members, and nobody else, for a verdict on a take. Throws AppError `not_found` for a clip out of sight and `unprocessable` at
 * `userIds` for somebody who is no member or does not see it.
 */
export async function askForVerdict(
  services: ReviewServices,
  { author, sight, clipId, userIds }: Speaker & { clipId: string; userIds: readonly string[] },
): Promise<void> {
  await speakOf(services, sight, clipId, async ({ transaction, clip, now, people }) => {
    const wanted = [...new Set(userIds)]
    const seeing = new Set(people.map(({ id }) => id))
    if (wanted.length > MAX_ASKED || wanted.some((id) => !seeing.has(id))) throw unknownPerson()
    if (clip.clip_media_id === null) throw notMade()
    const before = new Set((await listRequests(transaction, [clipId])).map(({ user_id: id }) => id))
    const added = wanted.filter((id) => !before.has(id))
    await removeRequests(
      transaction,
      clipId,
      [...before].filter((id) => !wanted.includes(id)),
    )
    await addRequests(
      transaction,
      added.map((userId) => ({
        clip_id: clipId,
        team_id: clip.team_id,
        user_id: userId,
        asked_by: author.id,
        asked_by_name: author.name,
        asked_at: now,
      })),
    )
    await notify(
      transaction,
      ...added
        .filter((id) => id !== author.id)
        .map((userId): NewNotice => ({
          teamId: clip.team_id,
          userId,
          kind: 'verdict_asked',
          actorName: author.name,
          clipId,
          excerpt: [...clip.prompt_text].slice(0, 200).join(''),
          at: now,
        })),
    )
  })
}

function notMade(): AppError {
  return new AppError('conflict', {
    en: 'This take has no clip yet, so there is nothing to decide. Nothing was changed.',
    zh: '这条生成还没有成片，无法评定。没有任何改动。',
  })
}

function unknownPerson(): AppError {
  const message = {
    en: 'must be members who see this clip',
    zh: '必须是能看到这个成片的成员',
  }
  return new AppError('unprocessable', message, {
    problems: [{ field: 'userIds', code: 'unknown_value', message }],
  })
}
