import 'server-only'

/**
 * References of a sandbox that runs as a process of its own: addresses on this machine only, without redirects. It serves tests and
 * benches, which have nothing to fetch from elsewhere.
 */
export async function fetchLoopback(
  address: string,
  signal: AbortSignal,
): Promise<ReadableStream<Uint8Array>> {
  const { protocol, hostname } = new URL(address)
  if (protocol !== 'http:' || !LOOPBACK.has(hostname)) {
    throw new Error('This sandbox opens only http addresses of its own machine.')
  }
  const response = await fetch(address, { signal, redirect: 'error' }).catch((cause: unknown) => {
    throw new Error('The address does not answer.', { cause })
  })
  if (response.ok && response.body !== null) return response.body
  await response.body?.cancel()
  throw new Error(`The address answers ${response.status}.`)
}

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]'])
