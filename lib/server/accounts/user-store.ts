import 'server-only'
import * as z from 'zod/mini'
import { ROLES, type Role } from '#lib/access/principal.ts'
import type { Auth } from '#lib/server/auth/auth.ts'

/** People as better-auth keeps them. Its tables are its own: everything goes through its adapter, outside of our transactions. */

/** What stands as the role of somebody who has left. It is in no table of permissions, so it opens nothing. */
export const GONE = 'gone'
/** The address of an owner who came by the owner link and has set none. `.invalid` can never be a mailbox. */
const NO_EMAIL = /\.invalid$/

export interface Person {
  id: string
  name: string
  /** Undefined: has left. */
  role: Role | undefined
  /** Undefined: none set. */
  email: string | undefined
  teamId: string
  /** Epoch ms. */
  createdAt: number
}

const userSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  teamId: z.string(),
  role: z.string(),
  createdAt: z.union([z.date(), z.string(), z.number()]),
})

function toPerson(user: unknown): Person | undefined {
  const read = z.safeParse(userSchema, user)
  if (!read.success) return undefined
  const { role, email, createdAt, ...rest } = read.data
  return {
    ...rest,
    role: ROLES.find((known) => known === role),
    email: NO_EMAIL.test(email) ? undefined : email,
    createdAt: new Date(createdAt).getTime(),
  }
}

const OIDC = 'oidc'

/** More people than a small team ever was. */
const MOST_PEOPLE = 1000

/** Everybody who is or was in the team, the first to come first. */
export async function listPeople(auth: Auth, teamId: string): Promise<Person[]> {
  const { internalAdapter } = await auth.$context
  const users: unknown[] = await internalAdapter.listUsers(
    MOST_PEOPLE,
    0,
    { field: 'createdAt', direction: 'asc' },
    [{ field: 'teamId', value: teamId }],
  )
  return users.flatMap((user) => toPerson(user) ?? [])
}

/** Undefined for somebody of another team too. */
export async function findPerson(auth: Auth, teamId: string, id: string): Promise<Person | undefined> {
  const { internalAdapter } = await auth.$context
  const person = toPerson(await internalAdapter.findUserById(id))
  return person?.teamId === teamId ? person : undefined
}

export async function findPersonByEmail(auth: Auth, email: string): Promise<Person | undefined> {
  const { internalAdapter } = await auth.$context
  return toPerson((await internalAdapter.findUserByEmail(email))?.user)
}

/** `subject`: the issuer and its own name for them, see oidc-provider.ts. */
export async function findPersonBySubject(auth: Auth, subject: string): Promise<Person | undefined> {
  const { internalAdapter } = await auth.$context
  const linked = await internalAdapter.findAccountByKey({ providerId: OIDC, accountId: subject })
  return linked ? toPerson(await internalAdapter.findUserById(linked.userId)) : undefined
}

export async function linkSubject(auth: Auth, userId: string, subject: string): Promise<void> {
  const { internalAdapter } = await auth.$context
  await internalAdapter.linkAccount({ userId, providerId: OIDC, accountId: subject })
}

export async function updatePerson(
  auth: Auth,
  id: string,
  change: { name?: string; email?: string; role?: Role | typeof GONE },
): Promise<void> {
  const { internalAdapter } = await auth.$context
  await internalAdapter.updateUser(id, change)
}

/** Answers with the id. */
export async function createPerson(
  auth: Auth,
  person: { name: string; email: string; teamId: string; role: Role },
): Promise<string> {
  const { internalAdapter } = await auth.$context
  const user = await internalAdapter.createUser({ ...person, emailVerified: true }, { method: 'invite' })
  return user.id
}

export async function hasPassword(auth: Auth, userId: string): Promise<boolean> {
  const { internalAdapter } = await auth.$context
  return (await internalAdapter.findCredentialAccount(userId)) !== null
}

/** Then there is none, until they set one anew. */
export async function removePassword(auth: Auth, userId: string): Promise<void> {
  const { internalAdapter } = await auth.$context
  const account = await internalAdapter.findCredentialAccount(userId)
  if (account) await internalAdapter.deleteAccount(account.id)
}

/** Scrypt, as better-auth does it. */
export async function setPassword(auth: Auth, userId: string, password: string): Promise<void> {
  const { internalAdapter, password: hashing } = await auth.$context
  const hash = await hashing.hash(password)
  if (await hasPassword(auth, userId)) await internalAdapter.updatePassword(userId, hash)
  else
    await internalAdapter.linkAccount({
      userId,
      accountId: userId,
      providerId: 'credential',
      password: hash,
    })
}

export async function isPassword(auth: Auth, userId: string, password: string): Promise<boolean> {
  const { internalAdapter, password: hashing } = await auth.$context
  const hash = (await internalAdapter.findCredentialAccount(userId))?.password
  return typeof hash === 'string' && hashing.verify({ hash, password })
}

export interface PersonSession {
  id: string
  token: string
  createdAt: Date
  expiresAt: Date
}

export async function listSessions(auth: Auth, userId: string): Promise<PersonSession[]> {
  const { internalAdapter } = await auth.$context
  return internalAdapter.listSessions(userId, { onlyActiveSessions: true })
}

/** All of them, or all but the one with this token. */
export async function endSessions(auth: Auth, userId: string, exceptToken?: string): Promise<void> {
  const { internalAdapter } = await auth.$context
  if (exceptToken === undefined) return internalAdapter.deleteUserSessions(userId)
  const others = (await listSessions(auth, userId)).filter(({ token }) => token !== exceptToken)
  for (const { token } of others) await internalAdapter.deleteSession(token)
}
