import 'server-only'
import type { Principal, Role } from '#lib/access/principal.ts'
import { isAllowed } from '#lib/access/permissions.ts'
import type { Member, MemberList } from '#lib/api/accounts.ts'
import { AppError } from '#lib/api/app-error.ts'
import { actorOf, recordAudit } from '#lib/server/audit/record-audit.ts'
import { raiseAccessEpoch } from '#lib/server/auth/access-epoch.ts'
import { revokeTokensOf } from '#lib/server/tokens/token-store.ts'
import { removeProjectMember } from '#lib/server/teams/team-store.ts'
import type { AccountServices } from './account-services.ts'
import { requireRank } from './invites.ts'
import { endSessions, findPerson, GONE, listPeople, type Person, updatePerson } from './user-store.ts'

/** Everybody who is or was in the team. E-mail addresses are for those who may change members. */
export async function readMembers(
  { auth }: Pick<AccountServices, 'auth'>,
  principal: Principal,
): Promise<MemberList> {
  const people = await listPeople(auth, principal.teamId)
  const mayChange = isAllowed(principal, 'member.change')
  return { members: people.map((person) => showMember(person, mayChange)) }
}

function showMember({ id, name, role, email }: Person, withEmail: boolean): Member {
  return {
    id,
    name,
    role: role ?? 'viewer',
    ...(withEmail && email !== undefined && { email }),
    ...(role === undefined && { isGone: true }),
  }
}

/** Acts at once. Throws AppError `not_found`, `forbidden` above one's own rank, `conflict` for the last owner. */
export async function changeRole(
  services: AccountServices,
  principal: Principal,
  id: string,
  role: Role,
): Promise<Member> {
  const { auth, database, clock } = services
  const person = await requireBelow(services, principal, id)
  requireRank(principal.role, role)
  if (role !== 'owner') await requireOtherOwner(services, person)
  await updatePerson(auth, id, { role })
  await raiseAccessEpoch(database.db)
  await recordAudit(database.db, {
    teamId: principal.teamId,
    actor: actorOf(principal),
    action: 'member.role_changed',
    at: clock(),
    targetId: id,
    details: { name: person.name, from: person.role ?? '', to: role },
  })
  return showMember({ ...person, role }, true)
}

/**
 * Their sessions and tokens end at once; what they made stays, under their name. Throws AppError `not_found`, `forbidden` above one's own
 * rank, `conflict` for the last owner.
 */
export async function removeMember(
  services: AccountServices,
  principal: Principal,
  id: string,
): Promise<void> {
  const { auth, database, clock } = services
  const person = await requireBelow(services, principal, id)
  await requireOtherOwner(services, person)
  // First the role, which every door asks for: from here on nothing opens, whatever comes in between.
  await updatePerson(auth, id, { role: GONE })
  await endSessions(auth, id)
  await database.transaction(async (transaction) => {
    const now = clock()
    await revokeTokensOf(transaction, { teamId: principal.teamId, authorId: id, now })
    await removeProjectMember(transaction, id)
    await raiseAccessEpoch(transaction)
    await recordAudit(transaction, {
      teamId: principal.teamId,
      actor: actorOf(principal),
      action: 'member.removed',
      at: now,
      targetId: id,
      details: { name: person.name, role: person.role ?? '' },
    })
  })
}

async function requireBelow(
  { auth }: AccountServices,
  principal: Principal,
  id: string,
): Promise<Person & { role: Role }> {
  const person = await findPerson(auth, principal.teamId, id)
  if (person?.role === undefined)
    throw new AppError('not_found', { en: 'This person is not in the team.', zh: '这个人不在团队中。' })
  requireRank(principal.role, person.role)
  return { ...person, role: person.role }
}

async function requireOtherOwner({ auth }: AccountServices, person: Person): Promise<void> {
  if (person.role !== 'owner') return
  const owners = (await listPeople(auth, person.teamId)).filter(({ role }) => role === 'owner')
  if (owners.length > 1) return
  throw new AppError('conflict', {
    en: 'A team needs an owner, and this is the last one. Make somebody else an owner first.',
    zh: '团队需要一位所有者，而这是最后一位。请先让另一个人成为所有者。',
  })
}
