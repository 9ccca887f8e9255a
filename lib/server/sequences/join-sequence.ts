import 'server-only'
import type { Transaction } from 'kysely'
import type * as z from 'zod/mini'
import { ofWholeTeam, type Principal } from '#lib/access/principal.ts'
import { AppError } from '#lib/api/app-error.ts'
import type { joinSequenceSchema } from '#lib/api/sequences.ts'
import type { Generation } from '#lib/generation/generation.ts'
import type { Sentence } from '#lib/language/language.ts'
import type { Problem } from '#lib/seedance/problem.ts'
import { rowMadeHere } from '#lib/server/clips/made-here-row.ts'
import { insertSources } from '#lib/server/clips/source-store.ts'
import { nextChange } from '#lib/server/database/change-counter.ts'
import type { SequencePartRow, SequenceRow } from '#lib/server/database/sequence-tables.ts'
import type { GenerationRow, Tables } from '#lib/server/database/tables.ts'
import { findByKeys, insertGenerations } from '#lib/server/generations/generation-store.ts'
import type { MediaReader } from '#lib/server/generations/media-access.ts'
import { showOne } from '#lib/server/generations/read-generations.ts'
import { digestOf } from '#lib/server/generations/recipe.ts'
import { findShot, insertShot, reserveTakes, type ShotRow } from '#lib/server/generations/shot-store.ts'
import { newId } from '#lib/server/ids.ts'
import { findParts, nameShot } from './sequence-store.ts'
import { refuse, requireSequence, type SequenceServices } from './sequences.ts'
import { framesOf, usableClips } from './show-sequence.ts'

interface JoinServices extends SequenceServices {
  media: MediaReader
  /** Tells the worker that there is something to join. */
  wake(): void
}

/**
 * Writes a generation down that the worker joins to one clip; the same key answers with the same one. Throws AppError `not_found`,
 * `conflict` where the sequence was changed meanwhile, `unprocessable` where a part can't be joined.
 */
export async function joinSequence(
  services: JoinServices,
  principal: Principal,
  wish: z.output<typeof joinSequenceSchema> & { id: string },
): Promise<{ generation: Generation; isRepeat: boolean }> {
  const key = `${wish.idempotencyKey}:1`
  const digest = digestOf({ join: wish.id, version: wish.version })
  const outcome = await services.database.transaction(async (transaction) => {
    const version = await nextChange(transaction)
    const [earlier] = await findByKeys(transaction, principal.teamId, [key])
    if (earlier) {
      if (earlier.idempotency_digest !== digest) throw new AppError('conflict', KEY_IS_TAKEN)
      return { row: earlier, isRepeat: true }
    }
    const sequence = await requireSequence(transaction, principal, wish.id)
    if (sequence.version !== wish.version) throw new AppError('conflict', CHANGED)
    const parts = await findParts(transaction, wish.id)
    await checkJoinable(transaction, principal, parts)
    const now = services.clock()
    const place = await placeOf(transaction, sequence, now)
    const row = rowMadeHere(principal, {
      ...place,
      provider: 'sequence',
      title: sequence.title,
      made: { kind: 'sequence', sequenceId: sequence.id, parts: parts.map(toPart) },
      key,
      digest,
      version,
      now,
    })
    await writeDown(transaction, row, parts)
    return { row, isRepeat: false }
  })
  services.wake()
  return { generation: await showOne(services, outcome.row), isRepeat: outcome.isRepeat }
}

async function writeDown(
  transaction: Transaction<Tables>,
  row: GenerationRow,
  parts: readonly SequencePartRow[],
): Promise<void> {
  await insertGenerations(transaction, [row])
  const clipIds = [...new Set(parts.map(({ clip_id: id }) => id))]
  await insertSources(
    transaction,
    clipIds.map((source_id) => ({ generation_id: row.id, source_id, kind: 'part' as const })),
  )
}

/** One shot for all that the sequence is joined to. */
async function placeOf(
  transaction: Transaction<Tables>,
  sequence: SequenceRow,
  now: number,
): Promise<{ shot: ShotRow; take: number }> {
  const known =
    sequence.shot_id === null
      ? undefined
      : await findShot(transaction, ofWholeTeam(sequence.team_id), sequence.shot_id)
  if (known) return { shot: known, take: await reserveTakes(transaction, known.id, 1) }
  const shot: ShotRow = {
    id: newId('sht', now),
    team_id: sequence.team_id,
    project_id: sequence.project_id,
    author_id: sequence.author_id,
    next_take: 2,
    created_at: now,
  }
  await insertShot(transaction, shot)
  await nameShot(transaction, sequence.id, shot.id)
  return { shot, take: 1 }
}

async function checkJoinable(
  transaction: Transaction<Tables>,
  principal: Principal,
  parts: readonly SequencePartRow[],
): Promise<void> {
  if (parts.length === 0) refuse([{ field: 'parts', code: 'too_few', message: NOTHING }])
  const ids = parts.map(({ clip_id: id }) => id)
  const clips = await usableClips(transaction, principal, ids)
  refuse(
    parts.flatMap(({ clip_id: id, out_frame: out }, index): Problem[] => {
      const file = clips.get(id)?.file
      const field = `parts.${index}`
      if (!file) return [{ field, code: 'missing', message: gone(index + 1) }]
      return out < framesOf(file) ? [] : [{ field, code: 'out_of_range', message: tooFar(index + 1) }]
    }),
  )
}

function toPart({ clip_id: clipId, in_frame, out_frame }: SequencePartRow) {
  return { clipId, in: in_frame, out: out_frame }
}

const KEY_IS_TAKEN: Sentence = {
  en: 'This key was used for another request. Nothing was started; join again with a new key.',
  zh: '这个键已用于另一个请求。没有开始合成；请换一个键重新合成。',
}
const CHANGED: Sentence = {
  en: 'The sequence was changed elsewhere. Look at it as it is now, then join again.',
  zh: '这个序列在别处被修改了。请查看现在的内容，再合成。',
}
const NOTHING: Sentence = {
  en: 'There is no clip in this sequence. Add one first.',
  zh: '这个序列中没有成片。请先添加。',
}
function gone(part: number): Sentence {
  return {
    en: `Clip ${part} is in the bin or gone. Restore it, or take it out.`,
    zh: `第 ${part} 段在回收站或已不在。请恢复或去掉它。`,
  }
}
function tooFar(part: number): Sentence {
  return {
    en: `Clip ${part} has fewer frames than are asked for. Trim it anew.`,
    zh: `第 ${part} 段的帧数不足。请重新裁剪。`,
  }
}
