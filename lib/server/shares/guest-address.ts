import 'server-only'

/** Set on every request by before-next.ts, whatever the client wrote there: who is at the other end of the connection. */
export const PEER_HEADER = 'x-seedreel-peer'

/**
 * The address that somebody comes from, for counting alone. What stands in X-Forwarded-For is believed where the connection comes from this
 * machine or its own network, where a front would stand; of it the last, which that front has written itself.
 */
export function addressOf(headers: Headers): string {
  const peer = headers.get(PEER_HEADER) ?? ''
  const forwarded = headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() ?? ''
  return forwarded !== '' && (peer === '' || isNear(peer)) ? forwarded : peer
}

function isNear(address: string): boolean {
  const plain = address.replace(/^::ffff:/, '')
  return plain === '::1' || /^(127|10)\.|^192\.168\.|^172\.(1[6-9]|2\d|3[01])\.|^f[cd]/i.test(plain)
}
