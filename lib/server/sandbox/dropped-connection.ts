import 'server-only'

/**
 * The sandbox hangs up without an answer. It looks like what `fetch` throws when a socket closes in the middle, so
 * that a caller in process cannot tell the difference; the HTTP front destroys the socket instead.
 */
export class DroppedConnection extends TypeError {
  override readonly name = 'TypeError'

  constructor() {
    const cause = Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' })
    super('fetch failed', { cause })
  }
}
