import 'server-only'
import { randomBytes } from 'node:crypto'
import type * as z from 'zod/mini'
import { DAY_MS } from '#lib/server/clock.ts'
import type { Principal, Role } from '#lib/access/principal.ts'
import { ROLES } from '#lib/access/principal.ts'
import { rolesBelow } from '#lib/access/ranks.ts'
import {
  type acceptInviteSchema,
  type createInviteSchema,
  type Invite,
  type InviteList,
  MAX_INVITES,
  type NewInvite,
} from '#lib/api/accounts.ts'
import { AppError } from '#lib/api/app-error.ts'
import type { Sentence } from '#lib/language/language.ts'
import { actorOf, recordAudit } from '#lib/server/audit/record-audit.ts'
import { raiseAccessEpoch } from '#lib/server/auth/access-epoch.ts'
import type { InviteRow } from '#lib/server/database/tables.ts'
import { newId } from '#lib/server/ids.ts'
import type { Mailer } from '#lib/server/mail/mailer.ts'
import { requireProjectId } from '#lib/server/teams/require-project.ts'
import { addProjectMembers, findProject } from '#lib/server/teams/team-store.ts'
import { ofWholeTeam } from '#lib/access/principal.ts'
import { hashOfSecret } from '#lib/server/tokens/token-secret.ts'
import type { AccountServices } from './account-services.ts'
import { startSession } from './passwords.ts'
import {
  findInviteByHash,
  giveInviteBack,
  insertInvite,
  listOpenInvites,
  nameInvited,
  revokeInviteRow,
  takeInvite,
} from './invite-store.ts'
import { createPerson, findPersonByEmail, setPassword, updatePerson } from './user-store.ts'

export async function readInvites(
  { database, clock, mailer }: Pick<AccountServices, 'database' | 'clock'> & { mailer?: Mailer },
  { teamId }: Principal,
): Promise<InviteList> {
  const invites = (await listOpenInvites(database.db, teamId, clock())).map(showInvite)
  return { invites, canMail: mailer !== undefined }
}

/**
 * A link that makes one person a member. Its secret is in the answer and nowhere else. Throws AppError `forbidden` for a role above one's
 * own, `not_found` for a project out of sight, `conflict` where 100 are open.
 */
export async function createInvite(
  { database, clock }: Pick<AccountServices, 'database' | 'clock'>,
  principal: Principal,
  input: Omit<z.output<typeof createInviteSchema>, 'byMail'>,
): Promise<NewInvite> {
  requireRank(principal.role, input.role)
  const secret = randomBytes(32).toString('base64url')
  const now = clock()
  const row: InviteRow = {
    id: newId('inv', now),
    team_id: principal.teamId,
    author_id: principal.userId,
    role: input.role,
    email: input.email ?? '',
    project_ids: JSON.stringify([...new Set(input.projectIds)]),
    secret_hash: hashOfSecret(secret),
    created_at: now,
    expires_at: now + input.expiresInDays * DAY_MS,
    used_at: null,
    used_by: null,
    revoked_at: null,
  }
  await database.transaction(async (transaction) => {
    for (const id of input.projectIds) await requireProjectId(transaction, principal, id)
    if ((await listOpenInvites(transaction, principal.teamId, now)).length >= MAX_INVITES) throw tooMany()
    await insertInvite(transaction, row)
    await recordAudit(transaction, {
      teamId: principal.teamId,
      actor: actorOf(principal),
      action: 'invite.created',
      at: now,
      targetId: row.id,
      details: { role: row.role, email: row.email, projects: input.projectIds.length },
    })
  })
  return { invite: showInvite(row), path: `/invite/${secret}` }
}

/** Throws AppError `not_found`. */
export async function revokeInvite(
  { database, clock }: AccountServices,
  principal: Principal,
  id: string,
): Promise<void> {
  await database.transaction(async (transaction) => {
    const now = clock()
    const row = await revokeInviteRow(transaction, { teamId: principal.teamId, id, now })
    if (row === undefined)
      throw new AppError('not_found', {
        en: 'This invitation is used, over or was revoked before.',
        zh: '这个邀请已使用、已过期，或之前已撤销。',
      })
    await recordAudit(transaction, {
      teamId: principal.teamId,
      actor: actorOf(principal),
      action: 'invite.revoked',
      at: now,
      targetId: id,
      details: { role: row.role, email: row.email },
    })
  })
}

/** What the page of a link shows before anybody answers it. Undefined: it opens nothing, whatever the reason. */
export async function lookAtInvite(
  { database, clock, attempts }: AccountServices,
  secret: string,
): Promise<{ role: Role; email: string | undefined } | undefined> {
  attempts.links.require('invite')
  const row = await findInviteByHash(database.db, hashOfSecret(secret), clock())
  if (row === undefined) {
    attempts.links.countWrong('invite')
    return undefined
  }
  return { role: roleOf(row), email: row.email === '' ? undefined : row.email }
}

/**
 * The invited person comes in: one person for one link, also when it is pressed twice at the same moment. Somebody who has left and is
 * invited again under their e-mail is who they were, with a new password and role. Answers with the cookies of a new session. Throws AppError
 * `not_found`, `conflict` where the e-mail is a member's, `unprocessable` where the link is for another e-mail, `rate_limited`.
 */
export async function acceptInvite(
  services: AccountServices,
  { secret, name, email, password }: z.output<typeof acceptInviteSchema>,
  headers: Headers,
): Promise<string[]> {
  const { auth, attempts, clock, database } = services
  attempts.links.require('invite')
  const invite = await findInviteByHash(database.db, hashOfSecret(secret), clock())
  if (invite === undefined) {
    attempts.links.countWrong('invite')
    throw new AppError('not_found', OVER)
  }
  if (invite.email !== '' && invite.email !== email) throw atField('email', OTHER_EMAIL)
  const known = await findPersonByEmail(auth, email)
  if (known && (known.role !== undefined || known.teamId !== invite.team_id))
    throw atField('email', TAKEN, 'conflict')
  const userId = await enterByInvite(services, invite, { name, email }, async () => {
    const role = roleOf(invite)
    if (known) await updatePerson(auth, known.id, { name, role })
    const id = known?.id ?? (await createPerson(auth, { name, email, teamId: invite.team_id, role }))
    await setPassword(auth, id, password)
    return id
  })
  if (userId === undefined) throw new AppError('not_found', OVER)
  return startSession(services, { email, password }, headers)
}

/**
 * Takes the invitation, lets `enter` make the person a member, and writes down that they came. Undefined where somebody else took it first.
 * Answers with the id that `enter` gave.
 */
export async function enterByInvite(
  { database, clock }: Pick<AccountServices, 'database' | 'clock'>,
  invite: InviteRow,
  { name, email }: { name: string; email: string },
  enter: () => Promise<string>,
): Promise<string | undefined> {
  if (!(await takeInvite(database.db, invite.id, clock()))) return undefined
  const userId = await enter().catch(async (error: unknown) => {
    await giveInviteBack(database.db, invite.id)
    throw error
  })
  await database.transaction(async (transaction) => {
    const at = clock()
    const projects: string[] = []
    // Those that were removed meanwhile are left out.
    for (const id of readIds(invite.project_ids))
      if (await findProject(transaction, ofWholeTeam(invite.team_id), id)) projects.push(id)
    await addProjectMembers(transaction, projects, {
      user_id: userId,
      added_by: invite.author_id,
      created_at: at,
    })
    await nameInvited(transaction, invite.id, userId)
    await raiseAccessEpoch(transaction)
    await recordAudit(transaction, {
      teamId: invite.team_id,
      actor: { kind: 'member', id: userId, name },
      action: 'invite.accepted',
      at,
      targetId: invite.id,
      details: { role: invite.role, email },
    })
  })
  return userId
}

/** A role that a later version wrote and this one does not know allows the least. */
export function roleOf({ role }: Pick<InviteRow, 'role'>): Role {
  return ROLES.find((known) => known === role) ?? 'viewer'
}

function readIds(text: string): string[] {
  const read: unknown = JSON.parse(text)
  return Array.isArray(read) ? read.filter((id) => typeof id === 'string') : []
}

function showInvite(row: InviteRow): Invite {
  return {
    id: row.id,
    role: roleOf(row),
    ...(row.email !== '' && { email: row.email }),
    projectIds: readIds(row.project_ids),
    authorId: row.author_id,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  }
}

/** Throws AppError `forbidden` for a role that is not theirs to give or take. */
export function requireRank(own: Role, other: Role): void {
  if (rolesBelow(own).includes(other)) return
  throw new AppError('forbidden', {
    en: `With your role (${own}) you can’t give or change the role ${other}. Ask an owner.`,
    zh: `以你的角色（${own}）不能授予或更改角色 ${other}。请联系所有者。`,
  })
}

const OVER: Sentence = {
  en: 'This invitation is used, over or revoked. Ask whoever sent it for a new one.',
  zh: '这个邀请已使用、已过期或已撤销。请向邀请你的人索取新的邀请。',
}
const OTHER_EMAIL: Sentence = {
  en: 'This invitation is for another e-mail address. Use the one that it was sent to.',
  zh: '这个邀请发给了另一个邮箱。请使用收到邀请的邮箱。',
}
const TAKEN: Sentence = {
  en: 'Somebody here has this e-mail address already. Sign in with it, or use another one.',
  zh: '这里已有人使用这个邮箱。请用它登录，或换一个邮箱。',
}

export function atField(
  field: string,
  message: Sentence,
  code: 'conflict' | 'unprocessable' = 'unprocessable',
): AppError {
  return new AppError(code, message, { problems: [{ field, code: 'conflict', message }] })
}

function tooMany(): AppError {
  return new AppError('conflict', {
    en: `${MAX_INVITES} invitations are open. Revoke one that nobody answers any more.`,
    zh: `已有 ${MAX_INVITES} 个未使用的邀请。请先撤销不再需要的。`,
  })
}
