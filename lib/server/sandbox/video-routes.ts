import 'server-only'
import { toOpenAIDeletedVideo, toOpenAIVideoList } from '#lib/seedance/wire/openai-answer.ts'
import { removeTask, requireTask } from './ark-routes.ts'
import { createTask } from './create-task.ts'
import { FILE_LIFE_MS, printVideo } from './print-task.ts'
import { readWireBody } from '#lib/server/wire/read-wire-body.ts'
import type { SandboxContext } from './sandbox-context.ts'
import { WireError } from '#lib/server/wire/wire-error.ts'
import { serveFile } from './serve-file.ts'
import { serveClip } from './serve-clip.ts'
import { makeStills } from './stills.ts'

/** The OpenAI Videos routes, contract.md §2: the same tasks in the other format. */
export async function createVideo(context: SandboxContext, request: Request): Promise<Response> {
  const { task } = await createTask(context, await readWireBody(request), {
    idPrefix: 'video',
    signal: request.signal,
  })
  return Response.json(printVideo(task, context))
}

export function getVideo(context: SandboxContext, id: string): Response {
  return Response.json(printVideo(requireTask(context, id), context))
}

export function listVideos(context: SandboxContext, query: URLSearchParams): Response {
  const limit = readLimit(query.get('limit'))
  const order = query.get('order') ?? 'desc'
  if (order !== 'asc' && order !== 'desc') {
    throw new WireError('InvalidParameter', { message: 'order must be asc or desc.', param: 'order' })
  }
  const after = query.get('after')
  const previous = after === null ? undefined : requireTask(context, after).sequence
  // One more than is shown tells whether there are more.
  const tasks = context.store.listAfter(previous, order, limit + 1)
  const shown = tasks.slice(0, limit).map((task) => printVideo(task, context))
  return Response.json(toOpenAIVideoList(shown, tasks.length > limit))
}

export async function deleteVideo(context: SandboxContext, id: string): Promise<Response> {
  const task = requireTask(context, id)
  if (task.status === 'queued' || task.status === 'running') {
    const message = 'Only a completed or failed video can be deleted.'
    // Not 409, which OpenAI's client would send again by itself.
    throw new WireError('OperationDenied.InvalidState', { message, param: 'id', status: 400 })
  }
  await removeTask(context, task)
  return Response.json(toOpenAIDeletedVideo(id))
}

export async function getVideoContent(
  context: SandboxContext,
  id: string,
  request: Request,
): Promise<Response> {
  const task = requireTask(context, id)
  const variant = new URL(request.url).searchParams.get('variant') ?? 'video'
  if (variant !== 'video' && variant !== 'thumbnail' && variant !== 'spritesheet') {
    const message = 'variant must be video, thumbnail or spritesheet.'
    throw new WireError('InvalidParameter', { message, param: 'variant' })
  }
  if (task.status !== 'succeeded') {
    const message = `The video is ${task.status}, it has no content.`
    throw new WireError('OperationDenied.InvalidState', { message, param: 'id', status: 400 })
  }
  if ((task.finishedAt ?? 0) + FILE_LIFE_MS <= context.now()) throw contentGone()
  if (variant === 'video') return (await serveClip(context, task, request)) ?? fail()
  const stills = await makeStills(context, task)
  const type = variant === 'thumbnail' ? 'image/webp' : 'image/jpeg'
  return (await serveFile(request, stills[variant], type)) ?? fail()
}

function fail(): never {
  throw contentGone()
}

function contentGone(): WireError {
  return new WireError('NotFound', {
    message: 'The content has expired: it is kept for 24 hours.',
    param: 'id',
  })
}

function readLimit(given: string | null): number {
  if (given === null) return 20
  if (/^\d{1,3}$/.test(given) && Number(given) <= 100) return Number(given)
  throw new WireError('InvalidParameter', {
    message: 'limit must be a number from 0 to 100.',
    param: 'limit',
  })
}
