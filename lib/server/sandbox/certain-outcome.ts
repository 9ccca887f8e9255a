import 'server-only'
import { ARK_ERRORS } from '#lib/seedance/ark-errors.ts'
import type { SandboxTask, TaskOutcome } from './task-row.ts'

/** How a task ends whatever the renderer does, because its prompt orders a fault; undefined: it is to be rendered. */
export function certainOutcome({ plan }: SandboxTask): TaskOutcome | undefined {
  const { fail, expire } = plan.faults
  if (fail !== undefined) {
    const code = fail ?? 'InternalServiceError'
    const row = ARK_ERRORS.find((candidate) => candidate.code === code)
    return { error: { code, message: row?.says ?? 'The task failed as its prompt ordered.' } }
  }
  return expire === undefined ? undefined : {}
}
