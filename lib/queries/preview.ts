/** The request as it would be sent. Sends nothing. */
import { queryOptions } from '@tanstack/react-query'
import type { RequestPreview } from '#lib/api/preview.ts'
import type { Recipe } from '#lib/generation/generation.ts'
import { fetchJson, hasKeys } from './call-api.ts'

export const previewQuery = (recipe: Recipe, press: { projectId?: string; takes?: number } = {}) =>
  queryOptions({
    queryKey: ['preview', recipe, press],
    queryFn: ({ signal }) =>
      fetchJson('/api/generations/preview', isPreview, {
        method: 'POST',
        body: { recipe, ...press },
        signal,
      }),
    // What a file is, or how long takes take, may be another the next time it is opened.
    gcTime: 0,
    retry: false,
  })

function isPreview(body: unknown): body is RequestPreview {
  return hasKeys(body, 'path', 'body', 'prompt', 'references', 'problems', 'notices', 'quote')
}
