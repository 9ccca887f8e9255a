/** Sequences, and what they are joined to. */
import type { Sequence } from '#lib/api/sequences.ts'
import type { Generation } from '#lib/generation/generation.ts'
import { callApi, fetchJson, hasKeys, readError } from './call-api.ts'

export interface SavedSequence {
  version: number
  title: string
  parts: readonly { id: string; clipId: string; in: number; out: number }[]
}

/** `isSaved` false: it was changed elsewhere meanwhile, and `sequence` is how it is now. */
export async function saveSequence(
  id: string,
  body: SavedSequence,
): Promise<{ sequence: Sequence; isSaved: boolean }> {
  const answer = await fetch(`/api/sequences/${id}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body),
    // A page that is left writes its last change all the same.
    keepalive: true,
  })
  const said: unknown = await answer.json().catch(() => undefined)
  if (answer.ok && isSequence(said)) return { sequence: said, isSaved: true }
  if (answer.status === 409 && hasKeys(said, 'current') && isSequence(said.current))
    return { sequence: said.current, isSaved: false }
  throw readError(answer.status, said)
}

export function joinSequence(
  id: string,
  body: { version: number; idempotencyKey: string },
): Promise<Generation> {
  return fetchJson(`/api/sequences/${id}/join`, isGeneration, { method: 'POST', body })
}

export async function deleteSequence(id: string): Promise<void> {
  await callApi(`/api/sequences/${id}`, { method: 'DELETE' })
}

export function fetchJoined(id: string, signal: AbortSignal): Promise<Generation> {
  return fetchJson(`/api/generations/${id}`, isGeneration, { signal })
}

export function cancelJoin(id: string): Promise<Generation> {
  return fetchJson(`/api/generations/${id}/cancel`, isGeneration, { method: 'POST' })
}

function isSequence(body: unknown): body is Sequence {
  return hasKeys(body, 'id', 'version', 'parts', 'title')
}

function isGeneration(body: unknown): body is Generation {
  return hasKeys(body, 'id', 'state', 'recipe')
}
