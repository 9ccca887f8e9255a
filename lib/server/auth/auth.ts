import 'server-only'
import { betterAuth } from 'better-auth'
import { getMigrations } from 'better-auth/db/migration'
import type { Database } from '#lib/server/database/database.ts'
import type { Clock, Log } from '#lib/server/clock.ts'
import { newId } from '#lib/server/ids.ts'
import { memberSession } from './member-session.ts'
import { ownerLink } from './owner-link.ts'

/** Days that a session lives. Not prolonged by use: the owner link is always at hand for a new one. */
const SESSION_DAYS = 90

interface AuthDependencies {
  database: Pick<Database, 'db' | 'dialect'>
  clock: Clock
  log: Log
  /** Signs the session cookie; kept for the life of the installation. */
  secret: string
  ownerToken: string
  /** Where people open the studio; https makes the cookie Secure. */
  publicUrl: string
}

/**
 * Sessions by better-auth, on our own database. None of its routes is mounted: the studio calls `auth.api` and answers
 * itself, so nothing of it can be reached from outside but what a route of ours says.
 */
export function createAuth(dependencies: AuthDependencies) {
  return betterAuth(authOptions(dependencies))
}

export type Auth = ReturnType<typeof createAuth>

/** Brings better-auth's own tables up to date. A second process may be doing the same: its tables are then there the second time. */
export async function migrateAuth(dependencies: AuthDependencies): Promise<void> {
  const run = async () => (await getMigrations(authOptions(dependencies))).runMigrations()
  await run().catch(run)
}

function authOptions({ database, clock, log, secret, ownerToken, publicUrl }: AuthDependencies) {
  return {
    appName: 'Seedreel',
    secret,
    baseURL: publicUrl,
    database: { db: database.db, type: database.dialect },
    telemetry: { enabled: false },
    // Who may sign up is said by invites; the route for it is not mounted, and its function is called nowhere.
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 1, maxPasswordLength: 1000 },
    session: { expiresIn: SESSION_DAYS * 24 * 60 * 60, disableSessionRefresh: true },
    user: {
      additionalFields: {
        teamId: { type: 'string', required: true, input: false },
        role: { type: 'string', required: true, input: false },
      },
    },
    advanced: {
      cookiePrefix: 'seedreel',
      useSecureCookies: publicUrl.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
      database: { generateId: ({ model }: { model: string }) => newId(model, clock()) },
    },
    logger: {
      log: (level, message) => log(level === 'error' ? 'error' : 'warn', `auth: ${message}`),
      level: 'warn',
    },
    plugins: [ownerLink({ token: ownerToken, clock }), memberSession()],
  } as const satisfies Parameters<typeof betterAuth>[0]
}
