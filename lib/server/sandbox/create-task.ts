import 'server-only'
import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { checkLimits } from '#lib/seedance/limits.ts'
import { findModel, type ModelCapabilities, MODELS } from '#lib/seedance/models.ts'
import { parseRequest } from '#lib/seedance/parse-request.ts'
import type { Notice } from '#lib/seedance/problem.ts'
import type { CanonicalRequest } from '#lib/seedance/request.ts'
import type { Clock, Random } from '#lib/server/clock.ts'
import { newId } from '#lib/server/ids.ts'
import type { Callbacks } from './callbacks.ts'
import { DroppedConnection } from './dropped-connection.ts'
import { countHits, refuseByFault } from './create-faults.ts'
import { type Faults, extraSeconds, takeFaults } from './faults.ts'
import { createsPerMinute, planWaits } from './pace.ts'
import { planFinal, planTask } from './plan-task.ts'
import type { WireBody } from '#lib/server/wire/read-wire-body.ts'
import { type FetchReference, type InspectMedia, readReferences } from './read-references.ts'
import { keepReceived } from './received.ts'
import { refusalOf, WireError } from '#lib/server/wire/wire-error.ts'
import type { Incoming, TaskFiles } from './task-files.ts'
import type { SandboxTask, TaskPlan } from './task-row.ts'
import type { TaskStore } from './task-store.ts'
import { findPath, paramOf } from '#lib/server/wire/wire-path.ts'

export interface CreateContext {
  store: TaskStore
  files: TaskFiles
  speed: number
  unlimited?: boolean | undefined
  now: Clock
  random: Random
  fetchReference: FetchReference
  inspect: InspectMedia
  /** Absent: it calls nobody back. */
  callbacks?: Callbacks | undefined
}

/**
 * Checks a create as strictly as the real service and writes the task down; it is on disk when this resolves.
 * `notices` says what of the request was taken differently from how it was written, or not at all. Throws WireError, and DroppedConnection where the prompt orders that.
 */
export async function createTask(
  context: CreateContext,
  body: WireBody,
  options: { idPrefix: 'task' | 'video'; signal: AbortSignal },
): Promise<{ task: SandboxTask; notices: readonly Notice[] }> {
  const { request, notices } = readRequest(body)
  const model = requireModel(request.model)
  const { prompt, faults, wrong } = takeFaults(request.prompt)
  if (wrong !== undefined) {
    throw new WireError('InvalidParameter', {
      message: `The directive ${wrong} makes no sense.`,
      param: 'prompt',
    })
  }
  const hits = countHits(context, request, faults)
  refuseByFault(hits)
  checkRate(context, model)
  refuseProblems(request, body.fields)
  await refuseCallback(context, request)
  const incoming = await context.files.receive()
  try {
    const plan =
      request.draftTaskId === undefined
        ? await planFresh(context, request, { body, model, prompt, faults, incoming, signal: options.signal })
        : await planFromDraft(context, request, request.draftTaskId, { model, faults, incoming })
    await keepReceived(body.fields, request, plan, incoming.directory)
    const task = await writeDown(context, request, plan, incoming, options.idPrefix)
    if (hits('drop')) throw new DroppedConnection()
    return { task, notices }
  } finally {
    await incoming.discard()
  }
}

function readRequest({ fields }: WireBody): { request: CanonicalRequest; notices: readonly Notice[] } {
  const parsed = parseRequest(fields)
  if (!parsed.ok) throw refusalOf(parsed.problems)
  return parsed
}

function requireModel(id: string): ModelCapabilities {
  const model = findModel(id)
  if (model !== undefined) return model
  const message = `The model or endpoint ${id} does not exist. The sandbox has ${MODELS.map((row) => row.id).join(', ')}.`
  throw new WireError('InvalidEndpointOrModel.NotFound', { message, param: 'model' })
}

function checkRate({ store, speed, unlimited, now }: CreateContext, model: ModelCapabilities): void {
  if (unlimited) return
  const limit = createsPerMinute(model.requestsPerMinute, speed)
  if (!Number.isFinite(limit) || store.countCreatedSince(model.id, now() - 60_000) < limit) return
  throw new WireError('RateLimitExceeded.EndpointRPMExceeded', { headers: { 'retry-after': '5' } })
}

function refuseProblems(
  request: CanonicalRequest,
  fields: unknown,
  facts?: Parameters<typeof checkLimits>[1],
): void {
  const problems = checkLimits(request, facts)
  const [first] = problems
  if (first !== undefined) throw refusalOf(problems, paramOf(first, request.references, fields))
}

async function refuseCallback(
  { callbacks }: CreateContext,
  { callbackUrl }: CanonicalRequest,
): Promise<void> {
  if (callbackUrl === undefined) return
  const reason = callbacks === undefined ? CALLS_NOBODY : (await callbacks.refused(callbackUrl))?.en
  if (reason === undefined) return
  throw new WireError('InvalidParameter', { message: `callback_url ${reason}.`, param: 'callback_url' })
}

const CALLS_NOBODY = 'can’t be honoured: this sandbox sends no callbacks'

async function planFresh(
  context: CreateContext,
  request: CanonicalRequest,
  given: {
    body: WireBody
    model: ModelCapabilities
    prompt: string
    faults: Faults
    incoming: Incoming
    signal: AbortSignal
  },
): Promise<TaskPlan> {
  const { body, incoming, signal } = given
  const read = await readReferences(request.references, {
    directory: incoming.directory,
    fetchReference: context.fetchReference,
    inspect: context.inspect,
    uploads: body.uploads,
    paramOf: (url) => findPath(body.fields, url),
    signal,
  })
  refuseProblems(
    request,
    body.fields,
    read.map(({ facts }) => facts),
  )
  return planTask(request, read, { ...given, random: context.random })
}

async function planFromDraft(
  { store, files }: CreateContext,
  request: CanonicalRequest,
  draftTaskId: string,
  given: { model: ModelCapabilities; faults: Faults; incoming: Incoming },
): Promise<TaskPlan> {
  const draft = store.find(draftTaskId)
  if (
    draft === undefined ||
    !draft.plan.draft ||
    draft.status !== 'succeeded' ||
    draft.model !== request.model
  ) {
    const message = `There is no finished draft ${draftTaskId} of the model ${request.model}.`
    throw new WireError('InvalidParameter', { message, param: 'content.draft_task.id' })
  }
  for (const { file } of draft.plan.references) {
    await copyFile(files.path(draft.id, file), join(given.incoming.directory, file))
  }
  return planFinal(request, draft, given)
}

/** The files first, the row last: a row promises files, while files without a row are swept away at the next start. */
async function writeDown(
  { store, speed, now, random }: CreateContext,
  request: CanonicalRequest,
  plan: TaskPlan,
  incoming: Incoming,
  idPrefix: string,
): Promise<SandboxTask> {
  const createdAt = now()
  const id = newId(idPrefix, createdAt)
  const { queueMs, runMs } = planWaits({ ...plan, seconds: plan.frames / 24 }, speed, random)
  await incoming.adopt(id)
  store.insert({
    id,
    status: 'queued',
    model: request.model,
    serviceTier: request.serviceTier ?? 'default',
    priority: request.priority ?? 0,
    safetyIdentifier: request.safetyIdentifier ?? null,
    createdAt,
    updatedAt: createdAt,
    startedAt: null,
    finishedAt: null,
    dueAt: createdAt + queueMs,
    expiresAt: createdAt + plan.executionExpiresAfter * 1000,
    runMs: runMs + extraSeconds(plan.faults) * 1000,
    plan: {
      ...plan,
      ...(request.callbackUrl !== undefined && { callbackUrl: request.callbackUrl }),
    },
    outcome: null,
  })
  const task = store.find(id)
  if (task === undefined) throw new Error('The task that was just written cannot be read.')
  return task
}
