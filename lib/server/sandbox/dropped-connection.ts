import 'server-only'
import { DROPPED_CONNECTION, hasMark } from '#lib/server/error-kinds.ts'

/**
 * The sandbox hangs up without an answer. It looks like what `fetch` throws when a socket closes in the middle, so
 * that a caller in process cannot tell the difference; the HTTP front destroys the socket instead.
 */
export class DroppedConnection extends TypeError {
  override readonly name = 'TypeError'
  readonly [DROPPED_CONNECTION] = true

  constructor() {
    const cause = Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' })
    super('fetch failed', { cause })
  }

  static override [Symbol.hasInstance](value: unknown): value is DroppedConnection {
    return hasMark(value, DROPPED_CONNECTION)
  }
}

/**
 * Hanging up where the server below can't be reached, as in a route of Next: the answer begins and breaks off before it says
 * anything.
 */
export function brokenAnswer(): Response {
  let begun = false
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (begun) controller.error(new DroppedConnection())
      else controller.enqueue(new Uint8Array([32]))
      begun = true
    },
  })
  return new Response(body, { headers: { 'content-type': 'application/json' } })
}
