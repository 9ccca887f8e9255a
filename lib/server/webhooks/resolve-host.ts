import 'server-only'
import { Resolver } from 'node:dns/promises'
import type { Resolve } from '#lib/server/media/download-target.ts'

const TIMEOUT_MS = 2000
const TRIES = 2

/**
 * Asks the name servers itself. The system's resolver works on two threads of the whole process: names that nobody answers for would hold
 * them for seconds each, and the provider's name would stand in line behind them. `nameServers` default to the system's.
 */
export function createHostResolver(nameServers?: readonly string[]): Resolve {
  const resolver = new Resolver({ timeout: TIMEOUT_MS, tries: TRIES })
  if (nameServers) resolver.setServers(nameServers)
  return async (host) => {
    const found = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)])
    const addresses = found.flatMap((answer, index) =>
      answer.status === 'fulfilled'
        ? answer.value.map((address) => ({ address, family: index === 0 ? 4 : 6 }))
        : [],
    )
    if (addresses.length === 0) throw new Error('The name has no address.')
    return addresses
  }
}
