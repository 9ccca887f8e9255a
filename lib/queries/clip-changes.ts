/** What is said of clips, on its way to the server: in as many requests as it takes, one after another. */
import type { ClipChange, ClipChangesAnswer } from '#lib/api/clip-changes.ts'
import { MOST_CHANGES } from '#lib/api/clip-limits.ts'
import { fetchJson, hasKeys } from './call-api.ts'

/** Of one request's JSON. The server takes half a mebibyte. */
const MOST_CHARACTERS = 160_000

export interface Sent {
  /** Clips that were named and have changed. */
  changed: number
  /** Takes that went along with their shots. */
  others: number
  /** Brings back what was there before, however many requests that takes. */
  undo: ClipChange[]
  /** What did not go through: everything from the first refusal on. */
  unsent: readonly ClipChange[]
  error?: unknown
}

/** Never throws. A request is made whole or not at all, so `unsent` is exact; only an answer that was lost leaves it open. */
export async function sendClipChanges(changes: readonly ClipChange[]): Promise<Sent> {
  const sent: Sent = { changed: 0, others: 0, undo: [], unsent: [] }
  const requests = requestsOf(changes)
  for (const [index, request] of requests.entries()) {
    try {
      const answer = await post(request)
      sent.changed += answer.changed
      sent.others += answer.others ?? 0
      sent.undo.push(...answer.undo)
    } catch (error) {
      return { ...sent, unsent: requests.slice(index).flat(), error }
    }
  }
  return sent
}

export function requestsOf(changes: readonly ClipChange[]): ClipChange[][] {
  const requests: ClipChange[][] = []
  let characters = 0
  for (const change of changes) {
    const last = requests.at(-1)
    const more = JSON.stringify(change).length
    if (last === undefined || last.length === MOST_CHANGES || characters + more > MOST_CHARACTERS) {
      requests.push([change])
      characters = more
    } else {
      last.push(change)
      characters += more
    }
  }
  return requests
}

function post(changes: readonly ClipChange[]): Promise<ClipChangesAnswer> {
  return fetchJson('/api/clips/changes', isAnswer, { method: 'POST', body: { changes } })
}

function isAnswer(body: unknown): body is ClipChangesAnswer {
  return hasKeys(body, 'changed', 'undo') && Array.isArray(body.undo)
}
