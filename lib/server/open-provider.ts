import 'server-only'
import { createHash } from 'node:crypto'
import type { Clock } from './clock.ts'
import type { Env } from './env.ts'
import { createArkProvider } from './providers/ark.ts'
import { createOpenAIVideosProvider } from './providers/openai-videos.ts'
import type { VideoProvider } from './providers/video-provider.ts'
import type { Sandbox } from './sandbox/sandbox.ts'

/** Names nothing (RFC 2606): the sandbox looks at the path alone, and no request for it ever leaves the process. */
const SANDBOX_BASE = 'http://sandbox.seedreel.invalid/sandbox/api/v3'

/** The sandbox reads our addresses in process, so every kind of reference reaches it without any setting. */
const BY_ADDRESS = { image: ['url'], video: ['url'], audio: ['url'] } as const

/** The one provider that the settings name. `sandbox` is asked in process. */
export function openProvider(
  { provider, sandbox: settings }: Env,
  clock: Clock,
  sandbox?: Sandbox,
): VideoProvider {
  if (provider.kind === 'sandbox') {
    if (!sandbox) throw new Error('the sandbox is the provider, but it is not open')
    return createArkProvider({
      name: 'sandbox',
      dialect: 'gateway',
      baseUrl: SANDBOX_BASE,
      apiKey: settings.key ?? 'in-process',
      fetch: (input, init) => sandbox.handle(new Request(input, init)),
      clock,
      referenceAccess: BY_ADDRESS,
    })
  }
  const connection = { baseUrl: provider.baseUrl, apiKey: provider.apiKey, fetch: globalThis.fetch, clock }
  const name = nameOf(provider)
  if (provider.kind === 'openai-videos') return createOpenAIVideosProvider({ ...connection, name })
  const dialect = provider.kind === 'ark' ? 'native' : 'gateway'
  return createArkProvider({ ...connection, name, dialect })
}

/**
 * Task ids mean something to the one service that gave them, so two gateways must not share a name. The address itself stays
 * out of it: the name is shown to people.
 */
function nameOf({ kind, baseUrl }: { kind: string; baseUrl: string }): string {
  return `${kind}-${createHash('sha256').update(baseUrl).digest('hex').slice(0, 8)}`
}
