import 'server-only'
import { APIError } from 'better-auth/api'
import * as z from 'zod/mini'
import { AppError } from '#lib/api/app-error.ts'
import { ROLES, type MemberPrincipal, type Principal, type Role } from '#lib/access/principal.ts'
import type { Auth } from './auth.ts'
import type { Database } from '#lib/server/database/database.ts'
import { sightOf } from '#lib/server/teams/sight-of.ts'
import type { SessionMemory } from './session-memory.ts'

export interface House {
  auth: Auth
  database: Pick<Database, 'db'>
}

/** Who asks, from the session cookie; undefined for nobody, for an ended session and for a role we do not know. */
export async function authenticate(
  { auth, database }: House,
  headers: Headers,
): Promise<Principal | undefined> {
  if (!headers.has('cookie')) return undefined
  const found = await auth.api.getSession({ headers })
  return found ? memberOf(database, found.user) : undefined
}

/** Somebody as they are now; undefined for nobody and for a role we do not know. */
export async function findMember(
  { auth, database }: House,
  userId: string,
): Promise<MemberPrincipal | undefined> {
  const { internalAdapter } = await auth.$context
  const user: unknown = await internalAdapter.findUserById(userId)
  const read = z.safeParse(userSchema, user)
  return read.success ? memberOf(database, read.data) : undefined
}

const userSchema = z.object({ id: z.string(), name: z.string(), teamId: z.string(), role: z.string() })

async function memberOf(
  { db }: House['database'],
  user: z.output<typeof userSchema>,
): Promise<MemberPrincipal | undefined> {
  const role = ROLES.find((known): known is Role => known === user.role)
  if (role === undefined) return undefined
  const { id: userId, name, teamId } = user
  return { kind: 'member', userId, name, role, ...(await sightOf(db, { teamId, userId, role })) }
}

/** The cookies of a new session. Throws AppError wrong_token or rate_limited. */
export async function signInWithOwnerLink(auth: Auth, token: string, headers: Headers): Promise<string[]> {
  try {
    const answer = await auth.api.signInWithOwnerLink({ body: { token }, headers, returnHeaders: true })
    return answer.headers.getSetCookie()
  } catch (error) {
    if (!(error instanceof APIError)) throw error
    if (error.status === 'TOO_MANY_REQUESTS') {
      throw new AppError('rate_limited', {
        en: 'Too many wrong links were tried. Wait a minute and open the right one again.',
        zh: '错误的链接试得太多。请等一分钟，再打开正确的链接。',
      })
    }
    throw new AppError('wrong_token', {
      en: 'This link does not open this studio. Use the link that the server printed at its last start.',
      zh: '这个链接打不开这个工作室。请使用服务器最近一次启动时给出的链接。',
    })
  }
}

/** Ends the session on the server and returns the cookies that forget it in the browser. */
export async function signOut(
  { auth, sessions }: { auth: Auth; sessions: Pick<SessionMemory, 'forget'> },
  headers: Headers,
): Promise<string[]> {
  const answer = await auth.api.signOut({ headers, returnHeaders: true })
  sessions.forget()
  return answer.headers.getSetCookie()
}
