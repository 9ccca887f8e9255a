/** What is asked about many clips before something is done to them; larger selections in several requests. */
import { MOST_CHANGES } from '#lib/api/clip-limits.ts'
import type { ClipTags } from '#lib/api/clip-tags.ts'
import type { ClipUses } from '#lib/api/clip-uses.ts'
import { fetchJson, hasKeys } from './call-api.ts'

/** Throws AppError. */
export async function fetchTags(ids: readonly string[], signal?: AbortSignal): Promise<ClipTags> {
  const tags: ClipTags = { counts: {}, team: [] }
  for (const part of partsOf(ids)) {
    const answer = await ask('/api/clips/tags', part, isTags, signal)
    tags.team = answer.team
    for (const [tag, count] of Object.entries(answer.counts))
      tags.counts[tag] = (tags.counts[tag] ?? 0) + count
  }
  return tags
}

/** Of a selection in several parts, also those that lie within it. Throws AppError. */
export async function fetchUses(ids: readonly string[], signal?: AbortSignal): Promise<ClipUses> {
  const all: ClipUses = { clips: 0, total: 0, uses: [] }
  for (const part of partsOf(ids)) {
    const { clips, total, uses } = await ask('/api/clips/uses', part, isUses, signal)
    all.clips += clips
    all.total += total
    all.uses.push(...uses)
  }
  return all
}

function partsOf(ids: readonly string[]): (readonly string[])[] {
  return Array.from({ length: Math.ceil(ids.length / MOST_CHANGES) }, (_, part) =>
    ids.slice(part * MOST_CHANGES, (part + 1) * MOST_CHANGES),
  )
}

function ask<Answer>(
  path: string,
  ids: readonly string[],
  isAnswer: (body: unknown) => body is Answer,
  signal: AbortSignal | undefined,
): Promise<Answer> {
  return fetchJson(path, isAnswer, { method: 'POST', body: { ids }, ...(signal && { signal }) })
}

function isTags(body: unknown): body is ClipTags {
  return hasKeys(body, 'counts', 'team') && Array.isArray(body.team)
}

function isUses(body: unknown): body is ClipUses {
  return hasKeys(body, 'clips', 'total', 'uses') && Array.isArray(body.uses)
}
