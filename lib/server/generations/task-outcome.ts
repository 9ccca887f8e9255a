import 'server-only'
import type { Task } from '#lib/seedance/task.ts'
import type { GenerationRow } from '#lib/server/database/tables.ts'
import { ownProblem, problemOfTask } from './generation-problem.ts'
import type { GenerationPatch } from './generation-store.ts'
import { checkDelay } from './retry-delay.ts'
import { ending, type Outcome, transition } from './step.ts'

/** How long a result can be fetched where the provider does not say: 24 h after success (contract.md §3.1). */
export const RESULT_LIFE_MS = 24 * 60 * 60 * 1000

/** What a provider's word about a running generation's task makes of it. A status that we don't know is looked at again. */
export function outcomeOfTask(row: GenerationRow, task: Task, now: number): Outcome {
  const known = { ...seedOf(row, task), ...usageOf(task) }
  switch (task.status) {
    case 'succeeded':
      return {
        row,
        change: transition(row, 'provider_succeeded', { ...known, ...resultOf(task, now) }),
        dueAt: now,
      }
    case 'failed':
      return {
        row,
        change: { ...known, ...ending(row, 'provider_failed', problemOfTask(task.error), now) },
        dueAt: null,
      }
    case 'expired':
      return {
        row,
        change: ending(row, 'provider_expired', ownProblem('expired', sentCode(task)), now),
        dueAt: null,
      }
    case 'cancelled': {
      const problem = ownProblem('cancelled_at_provider', sentCode(task))
      return { row, change: ending(row, 'provider_cancelled', problem, now), dueAt: null }
    }
    case 'queued':
    case 'running':
    case 'unrecognised':
      return stillRunning(row, task, now)
  }
}

/** A look at a running task that brought nothing new, or nothing at all. */
export function lookAgain(row: GenerationRow, now: number, delay?: number): Outcome {
  return { row, dueAt: now + (delay ?? checkDelay(now - (row.submitted_at ?? row.created_at))) }
}

/** The columns that hold a finished task's result. */
export function resultOf(task: Task, now: number): GenerationPatch {
  return {
    phase: null,
    progress: null,
    problem: null,
    result_url: task.videoUrl ?? null,
    last_frame_url: task.lastFrameUrl ?? null,
    may_be_charged: 1,
    result_expires_at: task.expiresAt ?? now + RESULT_LIFE_MS,
  }
}

function stillRunning(row: GenerationRow, task: Task, now: number): Outcome {
  const later = lookAgain(row, now)
  const phase = phaseOf(task)
  const progress = task.progress === undefined ? null : Math.round(task.progress)
  const hasStarted = task.status === 'running' && row.started_at === null
  if (phase === row.phase && progress === row.progress && !hasStarted) return later
  return { ...later, change: { phase, progress, ...(hasStarted ? { started_at: now } : {}) } }
}

/** queued or running, in whatever words the provider says it; its own word where we don't know it. */
export function phaseOf(task: Task): string {
  return task.status === 'unrecognised' ? task.rawStatus.slice(0, 40) : task.status
}

function seedOf(row: GenerationRow, task: Task): GenerationPatch {
  return task.seed === undefined || task.seed < 0 || task.seed === row.seed ? {} : { seed: task.seed }
}

function usageOf(task: Task): GenerationPatch {
  const tokens = task.usage?.totalTokens ?? task.usage?.completionTokens
  return tokens === undefined ? {} : { used_tokens: tokens }
}

function sentCode(task: Task): { providerCode?: string } {
  return task.error === undefined ? {} : { providerCode: task.error.code }
}
