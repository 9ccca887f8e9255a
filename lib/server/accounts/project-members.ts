import 'server-only'
import type * as z from 'zod/mini'
import type { Principal } from '#lib/access/principal.ts'
import type { ProjectMembers, projectMembersSchema } from '#lib/api/accounts.ts'
import { AppError } from '#lib/api/app-error.ts'
import { actorOf, type AuditEntry, recordAudit } from '#lib/server/audit/record-audit.ts'
import { raiseAccessEpoch } from '#lib/server/auth/access-epoch.ts'
import type { Executor } from '#lib/server/database/database.ts'
import { noSuchProject } from '#lib/server/teams/require-project.ts'
import {
  addProjectMembers,
  dropProjectMembers,
  findProject,
  listProjectMembers,
  setProjectVisibility,
} from '#lib/server/teams/team-store.ts'
import type { AccountServices } from './account-services.ts'
import { listPeople } from './user-store.ts'

/** Throws AppError `not_found`. */
export async function readProjectMembers(
  { database: { db } }: Pick<AccountServices, 'database'>,
  principal: Principal,
  id: string,
): Promise<ProjectMembers> {
  return membersOf(db, principal, id)
}

async function membersOf(executor: Executor, principal: Principal, id: string): Promise<ProjectMembers> {
  const project = await findProject(executor, principal, id)
  if (!project) throw noSuchProject()
  const memberIds = await listProjectMembers(executor, id)
  return { isPrivate: project.visibility === 'private', memberIds }
}

/**
 * Who sees the project, from now on. Whoever makes it private stays a member of it. Throws AppError `not_found` for a project out of sight,
 * `unprocessable` for somebody who is not in the team.
 */
export async function changeProjectMembers(
  { auth, database, clock }: AccountServices,
  principal: Principal,
  id: string,
  wish: z.output<typeof projectMembersSchema>,
): Promise<ProjectMembers> {
  const { teamId, userId } = principal
  // Not inside the transaction: people are better-auth's, on the same connection.
  const people = new Map((await listPeople(auth, teamId)).map((person) => [person.id, person]))
  const wrong = wish.memberIds.findIndex((one) => people.get(one)?.role === undefined)
  if (wrong >= 0) throw notInTeam(`memberIds.${wrong}`)
  const wanted = new Set(wish.isPrivate ? [...wish.memberIds, userId] : wish.memberIds)
  return database.transaction(async (transaction) => {
    const before = await membersOf(transaction, principal, id)
    const at = clock()
    const added = [...wanted].filter((one) => !before.memberIds.includes(one))
    const dropped = before.memberIds.filter((one) => !wanted.has(one))
    for (const one of added)
      await addProjectMembers(transaction, [id], { user_id: one, added_by: userId, created_at: at })
    await dropProjectMembers(transaction, id, dropped)
    const isSwitched = wish.isPrivate !== before.isPrivate
    if (isSwitched) await setProjectVisibility(transaction, id, wish.isPrivate ? 'private' : 'team')
    await raiseAccessEpoch(transaction)
    const entry = (
      action: AuditEntry['action'],
      details: NonNullable<AuditEntry['details']>,
      targetId = id,
    ) => ({
      teamId,
      actor: actorOf(principal),
      action,
      at,
      projectId: id,
      targetId,
      details,
    })
    const nameOf = (one: string) => people.get(one)?.name ?? ''
    await recordAudit(
      transaction,
      ...(isSwitched ? [entry('project.visibility_changed', { isPrivate: wish.isPrivate })] : []),
      ...added.map((one) => entry('project.member_added', { name: nameOf(one) }, one)),
      ...dropped.map((one) => entry('project.member_removed', { name: nameOf(one) }, one)),
    )
    return membersOf(transaction, principal, id)
  })
}

function notInTeam(field: string): AppError {
  const message = {
    en: 'This person is not in the team. Invite them first.',
    zh: '这个人不在团队中。请先邀请。',
  }
  return new AppError('unprocessable', message, { problems: [{ field, code: 'unknown_value', message }] })
}
