import 'server-only'
import { ofWholeTeam } from '#lib/access/principal.ts'
import type { GenerationProblem } from '#lib/generation/generation.ts'
import type { Sentence } from '#lib/language/language.ts'
import type { Clock, Log } from '#lib/server/clock.ts'
import { nextChange } from '#lib/server/database/change-counter.ts'
import type { Database } from '#lib/server/database/database.ts'
import type { GenerationRow } from '#lib/server/database/tables.ts'
import { writeHeld } from '#lib/server/generations/generation-lease-store.ts'
import type { GenerationPatch } from '#lib/server/generations/generation-store.ts'
import { readRecipe } from '#lib/server/generations/recipe.ts'
import { ending, type Outcome, transition } from '#lib/server/generations/step.ts'
import type { BlobStore } from '#lib/server/media/blob-store.ts'
import { asReceived } from '#lib/server/media/make-file.ts'
import type { Inspector } from '#lib/server/media/inspector.ts'
import { createResultSaver } from '#lib/server/media/save-result.ts'
import { openBench, type Scratch } from '#lib/server/media/scratch.ts'
import type { JoinJob, JoinPart } from './join-job.ts'
import { type JoinEnd, type JoinLimits, runJoin } from './join-runner.ts'
import { usableClips } from './show-sequence.ts'

export interface JoinStepContext {
  database: Database
  clock: Clock
  log: Log
  blobs: BlobStore
  scratch: Scratch
  /** With time for decoding a long clip whole. */
  inspector: Pick<Inspector, 'inspect'>
  joinLimits?: JoinLimits
}

/** Why a join is broken off. */
export const CANCELLED = Symbol('a person cancelled it')
export const LOST = Symbol('another process has it, or this one stops')

/** Claims of one join, so that clips which bring the child down every time come to an end. */
const MOST_ATTEMPTS = 4
const AGAIN_AFTER_MS = 2000
/** ms between two figures that are written down. */
const NEWS_EVERY = 400

/**
 * Carries one claimed join to its end: queued, running with a true figure, saving, succeeded. Whatever happens on the way, it begins anew
 * and there is one clip in the end. Undefined: the row is no longer ours, or the work was broken off for another to do.
 */
export async function joinStep(
  context: JoinStepContext,
  claimed: GenerationRow,
  { owner, signal }: { owner: string; signal: AbortSignal },
): Promise<Outcome | undefined> {
  const bench = openBench(context.scratch)
  let row = claimed
  const write = async (patch: GenerationPatch) => {
    const written = await writeSeen(context, row, owner, patch)
    if (written) row = written
    return written !== undefined
  }
  try {
    if (row.state === 'queued' && !(await write(begun(row, context.clock())))) return undefined
    const output = bench.file('.mp4')
    const end = await join(context, row, { bench, output, signal, onPercent: percentWriter(context, write) })
    if (!('joined' in end)) return unjoined(context, row, end)
    if (row.state === 'running' && !(await write(transition(row, 'provider_succeeded', { progress: null }))))
      return undefined
    return await save(context, row, output, signal)
  } catch (error) {
    if (signal.aborted) return brokenOff(context, row, signal)
    context.log('error', 'joining failed', { generation: row.id, cause: String(error) })
    return again(context, row)
  } finally {
    await bench.clear()
  }
}

function begun(row: GenerationRow, now: number): GenerationPatch {
  return transition(row, 'started_here', {
    submitted_at: now,
    started_at: now,
    phase: 'running',
    progress: 0,
  })
}

function brokenOff({ clock }: JoinStepContext, row: GenerationRow, signal: AbortSignal): Outcome | undefined {
  if (signal.reason !== CANCELLED || row.state !== 'running') return undefined
  return { row, change: ending(row, 'provider_cancelled', problemOf(CANCELLED_HERE), clock()), dueAt: null }
}

async function join(
  { database, blobs, joinLimits }: JoinStepContext,
  row: GenerationRow,
  work: {
    bench: Scratch
    output: { path: string }
    signal: AbortSignal
    onPercent(percent: number): void
  },
): Promise<JoinEnd> {
  const { made } = readRecipe(row.recipe)
  const parts = made?.kind === 'sequence' ? made.parts : []
  const ids = parts.map(({ clipId }) => clipId)
  const clips = await usableClips(database.db, ofWholeTeam(row.team_id), ids)
  const missing = parts.findIndex(({ clipId }) => !clips.has(clipId))
  if (missing >= 0) return { ok: false, failure: 'unsupported', message: IS_GONE, part: missing }
  const files = new Map<string, Awaited<ReturnType<BlobStore['localPath']>>>()
  try {
    const joinParts: JoinPart[] = []
    for (const part of parts) {
      const key = clips.get(part.clipId)?.file.blob_key ?? ''
      const file = files.get(key) ?? (await blobs.localPath(key))
      files.set(key, file)
      joinParts.push({ path: file.path, in: part.in, out: part.out })
    }
    const job: JoinJob = {
      parts: joinParts,
      outputPath: work.output.path,
      soundPath: work.bench.file('.m4a').path,
    }
    const onProgress = (done: number, frames: number) => work.onPercent(Math.floor((100 * done) / frames))
    return await runJoin(job, { signal: work.signal, onProgress }, joinLimits)
  } finally {
    for (const { release } of files.values()) await release()
  }
}

/** One write at a time, not more often than a person sees, and never a figure twice. */
function percentWriter({ clock }: JoinStepContext, write: (patch: GenerationPatch) => Promise<boolean>) {
  let [saidAt, said, isWriting] = [-Infinity, 0, false]
  return (percent: number) => {
    if (isWriting || percent <= said || clock() - saidAt < NEWS_EVERY) return
    ;[saidAt, said, isWriting] = [clock(), percent, true]
    void write({ progress: percent })
      .catch(() => undefined)
      .finally(() => (isWriting = false))
  }
}

async function save(
  context: JoinStepContext,
  row: GenerationRow,
  output: { path: string; remove(): Promise<void> },
  signal: AbortSignal,
): Promise<Outcome> {
  // As every result that comes from a provider, except that this one need not be fetched.
  const saver = createResultSaver({
    ...context,
    clipLimit: Infinity,
    download: () => asReceived(output, 'mp4'),
  })
  const saved = await saver.saveResult({ generation: row, url: '', headers: () => ({}), signal })
  const change = transition(row, 'saved', {
    clip_media_id: saved.clipMediaId,
    last_frame_media_id: saved.lastFrameMediaId ?? null,
    finished_at: context.clock(),
    phase: null,
    problem: null,
  })
  return { row, change, dueAt: null }
}

function unjoined(
  context: JoinStepContext,
  row: GenerationRow,
  end: Exclude<JoinEnd, { ok: true }>,
): Outcome {
  if (end.failure === 'crashed') return again(context, row)
  return failed(row, context.clock(), partFailed(end.message, end.part))
}

function again({ clock }: JoinStepContext, row: GenerationRow): Outcome {
  const now = clock()
  if (row.attempts >= MOST_ATTEMPTS) return failed(row, now, GAVE_UP)
  return { row, dueAt: now + AGAIN_AFTER_MS * row.attempts }
}

function failed(row: GenerationRow, now: number, said: Said): Outcome {
  const event = row.state === 'saving' ? 'result_lost' : 'provider_failed'
  return { row, change: ending(row, event, problemOf(said), now), dueAt: null }
}

/** What people see of it, under a new number. Undefined: the lease was lost. */
async function writeSeen(
  { database, clock }: JoinStepContext,
  row: GenerationRow,
  owner: string,
  patch: GenerationPatch,
): Promise<GenerationRow | undefined> {
  return database.transaction(async (transaction) => {
    const version = await nextChange(transaction)
    const held = { id: row.id, owner, state: row.state }
    return writeHeld(transaction, held, { ...patch, version, updated_at: clock() })
  })
}

interface Said {
  code: string
  message: Sentence
  advice: Sentence
}

function problemOf(said: Said): string {
  return JSON.stringify({ ...said, retryable: false } satisfies GenerationProblem)
}

const LOOK_AGAIN: Sentence = {
  en: 'Nothing was lost. Open the sequence, mend or take out the clip, then press Join again.',
  zh: '没有丢失任何内容。请打开序列，更换或去掉这段成片，再点“合成”。',
}
const IS_GONE: Sentence = { en: 'It is in the bin or gone.', zh: '它在回收站或已不在。' }
const CANCELLED_HERE: Said = {
  code: 'join_cancelled',
  message: { en: 'Joining was cancelled.', zh: '合成已取消。' },
  advice: {
    en: 'The sequence is as it was. Press Join to begin again.',
    zh: '序列没有变化。点“合成”重新开始。',
  },
}
const GAVE_UP: Said = {
  code: 'join_failed',
  message: {
    en: 'Joining broke off several times, so it was given up.',
    zh: '合成多次中断，已放弃。',
  },
  advice: {
    en: 'Nothing was lost. Look whether the disk is full, then press Join again; the log of the server says more.',
    zh: '没有丢失任何内容。请检查磁盘是否已满，再点“合成”；详情见服务器日志。',
  },
}

function partFailed(message: Sentence, part: number | undefined): Said {
  if (part === undefined) return { code: 'join_failed', message, advice: LOOK_AGAIN }
  return {
    code: 'join_failed',
    message: {
      en: `Clip ${part + 1} can’t be joined. ${message.en}`,
      zh: `第 ${part + 1} 段无法合成。${message.zh}`,
    },
    advice: LOOK_AGAIN,
  }
}
