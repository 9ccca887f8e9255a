import 'server-only'
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { CanonicalRequest } from '#lib/seedance/request.ts'
import { type MediaSummary, withMediaSummaries } from '#lib/seedance/wire/media-summary.ts'
import type { SandboxContext } from './sandbox-context.ts'
import { WireError } from '#lib/server/wire/wire-error.ts'
import type { TaskPlan } from './task-row.ts'

/**
 * What a create brought, so that a client can compare it with what it meant to send: the body's fields, with every file by its
 * kind, size and hash. It lies beside the task's clip and goes when that goes.
 */
const FILE = 'received.json'

/** A body without its files is small; a larger one is somebody's test and not kept. */
const MOST_CHARACTERS = 1_000_000

/** The files of `plan` lie in `directory`, in the order of the request's references; a final render brings none. */
export async function keepReceived(
  fields: Record<string, unknown>,
  request: CanonicalRequest,
  plan: TaskPlan,
  directory: string,
): Promise<void> {
  const summaries = new Map<string, MediaSummary>()
  for (const [index, { url, kind }] of request.references.entries()) {
    const file = plan.references[index]?.file
    if (file !== undefined) summaries.set(url, { kind, ...(await measure(join(directory, file))) })
  }
  const json = JSON.stringify(withMediaSummaries(fields, summaries))
  if (json.length <= MOST_CHARACTERS) await writeFile(join(directory, FILE), json)
}

/** `GET /sandbox/_received/<task>`, the sandbox's own and no part of the contract. Throws WireError NotFound. */
export async function getReceived({ files }: SandboxContext, taskId: string): Promise<Response> {
  const json = await readFile(files.path(taskId, FILE), 'utf8').catch(() => undefined)
  if (json !== undefined) return new Response(json, { headers: { 'content-type': 'application/json' } })
  const message = `What the task ${taskId} was created with is not known (any more).`
  throw new WireError('NotFound', { message, param: 'id' })
}

async function measure(path: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return { bytes: (await stat(path)).size, sha256: hash.digest('hex') }
}
