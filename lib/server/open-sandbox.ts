import 'server-only'
import { join } from 'node:path'
import type { Clock, Log, Random } from './clock.ts'
import type { Env } from './env.ts'
import type { Inspector } from './media/inspector.ts'
import type { Scratch } from './media/scratch.ts'
import { createCallbacks } from './sandbox/callbacks.ts'
import { createReferenceFetcher } from './sandbox/fetch-reference.ts'
import { renderClip } from './sandbox/render/render-clip.ts'
import { createSandbox, type Sandbox } from './sandbox/sandbox.ts'

export interface SandboxServices {
  env: Env
  clock: Clock
  random: Random
  log: Log
  scratch: Scratch
  inspector: Pick<Inspector, 'inspect'>
  /** Where its clients, and those of the files it makes, reach this studio. */
  origin: string
  /** Answers for addresses of our own media. */
  resolveReference(url: URL): Promise<Response | undefined>
}

/** Undefined when nobody is to use it: a real provider is set, and SANDBOX_KEY is not. */
export function openSandbox(services: SandboxServices): Sandbox | undefined {
  const { env, origin, inspector } = services
  if (env.provider.kind !== 'sandbox' && !env.sandbox.served) return undefined
  const rules = { trustedOrigins: new Set<string>(), resolveInProcess: services.resolveReference }
  return createSandbox({
    databasePath: join(env.dataDir, 'sandbox', 'tasks.sqlite'),
    filesDirectory: join(env.dataDir, 'sandbox', 'files'),
    origin: () => origin,
    speed: env.sandbox.speed,
    key: env.sandbox.key,
    now: services.clock,
    random: services.random,
    render: renderClip,
    fetchReference: createReferenceFetcher(rules, services.scratch),
    inspect: (job, signal) => inspector.inspect(job, signal),
    // Into this studio as well: that is where the provider's callbacks go.
    callbacks: createCallbacks({ trustedOrigins: new Set([origin]) }),
    log: services.log,
  })
}

/** Reads the sandbox's files without the network. Undefined: not one of its addresses. */
export function sandboxFileResolver(sandbox: Sandbox | undefined, origin: string) {
  // Results keep their address over a restart on another port.
  const hosts = new Set(['127.0.0.1', 'localhost', '[::1]', new URL(origin).hostname])
  return (url: URL): Promise<Response> | undefined =>
    sandbox && hosts.has(url.hostname) && url.pathname.startsWith('/sandbox/files/')
      ? sandbox.handle(new Request(url))
      : undefined
}
