import 'server-only'
import type { TokenPrincipal } from '#lib/access/principal.ts'
import { isFinal } from '#lib/generation/lifecycle.ts'
import { toOpenAIDeletedVideo, toOpenAIVideoList } from '#lib/seedance/wire/openai-answer.ts'
import { type ActionServices, removeGeneration } from '#lib/server/generations/generation-actions.ts'
import { type ReadServices, showGenerations } from '#lib/server/generations/read-generations.ts'
import type { BlobStore } from '#lib/server/media/blob-store.ts'
import { readMedia, readPreview, readSprite } from '#lib/server/media/read-media.ts'
import { WireError } from '#lib/server/wire/wire-error.ts'
import { createTask, type EndpointServices } from './create-task.ts'
import { filterOf, findTask } from './find-task.ts'
import { printVideo, type PrintServices } from './print-task.ts'
import { listTaskRows } from './task-store.ts'

/** The OpenAI Videos routes (contract.md §2), served by the studio: the same generations in the other format. */
export async function createVideo(
  services: EndpointServices & PrintServices,
  principal: TokenPrincipal,
  request: Request,
): Promise<Response> {
  const { generation } = await createTask(services, principal, request, 'openai')
  return Response.json(printVideo(services, generation))
}

export async function getVideo(
  services: ReadServices & PrintServices,
  principal: TokenPrincipal,
  id: string,
): Promise<Response> {
  return Response.json(printVideo(services, await findTask(services, principal, id)))
}

export async function listVideos(
  services: ReadServices & PrintServices,
  principal: TokenPrincipal,
  query: URLSearchParams,
): Promise<Response> {
  const limit = readLimit(query.get('limit'))
  const order = query.get('order') ?? 'desc'
  if (order !== 'asc' && order !== 'desc')
    throw new WireError('InvalidParameter', { message: 'order must be asc or desc.', param: 'order' })
  const mark = query.get('after')
  const after = mark === null ? undefined : await findTask(services, principal, mark)
  // One more than is shown tells whether there are more.
  const rows = await listTaskRows(services.database.db, {
    ...filterOf(principal),
    order,
    limit: limit + 1,
    ...(after && { after: { created_at: after.createdAt, id: after.id } }),
  })
  const shown = await showGenerations(services, rows.slice(0, limit))
  return Response.json(
    toOpenAIVideoList(
      shown.map((generation) => printVideo(services, generation)),
      rows.length > limit,
    ),
  )
}

export async function deleteVideo(
  services: ActionServices & ReadServices,
  principal: TokenPrincipal,
  id: string,
): Promise<Response> {
  const { state } = await findTask(services, principal, id)
  if (!isFinal(state)) {
    const message = 'Only a completed or failed video can be deleted.'
    // Not 409, which OpenAI's client would send again by itself.
    throw new WireError('OperationDenied.InvalidState', { message, param: 'id', status: 400 })
  }
  await removeGeneration(services, principal, id)
  return Response.json(toOpenAIDeletedVideo(id))
}

/** The clip, or what `variant` names of it. */
export async function getVideoContent(
  services: ReadServices & { blobs: BlobStore },
  principal: TokenPrincipal,
  id: string,
  request: Request,
): Promise<Response> {
  const { clip, state } = await findTask(services, principal, id)
  const variant = new URL(request.url).searchParams.get('variant') ?? 'video'
  if (variant !== 'video' && variant !== 'thumbnail' && variant !== 'spritesheet') {
    const message = 'variant must be video, thumbnail or spritesheet.'
    throw new WireError('InvalidParameter', { message, param: 'variant' })
  }
  if (clip === undefined) {
    const message = `The video is ${state}, it has no content.`
    throw new WireError('OperationDenied.InvalidState', { message, param: 'id', status: 400 })
  }
  if (variant === 'video') return readMedia(services, principal, request, { id: clip.mediaId })
  return variant === 'thumbnail'
    ? readPreview(services, principal, request, clip.mediaId)
    : readSprite(services, principal, request, clip.mediaId)
}

/** 0 … 100, as OpenAI takes it. */
function readLimit(given: string | null): number {
  if (given === null) return 20
  if (/^\d{1,3}$/.test(given) && Number(given) <= 100) return Number(given)
  throw new WireError('InvalidParameter', {
    message: 'limit must be a number from 0 to 100.',
    param: 'limit',
  })
}
