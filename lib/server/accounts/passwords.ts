import 'server-only'
import type * as z from 'zod/mini'
import type { Principal } from '#lib/access/principal.ts'
import type { Account, accountSchema, passwordSchema, signInSchema } from '#lib/api/accounts.ts'
import { AppError } from '#lib/api/app-error.ts'
import type { Sentence } from '#lib/language/language.ts'
import { actorOf, recordAudit } from '#lib/server/audit/record-audit.ts'
import { raiseAccessEpoch } from '#lib/server/auth/access-epoch.ts'
import type { AccountServices } from './account-services.ts'
import {
  endSessions,
  findPerson,
  findPersonByEmail,
  hasPassword,
  isPassword,
  listSessions,
  type Person,
  setPassword,
  updatePerson,
} from './user-store.ts'

/**
 * The cookies of a new session, whatever cookie came along. An e-mail that nobody has, one without a password and a wrong password are
 * answered alike and take the same time. Throws AppError `wrong_token`, `rate_limited`.
 */
export async function signInWithPassword(
  services: AccountServices,
  given: z.output<typeof signInSchema>,
  headers: Headers,
): Promise<string[]> {
  const { attempts, auth, clock, database } = services
  attempts.passwords.take(given.email)
  try {
    const cookies = await startSession(services, given, headers)
    attempts.passwords.giveBack(given.email)
    attempts.passwords.forget(given.email)
    const person = await findPersonByEmail(auth, given.email)
    if (person)
      await recordAudit(database.db, {
        teamId: person.teamId,
        actor: { kind: 'member', id: person.id, name: person.name },
        action: 'session.started',
        at: clock(),
      })
    return cookies
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'wrong_token') attempts.passwords.giveBack(given.email)
    throw error
  }
}

const WRONG: Sentence = {
  en: 'This e-mail and password do not belong together. Check both; an owner can invite you anew.',
  zh: '邮箱与密码不匹配。请检查两者；所有者可以重新邀请你。',
}

/** Throws AppError `wrong_token`, also for somebody who has left. */
export async function startSession(
  { auth }: Pick<AccountServices, 'auth'>,
  { email, password }: { email: string; password: string },
  headers: Headers,
): Promise<string[]> {
  // None of the browser's own cookies: a session that somebody put there is not gone on with.
  const clean = new Headers(headers)
  clean.delete('cookie')
  const answer = await auth.api
    .signInEmail({ body: { email, password }, headers: clean, returnHeaders: true })
    .catch((cause: unknown) => {
      throw new AppError('wrong_token', WRONG, { cause })
    })
  const person = await findPersonByEmail(auth, email)
  if (person?.role === undefined) {
    if (person) await endSessions(auth, person.id)
    throw new AppError('wrong_token', WRONG)
  }
  return answer.headers.getSetCookie()
}

export async function readAccount(
  { auth }: Pick<AccountServices, 'auth'>,
  principal: Principal,
  headers: Headers,
): Promise<Account> {
  const person = await requirePerson(auth, principal)
  const here = await tokenOf(auth, headers)
  return {
    id: person.id,
    name: person.name,
    role: principal.role,
    ...(person.email !== undefined && { email: person.email }),
    hasPassword: await hasPassword(auth, person.id),
    sessions: (await listSessions(auth, person.id)).map(({ id, token, createdAt, expiresAt }) => ({
      id,
      createdAt: new Date(createdAt).getTime(),
      expiresAt: new Date(expiresAt).getTime(),
      isThisOne: token === here,
    })),
  }
}

/** Throws AppError `conflict` where the e-mail is somebody else's. */
export async function changeAccount(
  services: AccountServices,
  principal: Principal,
  { name, email }: z.output<typeof accountSchema>,
  headers: Headers,
): Promise<Account> {
  const { auth, database } = services
  if (email !== undefined) {
    const other = await findPersonByEmail(auth, email)
    if (other && other.id !== principal.userId)
      throw new AppError('conflict', TAKEN, {
        problems: [{ field: 'email', code: 'conflict', message: TAKEN }],
      })
  }
  await updatePerson(auth, principal.userId, { name, ...(email !== undefined && { email }) })
  await raiseAccessEpoch(database.db)
  return readAccount(services, principal, headers)
}

const TAKEN: Sentence = {
  en: 'Somebody here has this e-mail address already. Use another one.',
  zh: '这里已有人使用这个邮箱。请换一个。',
}

/** Ends all other sessions. Throws AppError `unprocessable` for a wrong current password or no e-mail yet, `rate_limited`. */
export async function changePassword(
  { auth, attempts, clock, database }: AccountServices,
  principal: Principal,
  { current, next }: z.output<typeof passwordSchema>,
  headers: Headers,
): Promise<void> {
  const person = await requirePerson(auth, principal)
  if (person.email === undefined) throw refused('next', NO_EMAIL)
  if (await hasPassword(auth, person.id)) {
    attempts.passwords.take(person.email)
    if (!(await isPassword(auth, person.id, current ?? ''))) throw refused('current', NOT_CURRENT)
    attempts.passwords.giveBack(person.email)
  }
  await setPassword(auth, person.id, next)
  await endSessions(auth, person.id, await tokenOf(auth, headers))
  await raiseAccessEpoch(database.db)
  await recordAudit(database.db, {
    teamId: person.teamId,
    actor: actorOf(principal),
    action: 'password.changed',
    at: clock(),
    targetId: person.id,
  })
}

/** This one too. */
export async function signOutEverywhere(
  { auth, clock, database }: AccountServices,
  principal: Principal,
): Promise<void> {
  await endSessions(auth, principal.userId)
  await raiseAccessEpoch(database.db)
  await recordAudit(database.db, {
    teamId: principal.teamId,
    actor: actorOf(principal),
    action: 'session.ended_everywhere',
    at: clock(),
    targetId: principal.userId,
  })
}

async function requirePerson(auth: AccountServices['auth'], { teamId, userId }: Principal): Promise<Person> {
  const person = await findPerson(auth, teamId, userId)
  if (!person) throw new AppError('not_signed_in', { en: 'You are signed out.', zh: '登录已失效。' })
  return person
}

async function tokenOf(auth: AccountServices['auth'], headers: Headers): Promise<string | undefined> {
  return (await auth.api.getSession({ headers }))?.session.token
}

function refused(field: string, message: Sentence): AppError {
  return new AppError('unprocessable', message, { problems: [{ field, code: 'conflict', message }] })
}

const NOT_CURRENT: Sentence = {
  en: 'This is not your password of now. Nothing was changed.',
  zh: '这不是你现在的密码。没有任何改动。',
}
const NO_EMAIL: Sentence = {
  en: 'Save an e-mail address first: it is what you sign in with.',
  zh: '请先保存邮箱：登录时要用到它。',
}
