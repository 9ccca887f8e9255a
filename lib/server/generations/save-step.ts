import 'server-only'
import type { Sentence } from '#lib/language/language.ts'
import type { OurCode } from '#lib/seedance/error-codes.ts'
import type { Task } from '#lib/seedance/task.ts'
import type { GenerationRow } from '#lib/server/database/tables.ts'
import { ownProblem } from './generation-problem.ts'
import type { GenerationPatch } from './generation-store.ts'
import { ResultError, type ResultErrorKind } from './media-access.ts'
import { retryDelay, SAVE_PACE } from './retry-delay.ts'
import { ending, type Outcome, type StepContext, transition } from './step.ts'

const PROBLEMS: Record<ResultErrorKind, OurCode> = {
  dead: 'result_unreachable',
  temporary: 'result_unreachable',
  truncated: 'bad_result',
  undecodable: 'bad_result',
  storage: 'storage_failed',
}

const NO_ADDRESS = { en: 'It has no address yet.', zh: '它还没有地址。' }

/**
 * Brings a finished clip home. It is tried until its address dies, with one last try at that moment; the clip is never made again
 * for it. From the second try on the provider is asked first: it may have signed a fresh address.
 */
export async function save(context: StepContext, row: GenerationRow): Promise<Outcome> {
  const fresh = row.attempts > 1 || row.result_url === null ? await freshAddresses(context, row) : {}
  const current = { ...row, ...fresh }
  if (current.result_url === null) return failed(context, current, fresh, 'result_unreachable', NO_ADDRESS)
  try {
    const { clipMediaId, lastFrameMediaId } = await context.results.saveResult({
      generation: current,
      url: current.result_url,
      ...(current.last_frame_url === null ? {} : { lastFrameUrl: current.last_frame_url }),
      headers: (url) => context.provider.resultHeaders(url),
      signal: context.signal,
    })
    const change = transition(row, 'saved', {
      ...fresh,
      clip_media_id: clipMediaId,
      last_frame_media_id: lastFrameMediaId ?? null,
      finished_at: context.clock(),
      problem: null,
    })
    return { row, change, dueAt: null }
  } catch (error) {
    // A worker that stops is no failure of the address.
    if (context.signal.aborted) return { row, dueAt: context.clock() }
    if (error instanceof ResultError) return failed(context, current, fresh, PROBLEMS[error.kind], error.said)
    context.log('error', 'saving a clip failed', { generation: row.id, cause: String(error) })
    return failed(context, current, fresh, 'storage_failed')
  }
}

function failed(
  { clock, random }: StepContext,
  row: GenerationRow,
  fresh: GenerationPatch,
  code: OurCode,
  detail?: Sentence,
): Outcome {
  const now = clock()
  const endsAt = row.result_expires_at ?? now
  if (now >= endsAt)
    return { row, change: ending(row, 'result_lost', ownProblem('result_lost'), now), dueAt: null }
  const problem = ownProblem(code, detail && { detail })
  const isNews = problem !== row.problem || Object.keys(fresh).length > 0
  const dueAt = Math.min(now + retryDelay(row.attempts, SAVE_PACE, random), endsAt)
  return isNews ? { row, change: { ...fresh, problem }, dueAt } : { row, dueAt }
}

/** What the provider now says about the result; nothing where it does not answer or says what we know. */
async function freshAddresses({ provider, log }: StepContext, row: GenerationRow): Promise<GenerationPatch> {
  if (row.provider_task_id === null) return {}
  try {
    return differences(row, await provider.check(row.provider_task_id))
  } catch (error) {
    log('warn', 'no fresh address for a result', {
      generation: row.id,
      cause: error instanceof Error ? error.message : '',
    })
    return {}
  }
}

function differences(row: GenerationRow, task: Task): GenerationPatch {
  const { videoUrl, lastFrameUrl, expiresAt } = task
  return {
    ...(videoUrl !== undefined && videoUrl !== row.result_url ? { result_url: videoUrl } : {}),
    ...(lastFrameUrl !== undefined && lastFrameUrl !== row.last_frame_url
      ? { last_frame_url: lastFrameUrl }
      : {}),
    ...(expiresAt !== undefined && expiresAt > (row.result_expires_at ?? 0)
      ? { result_expires_at: expiresAt }
      : {}),
  }
}
