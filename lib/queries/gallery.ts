/** GET /api/gallery and what belongs to it. `question`: the view's words, see gallery-address.ts. */
import type { GalleryIds, GalleryNews, GalleryPage } from '#lib/api/gallery.ts'
import { callApi, fetchJson, hasKeys } from './call-api.ts'

type Numbers = Readonly<Record<string, string | number | undefined>>

export function fetchGalleryPage(
  question: string,
  page: Numbers,
  signal?: AbortSignal,
): Promise<GalleryPage> {
  return fetchJson(`/api/gallery?${withNumbers(question, page)}`, isPage, { ...(signal && { signal }) })
}

/** Of the cards from one place to another, as many requests as that takes. */
export async function fetchGalleryIds(
  question: string,
  range: { from: number; to: number },
  signal?: AbortSignal,
): Promise<string[]> {
  const ids: string[] = []
  for (let skip = range.from; skip < range.to; skip += MOST_AT_ONCE) {
    const limit = Math.min(MOST_AT_ONCE, range.to - skip)
    const path = `/api/gallery/ids?${withNumbers(question, { skip, limit })}`
    const answer = await fetchJson(path, isIds, { ...(signal && { signal }) })
    ids.push(...answer.ids)
    if (answer.ids.length < limit) break
  }
  return ids
}

/** Undefined when nothing changed. The order plays no part in it. */
export async function fetchGalleryNews(
  question: string,
  since: number,
  signal: AbortSignal,
): Promise<GalleryNews | undefined> {
  const search = new URLSearchParams(question)
  search.delete('sort')
  search.set('since', String(since))
  const answer = await callApi(`/api/gallery/news?${search}`, { signal })
  return isNews(answer) ? answer : undefined
}

/** The server's limit, lib/api/gallery.ts, without the schema library that stands there. */
const MOST_AT_ONCE = 10_000

function withNumbers(question: string, numbers: Numbers): URLSearchParams {
  const search = new URLSearchParams(question)
  for (const [name, value] of Object.entries(numbers))
    if (value !== undefined) search.set(name, String(value))
  return search
}

function isPage(body: unknown): body is GalleryPage {
  return hasKeys(body, 'cards') && Array.isArray(body.cards)
}

function isIds(body: unknown): body is GalleryIds {
  return hasKeys(body, 'ids') && Array.isArray(body.ids)
}

function isNews(body: unknown): body is GalleryNews {
  return hasKeys(body, 'cards', 'gone', 'matching', 'cursor', 'total')
}
