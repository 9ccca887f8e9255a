import 'server-only'
import { TASK_STATUSES, type TaskStatus } from '#lib/seedance/task.ts'
import type { Generation } from '#lib/generation/generation.ts'
import type { WebhookDeliveryRow } from '#lib/server/database/webhook-tables.ts'
import { type PrintServices, printArkTask, printVideo } from '#lib/server/endpoint/print-task.ts'
import { EVENT_OF_STATUS } from './follow-changes.ts'

/**
 * What is told, printed when it is sent, so that the addresses in it are fresh. It speaks of the status that the delivery is about, though
 * the generation has gone on since.
 */
export function messageOf(
  print: PrintServices,
  format: 'ark' | 'openai',
  delivery: Pick<WebhookDeliveryRow, 'id' | 'status' | 'created_at'>,
  generation: Generation,
): string {
  const then = asItWas(generation, delivery.status)
  return JSON.stringify(
    format === 'ark' ? printArkTask(print, then) : eventOf(delivery, printVideo(print, then)),
  )
}

export function testMessageOf(delivery: Pick<WebhookDeliveryRow, 'id' | 'status' | 'created_at'>): string {
  return JSON.stringify(eventOf(delivery, { id: delivery.id, object: 'test' }))
}

/** OpenAI's envelope of an event, with the whole object in place of its id alone. */
function eventOf(
  { id, status, created_at }: Pick<WebhookDeliveryRow, 'id' | 'status' | 'created_at'>,
  data: Record<string, unknown>,
): Record<string, unknown> {
  return { id, object: 'event', type: eventName(status), created_at: Math.floor(created_at / 1000), data }
}

/** As the event's `type` says it. */
export function eventName(status: string): string {
  return EVENT_OF_STATUS[status] ?? `webhook.${status}`
}

/** No event leads out of an ending, so it is there as it was; of what came before, only what was known then is told. */
function asItWas(generation: Generation, status: string): Generation {
  const known = TASK_STATUSES.find((one) => one === status)
  if (known !== 'queued' && known !== 'running') return generation
  const { clip: _clip, problem: _problem, usage: _usage, finishedAt: _finished, ...rest } = generation
  if (isStill(generation, known)) return rest
  const { progress: _progress, ...before } = rest
  if (known === 'running') return { ...before, state: 'running', phase: 'running' }
  const { startedAt: _started, ...waiting } = before
  return { ...waiting, state: 'queued' }
}

function isStill({ state }: Generation, status: TaskStatus): boolean {
  return status === 'running' && (state === 'running' || state === 'saving')
}
