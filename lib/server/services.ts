import 'server-only'
import type { Principal } from '#lib/access/principal.ts'
import type { Clock, Log, Random } from './clock.ts'
import { env, type Env } from './env.ts'
import { createLog } from './log.ts'

/**
 * The only place where a concrete choice is made: database, storage, provider. One set per process, on globalThis,
 * because Next keeps separate copies of a module for routes and for instrumentation.
 */
export interface Services {
  env: Env
  clock: Clock
  random: Random
  log: Log
  /** Who asks, from the session cookie; undefined: nobody we know. */
  authenticate(headers: Headers): Promise<Principal | undefined>
}

declare global {
  var seedreelServices: Promise<Services> | undefined
}

/** Opens everything on first use; a failure is not kept, so that the next request tries again. */
export function services(): Promise<Services> {
  globalThis.seedreelServices ??= openServices().catch((error: unknown) => {
    globalThis.seedreelServices = undefined
    throw error
  })
  return globalThis.seedreelServices
}

async function openServices(): Promise<Services> {
  const settings = env()
  const apiKey = settings.provider.kind === 'sandbox' ? undefined : settings.provider.apiKey
  const log = createLog([apiKey, settings.ownerToken, settings.sandbox.key])
  return {
    env: settings,
    clock: Date.now,
    random: Math.random,
    log,
    authenticate: async () => undefined,
  }
}
