/** What people say of a clip. */
import type { ClipReview, CreateCommentInput, ChangeCommentInput, Reaction } from '#lib/api/review.ts'
import type { Verdict } from '#lib/generation/verdict.ts'
import { AppError } from '#lib/api/app-error.ts'
import { callApi, hasKeys } from './call-api.ts'

const clip = (id: string, what: string) => `/api/clips/${encodeURIComponent(id)}/${what}`
const comment = (id: string, what = '') => `/api/comments/${encodeURIComponent(id)}${what}`

/** Undefined: nothing has changed since `after`. */
export async function fetchReview(
  id: string,
  after?: number,
  signal?: AbortSignal,
): Promise<ClipReview | undefined> {
  const path = clip(id, `review${after === undefined ? '' : `?after=${after}`}`)
  const answer = await callApi(path, signal ? { signal } : {})
  if (answer === undefined) return undefined
  if (!isReview(answer)) throw new AppError('unavailable', UNREADABLE)
  return answer
}

const UNREADABLE = {
  en: 'The server’s answer could not be read. Try again.',
  zh: '无法读取服务器的回复，请重试。',
}

function isReview(body: unknown): body is ClipReview {
  return hasKeys(body, 'version', 'comments', 'verdicts', 'people')
}

export async function postComment(clipId: string, body: CreateCommentInput): Promise<string> {
  const answer = await callApi(clip(clipId, 'comments'), { method: 'POST', body })
  return hasKeys(answer, 'id') ? String(answer.id) : ''
}

export async function changeComment(id: string, body: ChangeCommentInput): Promise<void> {
  await callApi(comment(id), { method: 'PUT', body })
}

export async function deleteComment(id: string): Promise<void> {
  await callApi(comment(id), { method: 'DELETE' })
}

export async function reactTo(id: string, emoji: Reaction, on: boolean): Promise<void> {
  await callApi(comment(id, '/reactions'), { method: 'POST', body: { emoji, on } })
}

export async function putVerdict(clipId: string, verdict: Verdict | null): Promise<void> {
  await callApi(clip(clipId, 'verdict'), { method: 'PUT', body: { verdict } })
}

export async function askPeople(clipId: string, userIds: readonly string[]): Promise<void> {
  await callApi(clip(clipId, 'verdict-requests'), { method: 'PUT', body: { userIds } })
}
