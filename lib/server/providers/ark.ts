import 'server-only'
import { toArkBody } from '#lib/seedance/wire/ark-request.ts'
import { readCreateAnswer, readTask } from '#lib/seedance/read-task.ts'
import type { CanonicalRequest } from '#lib/seedance/request.ts'
import type { Task } from '#lib/seedance/task.ts'
import { checkArkConnection } from './ark-connection.ts'
import { createArkList } from './ark-list.ts'
import { ARK_TASKS_PATH, type ArkOptions } from './ark-options.ts'
import { callJson } from './call-json.ts'
import { callError, cancelError, createError, readError } from './judge-answer.ts'
import { CREATE_TIMEOUT_MS, READ_TIMEOUT_MS } from './timeouts.ts'
import {
  type PrintedRequest,
  ProviderError,
  type SubmitAnswer,
  type VideoProvider,
} from './video-provider.ts'

/**
 * Volcano Ark, BytePlus ModelArk and the gateways that speak their format (contract.md §1, §3). Every method throws only
 * ProviderError.
 */
export function createArkProvider(options: ArkOptions): VideoProvider {
  const list = createArkList(options)
  return {
    name: options.name,
    identity: 'safety_identifier',
    mentionStyle: options.dialect,
    // The seed is silent about it, and what a gateway doesn't know it may refuse (contract.md §3.2).
    ...(options.dialect === 'native' && { takesCallback: true as const }),
    referenceAccess: options.referenceAccess ?? {
      image: ['data', 'url'],
      video: ['url'],
      audio: ['data', 'url'],
    },
    resultHeaders: () => ({}),
    print: (request) => print(options, request),
    submit: ({ request, signal }) => submit(options, print(options, request), request.callbackUrl, signal),
    check: (taskId) => check(options, taskId),
    checkMany: (taskIds) => list.checkMany(taskIds, (taskId) => check(options, taskId)),
    cancel: (taskId) => cancel(options, taskId),
    find: list.find,
    checkConnection: () => checkArkConnection(options),
  }
}

function print({ dialect }: ArkOptions, request: CanonicalRequest): PrintedRequest {
  return { path: ARK_TASKS_PATH, body: toArkBody(request, dialect) }
}

async function submit(
  options: ArkOptions,
  printed: PrintedRequest,
  callbackUrl: string | undefined,
  signal?: AbortSignal,
): Promise<SubmitAnswer> {
  const answer = await callJson(options, {
    method: 'POST',
    ...printed,
    timeoutMs: CREATE_TIMEOUT_MS,
    signal,
    // A refusal that repeats it is shown to people.
    ...(callbackUrl !== undefined && { secrets: [callbackUrl] }),
  }).catch((error: unknown) => {
    throw callError(error, 'lost')
  })
  const created = answer.ok ? readCreateAnswer(answer.body) : undefined
  if (!created) throw createError(answer)
  return created
}

async function check(options: ArkOptions, taskId: string): Promise<Task> {
  const answer = await readTaskAnswer(options, 'GET', taskId)
  const task = answer.ok ? readTask(answer.body) : undefined
  if (!task) throw readError(answer)
  // Some gateways answer with the upstream's id; the one that was asked for is the one that is kept.
  return { ...task, id: taskId }
}

/**
 * DELETE cancels a waiting task, but forgets a finished one together with its clip (contract.md §3.1), so it is only
 * sent for a task that was seen waiting.
 */
async function cancel(options: ArkOptions, taskId: string): Promise<void> {
  const { status, rawStatus } = await check(options, taskId)
  if (status === 'cancelled') return
  if (status !== 'queued') {
    throw new ProviderError(
      'refused',
      {
        en: `The provider can't cancel a task that is ${rawStatus}.`,
        zh: `任务状态为 ${rawStatus} 时服务商无法取消。`,
      },
      {
        code: rawStatus,
      },
    )
  }
  const answer = await readTaskAnswer(options, 'DELETE', taskId)
  if (!answer.ok) throw cancelError(answer)
}

function readTaskAnswer(options: ArkOptions, method: 'GET' | 'DELETE', taskId: string) {
  const path = `${ARK_TASKS_PATH}/${encodeURIComponent(taskId)}`
  return callJson(options, { method, path, timeoutMs: READ_TIMEOUT_MS }).catch((error: unknown) => {
    throw callError(error, 'unavailable')
  })
}
