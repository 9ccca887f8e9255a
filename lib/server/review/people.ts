import 'server-only'
import { sql } from 'kysely'
import { ROLES, type Role, type Sight } from '#lib/access/principal.ts'
import type { Person } from '#lib/api/review.ts'
import type { Executor } from '#lib/server/database/database.ts'
import { sightOf } from '#lib/server/teams/sight-of.ts'

/** A member of a team, with where e-mail reaches them. */
export interface Member extends Person {
  email: string
}

/** Who is in a team now, by name. Not for use inside a transaction. */
export type PeopleReader = (teamId: string) => Promise<Member[]>

/** From better-auth's own table. */
export function createPeopleReader(db: Executor): PeopleReader {
  return async (teamId) => {
    const { rows } = await sql<{ id: string; name: string; email: string; role: string }>`
      select id, name, email, role from "user" where "teamId" = ${teamId} order by name, id`.execute(db)
    return rows.flatMap(({ role: named, ...row }) => {
      const role = ROLES.find((known): known is Role => known === named)
      return role === undefined ? [] : [{ ...row, role }]
    })
  }
}

export async function whoSees(
  executor: Executor,
  { teamId, projectId }: { teamId: string; projectId: string },
  members: readonly Member[],
): Promise<Member[]> {
  const seeing: Member[] = []
  for (const member of members) {
    const sight: Sight = await sightOf(executor, { teamId, userId: member.id, role: member.role })
    if (sight.projects === 'all' || sight.projects.includes(projectId)) seeing.push(member)
  }
  return seeing
}
