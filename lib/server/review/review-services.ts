import 'server-only'
import type { Transaction } from 'kysely'
import type { Sight } from '#lib/access/principal.ts'
import { AppError } from '#lib/api/app-error.ts'
import type { Author } from '#lib/api/review.ts'
import type { Clock } from '#lib/server/clock.ts'
import { nextChange } from '#lib/server/database/change-counter.ts'
import type { Database, Executor } from '#lib/server/database/database.ts'
import type { GenerationRow, Tables } from '#lib/server/database/tables.ts'
import { findGeneration, judgeGenerations } from '#lib/server/generations/generation-store.ts'
import { requireRow } from '#lib/server/generations/read-generations.ts'
import { type Member, type PeopleReader, whoSees } from './people.ts'

export interface ReviewServices {
  database: Database
  clock: Clock
  people: PeopleReader
}

/** Who says something, and what they see. Whether they may is the caller's to ask. */
export interface Speaker {
  author: Author
  sight: Sight
  /** The member by whose link a guest came: they are told as the clip's own author is. */
  hostId?: string
}

export interface Speaking {
  transaction: Transaction<Tables>
  clip: GenerationRow
  now: number
  /** Members who see the clip. */
  people: readonly Member[]
}

/**
 * One change of what is said about a clip, in a transaction that also marks the clip as changed: whoever polls it, the gallery and its
 * search learn of it by that. Throws AppError `not_found` for a clip that is removed or out of sight.
 */
export async function speakOf<Result>(
  { database, clock, people }: ReviewServices,
  sight: Sight,
  clipId: string,
  work: (speaking: Speaking) => Promise<Result>,
): Promise<Result> {
  // Before the transaction: SQLite has one connection.
  const members = await people(sight.teamId)
  return database.transaction(async (transaction) => {
    const version = await nextChange(transaction)
    const clip = requireRow(await findGeneration(transaction, sight, clipId))
    const now = clock()
    const seeing = await whoSees(transaction, { teamId: clip.team_id, projectId: clip.project_id }, members)
    const result = await work({ transaction, clip, now, people: seeing })
    await judgeGenerations(transaction, [clipId], { version, updated_at: now })
    return result
  })
}

/** The clip, if it is there and in sight. Throws AppError `not_found`. */
export async function requireClip(executor: Executor, sight: Sight, clipId: string): Promise<GenerationRow> {
  return requireRow(await findGeneration(executor, sight, clipId))
}

export function isSameAuthor(
  author: Pick<Author, 'kind' | 'id'>,
  row: { author_kind: Author['kind']; author_id: string },
): boolean {
  return author.kind === row.author_kind && author.id === row.author_id
}

export function noComment(): AppError {
  return new AppError('not_found', {
    en: 'This comment does not exist, or was removed.',
    zh: '这条评论不存在，或已被删除。',
  })
}
