import 'server-only'
import type { Attempts } from '#lib/server/auth/attempts.ts'
import type { Auth } from '#lib/server/auth/auth.ts'
import type { Clock } from '#lib/server/clock.ts'
import type { Database } from '#lib/server/database/database.ts'

/** What everything about people needs of the services. */
export interface AccountServices {
  auth: Auth
  database: Database
  clock: Clock
  attempts: {
    /** By e-mail. */
    passwords: Attempts
    /** Of links that nobody made. */
    links: Attempts
  }
}
