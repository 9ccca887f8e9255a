import 'server-only'
import type { MemberPrincipal, TokenPrincipal } from '#lib/access/principal.ts'
import type { Clock } from '#lib/server/clock.ts'
import type { ApiTokenRow } from '#lib/server/database/tables.ts'
import type { Database } from '#lib/server/database/database.ts'
import { hashOfSecret, secretIn } from './token-secret.ts'
import { findTokenByHash, noteTokenUse } from './token-store.ts'
import { scopesOf } from './tokens.ts'

export interface TokenDoor {
  database: Pick<Database, 'db'>
  clock: Clock
  /** Somebody as they are now; undefined: gone from the team. */
  findMember(userId: string): Promise<MemberPrincipal | undefined>
}

/** Written down no more often, so that reading stays reading. */
const USE_NOTED_EVERY_MS = 60_000

/**
 * Who asks with an API token; undefined for nobody, for a token that is over, revoked or wrong, and for one whose maker has left the team. Role and
 * name are those of the maker now.
 */
export async function authenticateToken(
  { database, clock, findMember }: TokenDoor,
  headers: Headers,
): Promise<TokenPrincipal | undefined> {
  const secret = secretIn(headers)
  if (secret === undefined) return undefined
  const now = clock()
  const row = await findTokenByHash(database.db, hashOfSecret(secret), now)
  if (row === undefined) return undefined
  const maker = await findMember(row.author_id)
  if (maker?.teamId !== row.team_id) return undefined
  if ((row.last_used_at ?? 0) + USE_NOTED_EVERY_MS <= now) await noteTokenUse(database.db, row.id, now)
  return principalOfToken(row, maker)
}

/** What the token may, and sees, as its maker is now. */
export function principalOfToken(row: ApiTokenRow, maker: MemberPrincipal): TokenPrincipal {
  return {
    ...maker,
    kind: 'token',
    tokenId: row.id,
    scopes: scopesOf(row),
    ...(row.project_id !== null && { projectId: row.project_id, projects: only(maker, row.project_id) }),
  }
}

/** None where the maker does not see it any more. */
function only({ projects }: MemberPrincipal, projectId: string): string[] {
  return projects === 'all' || projects.includes(projectId) ? [projectId] : []
}
