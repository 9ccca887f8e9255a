/** What somebody with a share link asks for and says, in their browser. Every address is that of their link. */
import type { SharedView } from '#lib/api/guest.ts'
import type { ClipReview, CreateCommentInput } from '#lib/api/review.ts'
import type { Verdict } from '#lib/generation/verdict.ts'
import { callApi, fetchJson, hasKeys } from './call-api.ts'

export interface SharedPlace {
  token: string
  /** The clip's name within the link. */
  clip: string
}

export function sharedFile({ token, clip }: SharedPlace, file: string): string {
  return `/api/s/${token}/clips/${clip}/${file}`
}

/** `from`: how many clips come before. */
export function fetchSharedView(token: string, from = 0): Promise<SharedView> {
  return fetchJson(`/api/s/${token}?from=${from}`, isView)
}

export async function openWithPassword(token: string, password: string): Promise<void> {
  await callApi(`/api/s/${token}/password`, { method: 'POST', body: { password } })
}

/** From now on what is said here is said under this name. */
export async function signAs(token: string, name: string): Promise<void> {
  await callApi(`/api/s/${token}/guest`, { method: 'PUT', body: { name } })
}

/** Undefined: nothing has changed since `after`. */
export async function fetchSharedReview(
  place: SharedPlace,
  after: number | undefined,
  signal: AbortSignal,
): Promise<ClipReview | undefined> {
  const query = after === undefined ? '' : `?after=${after}`
  const answer = await callApi(`${sharedFile(place, 'review')}${query}`, { signal })
  return isReview(answer) ? answer : undefined
}

export async function postSharedComment(place: SharedPlace, body: CreateCommentInput): Promise<string> {
  const answer = await callApi(sharedFile(place, 'comments'), { method: 'POST', body })
  return hasKeys(answer, 'id') ? String(answer.id) : ''
}

export async function rewordSharedComment(place: SharedPlace, id: string, text: string): Promise<void> {
  await callApi(sharedFile(place, `comments/${id}`), { method: 'PUT', body: { text } })
}

export async function deleteSharedComment(place: SharedPlace, id: string): Promise<void> {
  await callApi(sharedFile(place, `comments/${id}`), { method: 'DELETE' })
}

export async function putSharedVerdict(place: SharedPlace, verdict: Verdict | null): Promise<void> {
  await callApi(sharedFile(place, 'verdict'), { method: 'PUT', body: { verdict } })
}

const isView = (body: unknown): body is SharedView => hasKeys(body, 'clips', 'total', 'allows')
const isReview = (body: unknown): body is ClipReview => hasKeys(body, 'version', 'comments', 'verdicts')
