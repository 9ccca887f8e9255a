import 'server-only'
import { join } from 'node:path'
import type { Principal } from '#lib/access/principal.ts'
import { createAuth, migrateAuth, type Auth } from './auth/auth.ts'
import { authenticate } from './auth/sessions.ts'
import type { Clock, Log, Random } from './clock.ts'
import { openDatabase, type Database } from './database/database.ts'
import { env, type Env } from './env.ts'
import { createLog } from './log.ts'
import { readOrCreateSecret } from './secrets.ts'
import { ensureFirstTeam } from './teams/team-store.ts'

/**
 * The only place where a concrete choice is made: database, storage, provider. One set per process, on globalThis,
 * because Next keeps separate copies of a module for routes and for instrumentation.
 */
export interface Services {
  env: Env
  clock: Clock
  random: Random
  log: Log
  database: Database
  auth: Auth
  /** Who asks, from the session cookie; undefined: nobody we know. */
  authenticate(headers: Headers): Promise<Principal | undefined>
  /** Where the studio answers: PUBLIC_URL, or the address it listens on. No trailing slash. */
  origin: string
  /** Starts what works without being asked. Call once per process. */
  start(): Promise<void>
  /** Lets go of everything, so that another process can take over at once. */
  stop(): Promise<void>
}

declare global {
  var seedreelServices: Promise<Services> | undefined
}

/** Opens everything on first use; a failure is not kept, so that the next request tries again. */
export function services(): Promise<Services> {
  globalThis.seedreelServices ??= openServices(env()).catch((error: unknown) => {
    globalThis.seedreelServices = undefined
    throw error
  })
  return globalThis.seedreelServices
}

async function openServices(settings: Env): Promise<Services> {
  const clock = Date.now
  const ownerToken = await ownerTokenOf(settings)
  const authSecret = await readOrCreateSecret(join(settings.dataDir, 'session-secret'))
  const apiKey = settings.provider.kind === 'sandbox' ? undefined : settings.provider.apiKey
  const log = createLog([apiKey, ownerToken, authSecret, settings.sandbox.key])
  const origin = originOf(settings)

  const database = await openDatabase(databasePlace(settings))
  await database.migrate()
  const authDependencies = { database, clock, log, secret: authSecret, ownerToken, publicUrl: origin }
  await migrateAuth(authDependencies)
  await ensureFirstTeam(database, clock())
  const auth = createAuth(authDependencies)

  return {
    env: settings,
    clock,
    random: Math.random,
    log,
    database,
    auth,
    authenticate: (headers) => authenticate(auth, headers),
    origin,
    start: async () => undefined,
    stop: () => database.close(),
  }
}

/** The secret of the owner link: set by the environment, or made and kept beside the data. */
export function ownerTokenOf(settings: Env): Promise<string> {
  return settings.ownerToken
    ? Promise.resolve(settings.ownerToken)
    : readOrCreateSecret(join(settings.dataDir, 'owner-token'))
}

/** A wildcard is an address to listen on, not one to open. */
export function originOf({ publicUrl, host, port }: Pick<Env, 'publicUrl' | 'host' | 'port'>): string {
  const name =
    host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host.includes(':') ? `[${host}]` : host
  return publicUrl ?? `http://${name}:${port}`
}

function databasePlace({ databaseUrl }: Env): { url: string } | { path: string } {
  return /^postgres(ql)?:/.test(databaseUrl) ? { url: databaseUrl } : { path: databaseUrl }
}
