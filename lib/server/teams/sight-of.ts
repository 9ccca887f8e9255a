import 'server-only'
import type { Role, Sight } from '#lib/access/principal.ts'
import type { Executor } from '#lib/server/database/database.ts'
import { listSeenProjects } from './team-store.ts'

/** Who runs the team sees all of it, whoever made what. */
const SEES_ALL: ReadonlySet<Role> = new Set(['owner', 'admin'])

/** What a member of a team sees now: the team's projects, and the private ones that they are a member of. */
export async function sightOf(
  executor: Executor,
  { teamId, userId, role }: { teamId: string; userId: string; role: Role },
): Promise<Sight> {
  if (SEES_ALL.has(role)) return { teamId, projects: 'all' }
  return { teamId, projects: await listSeenProjects(executor, teamId, userId) }
}
