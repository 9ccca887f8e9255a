/** Generations in the browser: one cached list for each project, and what can be done to a generation. */
import { queryOptions, type QueryClient } from '@tanstack/react-query'
import type { CreateBatchInput } from '#lib/api/batches.ts'
import type { Changes, CreateGenerationsInput, GenerationList } from '#lib/api/generations.ts'
import type { Generation } from '#lib/generation/generation.ts'
import { callApi, fetchJson, hasKeys } from './call-api.ts'
import { appendPage, applyChanges, ofProject } from './generation-cache.ts'

export const PAGE_SIZE = 24

/** Of all projects that were looked at in this tab. */
const LISTS = ['generations']

export function generationsQuery(projectId: string) {
  return queryOptions({
    queryKey: [...LISTS, projectId],
    queryFn: ({ signal }) => fetchPage({ project: projectId }, signal),
    // Kept fresh by the changes, never by asking for the whole list again.
    staleTime: Infinity,
    gcTime: Infinity,
  })
}

export async function loadOlder(client: QueryClient, projectId: string): Promise<void> {
  const { queryKey } = generationsQuery(projectId)
  const before = client.getQueryData(queryKey)?.nextBefore
  if (before === undefined) return
  const page = await fetchPage({ project: projectId, before })
  client.setQueryData(queryKey, (list) => list && appendPage(list, page))
}

function fetchPage(query: Record<string, string>, signal?: AbortSignal): Promise<GenerationList> {
  const search = new URLSearchParams({ ...query, limit: String(PAGE_SIZE) })
  return fetchJson(`/api/generations?${search}`, isGenerationList, signal ? { signal } : {})
}

/** Undefined when nothing changed. */
export async function fetchChanges(
  query: { after: number; projectId: string },
  signal: AbortSignal,
): Promise<Changes | undefined> {
  const search = new URLSearchParams({ after: String(query.after), project: query.projectId })
  const answer = await callApi(`/api/changes?${search}`, { signal })
  return isChanges(answer) ? answer : undefined
}

export function applyToCache(client: QueryClient, projectId: string, changes: Changes): void {
  client.setQueryData(
    generationsQuery(projectId).queryKey,
    (list) => list && applyChanges(list, ofProject(changes, projectId)),
  )
}

/** Shows a row at once, in its project's list. The cursor stays, so the changes still bring everything that happened beside it. */
function show(client: QueryClient, generations: Generation[], removed: string[] = []): void {
  for (const { queryKey } of client.getQueryCache().findAll({ queryKey: LISTS }))
    applyToCache(client, String(queryKey[1]), { cursor: 0, generations, removed })
}

export async function createGenerations(
  client: QueryClient,
  input: CreateGenerationsInput,
): Promise<Generation[]> {
  const { generations } = await fetchJson('/api/generations', hasGenerations, {
    method: 'POST',
    body: input,
  })
  show(client, generations)
  return generations
}

export async function createBatch(client: QueryClient, input: CreateBatchInput): Promise<Generation[]> {
  const { generations } = await fetchJson('/api/batches', hasGenerations, { method: 'POST', body: input })
  show(client, generations)
  return generations
}

/** Everything of it that can still be cancelled. */
export async function cancelBatch(client: QueryClient, id: string): Promise<Generation[]> {
  const { generations } = await fetchJson(`${addressOfBatch(id)}/cancel`, hasGenerations, { method: 'POST' })
  show(client, generations)
  return generations
}

/** Everything of it that failed by chance, as next takes. */
export async function retryBatch(
  client: QueryClient,
  id: string,
  input: { idempotencyKey: string },
): Promise<Generation[]> {
  const { generations } = await fetchJson(`${addressOfBatch(id)}/retry`, hasGenerations, {
    method: 'POST',
    body: input,
  })
  show(client, generations)
  return generations
}

export async function cancelGeneration(client: QueryClient, id: string): Promise<void> {
  const answer = await callApi(`${addressOf(id)}/cancel`, { method: 'POST' })
  show(client, generationsIn(answer))
}

/** A new take of the same recipe. */
export async function retryGeneration(
  client: QueryClient,
  id: string,
  input: { idempotencyKey: string },
): Promise<void> {
  const answer = await callApi(`${addressOf(id)}/retry`, { method: 'POST', body: input })
  show(client, generationsIn(answer))
}

export async function resolveUncertain(
  client: QueryClient,
  id: string,
  decision: 'send_again' | 'give_up',
): Promise<void> {
  const answer = await callApi(`${addressOf(id)}/resolve`, { method: 'POST', body: { decision } })
  show(client, generationsIn(answer))
}

export async function deleteGeneration(client: QueryClient, id: string): Promise<void> {
  await callApi(addressOf(id), { method: 'DELETE' })
  show(client, [], [id])
}

function addressOf(id: string): string {
  return `/api/generations/${encodeURIComponent(id)}`
}

function addressOfBatch(id: string): string {
  return `/api/batches/${encodeURIComponent(id)}`
}

/** The actions may answer with one generation, with several, or with nothing: the poll tells the rest. */
function generationsIn(answer: unknown): Generation[] {
  if (hasGenerations(answer)) return answer.generations
  if (hasKeys(answer, 'generation')) return generationsIn(answer.generation)
  return isGeneration(answer) ? [answer] : []
}

function isGeneration(body: unknown): body is Generation {
  return hasKeys(body, 'id', 'state', 'recipe', 'version')
}

function hasGenerations(body: unknown): body is { generations: Generation[] } {
  return hasKeys(body, 'generations') && Array.isArray(body.generations)
}

function isGenerationList(body: unknown): body is GenerationList {
  return hasGenerations(body) && hasKeys(body, 'cursor')
}

function isChanges(body: unknown): body is Changes {
  return isGenerationList(body) && hasKeys(body, 'removed')
}
