import 'server-only'
import { createArkTask, deleteArkTask, getArkTask, listArkTasks } from './ark-routes.ts'
import { getReceived } from './received.ts'
import type { SandboxContext } from './sandbox-context.ts'
import { WireError } from '#lib/server/wire/wire-error.ts'
import { serveSignedFile } from './serve-clip.ts'
import { isEqualSecret } from './signed-files.ts'
import { createVideo, deleteVideo, getVideo, getVideoContent, listVideos } from './video-routes.ts'

const TASKS = '/sandbox/api/v3/contents/generations/tasks'
const VIDEOS = '/sandbox/v1/videos'

/** Finds the route of a request and asks for the key where one is needed. Throws WireError and DroppedConnection. */
export async function answerRequest(
  context: SandboxContext,
  key: string | undefined,
  request: Request,
  path: string,
): Promise<Response> {
  const [, taskId, file] = /^\/sandbox\/files\/(\w+)\/([\w.-]+)$/.exec(path) ?? []
  if (taskId !== undefined && file !== undefined) {
    requireMethod(request, ['GET', 'HEAD'])
    return serveSignedFile(context, taskId, file, request)
  }
  requireKey(request, key)
  if (path === TASKS || path.startsWith(`${TASKS}/`))
    return answerArk(context, request, path.slice(TASKS.length + 1))
  if (path === VIDEOS || path.startsWith(`${VIDEOS}/`)) {
    return answerVideos(context, request, path.slice(VIDEOS.length + 1))
  }
  if (path === '/sandbox/_count') return Response.json({ tasks: context.store.countTasks() })
  const received = /^\/sandbox\/_received\/(\w+)$/.exec(path)?.[1]
  if (received !== undefined) {
    requireMethod(request, ['GET'])
    return getReceived(context, received)
  }
  throw notHere(path)
}

function answerArk(context: SandboxContext, request: Request, id: string): Promise<Response> | Response {
  if (id.includes('/')) throw notHere(new URL(request.url).pathname)
  const method = requireMethod(request, id === '' ? ['GET', 'POST'] : ['GET', 'DELETE'])
  if (method === 'POST') return createArkTask(context, request)
  if (method === 'DELETE') return deleteArkTask(context, id)
  return id === '' ? listArkTasks(context, new URL(request.url).searchParams) : getArkTask(context, id)
}

function answerVideos(context: SandboxContext, request: Request, rest: string): Promise<Response> | Response {
  const [id = '', part, ...more] = rest.split('/')
  if (more.length > 0 || (part !== undefined && part !== 'content'))
    throw notHere(new URL(request.url).pathname)
  if (part === 'content') {
    requireMethod(request, ['GET', 'HEAD'])
    return getVideoContent(context, id, request)
  }
  const method = requireMethod(request, id === '' ? ['GET', 'POST'] : ['GET', 'DELETE'])
  if (method === 'POST') return createVideo(context, request)
  if (method === 'DELETE') return deleteVideo(context, id)
  return id === '' ? listVideos(context, new URL(request.url).searchParams) : getVideo(context, id)
}

function requireKey(request: Request, key: string | undefined): void {
  const given = /^Bearer\s+(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? ''
  if (given !== '' && (key === undefined || isEqualSecret(given, key))) return
  throw new WireError('AuthenticationError')
}

function requireMethod(request: Request, allowed: readonly string[]): string {
  if (allowed.includes(request.method)) return request.method
  const message = `${request.method} is not possible here.`
  throw new WireError('InvalidParameter', { message, status: 405, headers: { allow: allowed.join(', ') } })
}

function notHere(path: string): WireError {
  return new WireError('NotFound', { message: `The sandbox serves nothing at ${path}.` })
}
