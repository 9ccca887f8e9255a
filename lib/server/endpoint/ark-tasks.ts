import 'server-only'
import * as z from 'zod/mini'
import type { TokenPrincipal } from '#lib/access/principal.ts'
import { GENERATION_STATES, type GenerationState } from '#lib/generation/generation.ts'
import { isFinal } from '#lib/generation/lifecycle.ts'
import { findModel } from '#lib/seedance/models.ts'
import {
  type ActionServices,
  cancelGeneration,
  removeGeneration,
} from '#lib/server/generations/generation-actions.ts'
import { type ReadServices, showGenerations } from '#lib/server/generations/read-generations.ts'
import { parseInput } from '#lib/server/http/parse-input.ts'
import { WireError } from '#lib/server/wire/wire-error.ts'
import { createTask, type EndpointServices } from './create-task.ts'
import { filterOf, findTask } from './find-task.ts'
import { printArkTask, type PrintServices } from './print-task.ts'
import { countTaskRows, listTaskRows, type TaskFilter } from './task-store.ts'

/** Ark's task routes (contract.md §3.1), served by the studio: every task is a generation like any other. */
export async function createArkTask(
  services: EndpointServices & PrintServices,
  principal: TokenPrincipal,
  request: Request,
): Promise<Response> {
  const { generation, notices } = await createTask(services, principal, request, 'ark')
  const { id, createdAt } = generation
  return Response.json({
    id,
    created_at: Math.floor(createdAt / 1000),
    items: [{ id, status: 'queued', progress: 0 }],
    ...(notices.length > 0 && {
      notices: notices.map(({ field, message }) => ({ field, message: message.en })),
    }),
  })
}

export async function getArkTask(
  services: ReadServices & PrintServices,
  principal: TokenPrincipal,
  id: string,
): Promise<Response> {
  return Response.json(printArkTask(services, await findTask(services, principal, id)))
}

/** `{items, total}`, newest first. Throws WireError for a parameter that is not known. */
export async function listArkTasks(
  services: ReadServices & PrintServices,
  principal: TokenPrincipal,
  query: URLSearchParams,
): Promise<Response> {
  const unknown = [...query.keys()].find((name) => !LIST_PARAMETERS.has(name))
  if (unknown !== undefined) throw wrong(unknown, `The parameter ${unknown} is not known.`)
  const pageNumber = readCount(query, 'page_num', 1)
  const limit = readCount(query, 'page_size', 20)
  const filter = { ...filterOf(principal), ...readFilter(query) }
  const { db } = services.database
  const rows = await listTaskRows(db, { ...filter, order: 'desc', offset: (pageNumber - 1) * limit, limit })
  const generations = await showGenerations(services, rows)
  return Response.json({
    items: generations.map((generation) => printArkTask(services, generation)),
    total: await countTaskRows(db, filter),
  })
}

/** What waits is cancelled, what has ended goes into the bin; what runs goes on. */
export async function deleteArkTask(
  services: ActionServices & ReadServices,
  principal: TokenPrincipal,
  id: string,
): Promise<Response> {
  const { state, phase } = await findTask(services, principal, id)
  if (isFinal(state)) await removeGeneration(services, principal, id)
  else if (state === 'saving' || (state === 'running' && phase !== 'queued'))
    throw new WireError('OperationDenied.InvalidState', {
      message: 'A task that is running cannot be cancelled or deleted.',
      param: 'id',
    })
  else await cancelGeneration(services, principal, id)
  return Response.json({})
}

const LIST_PARAMETERS = new Set(['page_num', 'page_size', 'filter.status', 'filter.task_ids', 'filter.model'])
const MOST_IDS = 100
const MOST_PAGES = 500

const STATES: Record<string, readonly GenerationState[]> = {
  queued: ['queued', 'submitting', 'uncertain'],
  running: ['running', 'saving'],
  ...Object.fromEntries(GENERATION_STATES.filter(isFinal).map((state) => [state, [state]])),
}

function readFilter(query: URLSearchParams): Omit<TaskFilter, 'sight'> {
  parseInput(z.record(z.string(), z.unknown()), Object.fromEntries(query), 'query')
  const ids = query.getAll('filter.task_ids')
  if (ids.length > MOST_IDS)
    throw wrong('filter.task_ids', `At most ${MOST_IDS} task ids can be asked for at once.`)
  const status = query.get('filter.status')
  const states = status === null ? undefined : STATES[status]
  if (status !== null && states === undefined)
    throw wrong('filter.status', `filter.status must be one of ${Object.keys(STATES).join(', ')}.`)
  const model = query.get('filter.model')
  const row = model === null ? undefined : findModel(model)
  return {
    ...(ids.length > 0 && { ids }),
    ...(states && { states }),
    ...(model !== null && { models: row === undefined ? [model] : [row.id, row.intlId ?? row.id] }),
  }
}

/** 1 … 500. */
function readCount(query: URLSearchParams, name: string, otherwise: number): number {
  const given = query.get(name) ?? String(otherwise)
  const count = Number(given)
  if (/^\d{1,3}$/.test(given) && count >= 1 && count <= MOST_PAGES) return count
  throw wrong(name, `${name} must be a number from 1 to ${MOST_PAGES}.`)
}

function wrong(param: string, message: string): WireError {
  return new WireError('InvalidParameter', { message, param })
}
