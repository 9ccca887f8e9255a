import 'server-only'
import type * as z from 'zod/mini'
import type { Principal, Sight } from '#lib/access/principal.ts'
import { AppError } from '#lib/api/app-error.ts'
import type { createSequenceSchema, saveSequenceSchema, Sequence, SequenceList } from '#lib/api/sequences.ts'
import type { Sentence } from '#lib/language/language.ts'
import type { Problem, ProblemCode } from '#lib/seedance/problem.ts'
import type { Clock } from '#lib/server/clock.ts'
import type { Database, Executor } from '#lib/server/database/database.ts'
import type { SequencePartRow, SequenceRow } from '#lib/server/database/sequence-tables.ts'
import { findManyGenerations } from '#lib/server/generations/generation-store.ts'
import { newId } from '#lib/server/ids.ts'
import { requireProjectId } from '#lib/server/teams/require-project.ts'
import {
  changeSequence,
  countParts,
  deleteSequence,
  findParts,
  findSequence,
  insertSequence,
  listSequences,
  replaceParts,
} from './sequence-store.ts'
import { framesOf, showHead, showSequence, usableClips } from './show-sequence.ts'

export interface SequenceServices {
  database: Database
  clock: Clock
}

/** More than anybody looks through in a list. */
const MOST_LISTED = 200

/** Throws AppError `not_found` for a project that is not the team's, `unprocessable` for what is no finished clip. */
export async function createSequence(
  { database, clock }: SequenceServices,
  principal: Principal,
  { project, title, clipIds }: z.output<typeof createSequenceSchema>,
): Promise<Sequence> {
  const now = clock()
  return database.transaction(async (transaction) => {
    const clips = await usableClips(transaction, principal, clipIds)
    refuse(
      clipIds.flatMap((id, index) =>
        clips.has(id) ? [] : [problem(`clipIds.${index}`, 'unknown_value', NO_CLIP)],
      ),
    )
    const first = clips.get(clipIds[0] ?? '')
    const row: SequenceRow = {
      id: newId('seq', now),
      team_id: principal.teamId,
      // Without a word it is where its first clip is.
      project_id: await requireProjectId(transaction, principal, project ?? first?.row.project_id),
      author_id: principal.userId,
      title: title ?? titleOf(first?.row.prompt_text ?? ''),
      shot_id: null,
      version: 1,
      created_at: now,
      updated_at: now,
    }
    const parts = clipIds.map((clipId, position) => {
      const file = clips.get(clipId)?.file
      return partRow(row.id, position, {
        id: `part_${position + 1}`,
        clipId,
        in: 0,
        out: file ? framesOf(file) - 1 : 0,
      })
    })
    await insertSequence(transaction, row)
    await replaceParts(transaction, row.id, parts)
    return showSequence(transaction, principal, row, parts)
  })
}

/** Throws AppError `not_found`, also for another team's. */
export async function readSequence(
  { database: { db } }: Pick<SequenceServices, 'database'>,
  principal: Principal,
  id: string,
): Promise<Sequence> {
  return showSequence(db, principal, await requireSequence(db, principal, id), await findParts(db, id))
}

export async function readSequences(
  { database: { db } }: Pick<SequenceServices, 'database'>,
  principal: Principal,
  project: string | undefined,
): Promise<SequenceList> {
  const rows = await listSequences(db, await requireProjectId(db, principal, project), MOST_LISTED)
  const counted = await countParts(
    db,
    rows.map(({ id }) => id),
  )
  const firsts = [...counted.values()].map(({ firstClipId }) => firstClipId)
  const clips = await usableClips(db, principal, firsts)
  return {
    sequences: rows.map((row) => {
      const count = counted.get(row.id)
      const file = clips.get(count?.firstClipId ?? '')?.file
      const posterUrl = file?.poster_key ? `/api/media/${file.id}/preview` : undefined
      return { ...showHead(row), parts: count?.parts ?? 0, ...(posterUrl !== undefined && { posterUrl }) }
    }),
  }
}

/** `isSaved` false: somebody else was first, and `sequence` is theirs. Throws AppError `not_found`, `unprocessable`. */
export async function saveSequence(
  { database, clock }: SequenceServices,
  principal: Principal,
  { id, version, title, parts }: z.output<typeof saveSequenceSchema> & { id: string },
): Promise<{ sequence: Sequence; isSaved: boolean }> {
  return database.transaction(async (transaction) => {
    const before = await requireSequence(transaction, principal, id)
    const now = clock()
    if (!(await changeSequence(transaction, { id, version }, { title, updated_at: now })))
      return {
        sequence: await showSequence(transaction, principal, before, await findParts(transaction, id)),
        isSaved: false,
      }
    await checkParts(transaction, principal, parts)
    const rows = parts.map((part, position) => partRow(id, position, part))
    await replaceParts(transaction, id, rows)
    const row = { ...before, title, version: version + 1, updated_at: now }
    return { sequence: await showSequence(transaction, principal, row, rows), isSaved: true }
  })
}

/** What it was joined to stays. Throws AppError `not_found`. */
export async function removeSequence(
  { database }: Pick<SequenceServices, 'database'>,
  principal: Principal,
  id: string,
): Promise<void> {
  await database.transaction(async (transaction) => {
    await requireSequence(transaction, principal, id)
    await deleteSequence(transaction, id)
  })
}

export async function requireSequence(
  executor: Executor,
  principal: Principal,
  id: string,
): Promise<SequenceRow> {
  const row = await findSequence(executor, principal, id)
  if (row === undefined) throw new AppError('not_found', NO_SEQUENCE)
  return row
}

type Part = z.output<typeof saveSequenceSchema>['parts'][number]

/** What is in the bin may stay where it is: it may come back. */
async function checkParts(executor: Executor, sight: Sight, parts: readonly Part[]): Promise<void> {
  const ids = parts.map(({ clipId }) => clipId)
  const known = new Set((await findManyGenerations(executor, sight, [...new Set(ids)])).map(({ id }) => id))
  const clips = await usableClips(executor, sight, ids)
  const seen = new Set<string>()
  refuse(
    parts.flatMap(({ id, clipId, out }, index) => {
      const file = clips.get(clipId)?.file
      const isTwice = seen.has(id)
      seen.add(id)
      if (isTwice) return [problem(`parts.${index}.id`, 'conflict', TWICE)]
      if (!known.has(clipId)) return [problem(`parts.${index}.clipId`, 'unknown_value', NO_CLIP)]
      if (file && out >= framesOf(file))
        return [problem(`parts.${index}.out`, 'out_of_range', tooFar(framesOf(file)))]
      return []
    }),
  )
}

function partRow(sequenceId: string, position: number, part: Part): SequencePartRow {
  return {
    sequence_id: sequenceId,
    position,
    part_id: part.id,
    clip_id: part.clipId,
    in_frame: part.in,
    out_frame: part.out,
  }
}

const LONGEST_TITLE = 60

/** The beginning of what its first clip shows. */
function titleOf(prompt: string): string {
  const words = prompt.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()
  const [...characters] = words
  return characters.length <= LONGEST_TITLE
    ? words || 'Sequence'
    : `${characters.slice(0, LONGEST_TITLE).join('').trim()}…`
}

function problem(field: string, code: ProblemCode, message: Sentence): Problem {
  return { field, code, message }
}

export function refuse(problems: readonly Problem[]): void {
  const [first] = problems
  if (first) throw new AppError('unprocessable', first.message, { problems })
}

const NO_SEQUENCE: Sentence = {
  en: 'This sequence does not exist, or was deleted.',
  zh: '这个序列不存在，或已被删除。',
}
const NO_CLIP: Sentence = {
  en: 'This is no finished clip of your team. Take it out, then try again.',
  zh: '这不是你团队的已完成成片。请去掉它再试。',
}
const TWICE: Sentence = { en: 'Two parts have the same id.', zh: '两个片段的 id 相同。' }
function tooFar(frames: number): Sentence {
  return { en: `The clip has ${frames} frames.`, zh: `这个成片有 ${frames} 帧。` }
}
