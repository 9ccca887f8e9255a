import 'server-only'
import { FAULTS, type FaultName, type Faults, strikes } from './faults.ts'
import { clipFile, LAST_FRAME_FILE } from './render-task.ts'
import type { SandboxContext } from './sandbox-context.ts'
import { type FileFault, serveFile } from './serve-file.ts'
import type { SandboxTask } from './task-row.ts'

/** A file by its signed address: 403 for one that is forged or expired, 404 once it is gone. GET and HEAD. */
export async function serveSignedFile(
  context: SandboxContext,
  taskId: string,
  file: string,
  request: Request,
): Promise<Response> {
  const query = new URL(request.url).searchParams
  if (!context.signer.isValid(taskId, file, query, context.now()))
    return plain(403, 'The address is wrong or expired.')
  const task = context.store.find(taskId)
  if (task === undefined) return gone()
  if (file === clipFile(task)) return (await serveClip(context, task, request)) ?? gone()
  if (file !== LAST_FRAME_FILE) return gone()
  return (await serveFile(request, context.files.path(taskId, file), 'image/png')) ?? gone()
}

/** The clip with the faults its prompt orders; undefined when it is not on disk any more. */
export async function serveClip(
  { store, files }: SandboxContext,
  task: SandboxTask,
  request: Request,
): Promise<Response | undefined> {
  const fault =
    request.method === 'HEAD' ? undefined : faultOf(task.plan.faults, store.countDownload(task.id))
  if (fault === 'dead-address') return gone()
  if (fault === 'wrong-type') return wrongType()
  const type = task.plan.container === 'mov' ? 'video/quicktime' : 'video/mp4'
  return serveFile(request, files.path(task.id, clipFile(task)), type, fault)
}

type DownloadFault = FileFault | 'dead-address' | 'wrong-type'

const DOWNLOAD_FAULTS = [
  'dead-address',
  'wrong-type',
  'truncated',
  'cut-off',
] as const satisfies readonly FaultName[]

function faultOf(ordered: Record<string, string | null>, download: number): DownloadFault | undefined {
  const faults: Faults = {}
  for (const { name } of FAULTS) if (ordered[name] !== undefined) faults[name] = ordered[name]
  return DOWNLOAD_FAULTS.find((name) => strikes(faults, name, download))
}

function gone(): Response {
  return plain(404, 'There is no such file.')
}

function wrongType(): Response {
  const page = '<!doctype html><title>Please sign in</title><p>This is not the video you are looking for.</p>'
  return new Response(page, { headers: { 'content-type': 'text/html; charset=utf-8' } })
}

function plain(status: number, text: string): Response {
  return new Response(text, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } })
}
