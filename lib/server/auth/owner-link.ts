import 'server-only'
import type { AuthContext, BetterAuthPlugin } from 'better-auth'
import { APIError, createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import * as z from 'zod'
import { isSameSecret } from '#lib/server/derived-keys.ts'
import type { Clock } from '#lib/server/clock.ts'
import { FIRST_TEAM_ID } from '#lib/server/teams/team-store.ts'

/** Wrong tokens per minute, from everybody together, before nobody gets in for the rest of that minute. */
const MAX_WRONG_PER_MINUTE = 20
const MINUTE_MS = 60_000

/** The one user of an installation without accounts; `.invalid` can never be a mailbox. */
const OWNER_EMAIL = 'owner@seedreel.invalid'

/**
 * A better-auth plugin: who holds the installation's secret is the owner. The endpoint has no path, so it can only be
 * called by our own code. Throws APIError 401 for a wrong token and 429 when too many were wrong.
 */
export function ownerLink({ token, clock }: { token: string; clock: Clock }) {
  const limit = wrongAttempts(clock)
  return {
    id: 'owner-link',
    endpoints: {
      signInWithOwnerLink: createAuthEndpoint(
        { method: 'POST', body: z.object({ token: z.string() }) },
        async (context) => {
          if (limit.isReached()) throw new APIError('TOO_MANY_REQUESTS')
          if (!isSameSecret(context.body.token, token)) {
            limit.count()
            throw new APIError('UNAUTHORIZED')
          }
          const { internalAdapter } = context.context
          const user = await ownerOf(internalAdapter)
          const session = await internalAdapter.createSession(user.id)
          await setSessionCookie(context, { session, user })
          return { userId: user.id }
        },
      ),
    },
  } satisfies BetterAuthPlugin
}

/** By this they are found again, whatever e-mail they have given themselves meanwhile. */
const LINK = { providerId: 'owner-link', accountId: 'owner' }

/**
 * The same person each time. Whoever holds the installation's secret runs the machine: they are an owner, whatever the team has made of
 * them meanwhile, so that nobody can be locked out of their own studio.
 */
async function ownerOf(adapter: AuthContext['internalAdapter']) {
  const linked = await adapter.findAccountByKey(LINK)
  const known = linked
    ? await adapter.findUserById(linked.userId)
    : (await adapter.findUserByEmail(OWNER_EMAIL))?.user
  const user = known ?? (await adapter.createUser(ownerRow(), { method: 'owner-link' }))
  if (!linked) await adapter.linkAccount({ ...LINK, userId: user.id })
  return 'role' in user && user.role === 'owner' ? user : adapter.updateUser(user.id, { role: 'owner' })
}

function ownerRow() {
  return { email: OWNER_EMAIL, emailVerified: true, name: 'Owner', teamId: FIRST_TEAM_ID, role: 'owner' }
}

function wrongAttempts(clock: Clock) {
  let minute = 0
  let wrong = 0
  const wrongNow = () => {
    const now = Math.floor(clock() / MINUTE_MS)
    if (now !== minute) {
      minute = now
      wrong = 0
    }
    return wrong
  }
  return {
    isReached: () => wrongNow() >= MAX_WRONG_PER_MINUTE,
    count: () => {
      wrong = wrongNow() + 1
    },
  }
}
