import 'server-only'
import type * as z from 'zod/mini'
import { TOKEN_SCOPES, type Principal } from '#lib/access/principal.ts'
import { AppError } from '#lib/api/app-error.ts'
import {
  type ApiToken,
  type createTokenSchema,
  MAX_TOKENS,
  type NewToken,
  type TokenList,
} from '#lib/api/tokens.ts'
import { actorOf, recordAudit } from '#lib/server/audit/record-audit.ts'
import { type Clock, DAY_MS } from '#lib/server/clock.ts'
import type { Database } from '#lib/server/database/database.ts'
import type { ApiTokenRow } from '#lib/server/database/tables.ts'
import { newId } from '#lib/server/ids.ts'
import { requireProjectId } from '#lib/server/teams/require-project.ts'
import { hashOfSecret, newTokenSecret } from './token-secret.ts'
import { insertToken, listTokens, revokeTokenRow } from './token-store.ts'

export interface TokenServices {
  database: Database
  clock: Clock
}

const SHOWN_ENDING = 4

/** The team's tokens that still open something, newest first. */
export async function readTokens(
  { database, clock }: TokenServices,
  { teamId }: Principal,
): Promise<TokenList> {
  return { tokens: (await listTokens(database.db, teamId, clock())).map(showToken) }
}

/**
 * A new token of whoever asks. Its secret is in the answer and nowhere else. Throws AppError `not_found` for a project that is not the
 * team's, `conflict` where the team has 100 already.
 */
export async function createToken(
  { database, clock }: TokenServices,
  principal: Principal,
  input: z.output<typeof createTokenSchema>,
): Promise<NewToken> {
  const secret = newTokenSecret()
  const now = clock()
  const row = await database.transaction(async (transaction) => {
    if (input.projectId !== undefined) await requireProjectId(transaction, principal, input.projectId)
    if ((await listTokens(transaction, principal.teamId, now)).length >= MAX_TOKENS) throw tooMany()
    const made: ApiTokenRow = {
      id: newId('tok', now),
      team_id: principal.teamId,
      project_id: input.projectId ?? null,
      author_id: principal.userId,
      name: input.name,
      secret_hash: hashOfSecret(secret),
      ending: secret.slice(-SHOWN_ENDING),
      scopes: [...new Set(input.scopes)].join(' '),
      created_at: now,
      expires_at: now + input.expiresInDays * DAY_MS,
      last_used_at: null,
      revoked_at: null,
    }
    await insertToken(transaction, made)
    await recordAudit(transaction, {
      teamId: made.team_id,
      actor: actorOf(principal),
      action: 'token.created',
      at: now,
      projectId: input.projectId,
      targetId: made.id,
      details: { name: made.name, scopes: made.scopes, expiresAt: made.expires_at },
    })
    return made
  })
  return { token: showToken(row), secret }
}

/** From now on it opens nothing. Throws AppError `not_found` for one that is over or another team's. */
export async function revokeToken(
  { database, clock }: TokenServices,
  principal: Principal,
  id: string,
): Promise<void> {
  const { teamId } = principal
  const now = clock()
  await database.transaction(async (transaction) => {
    const row = await revokeTokenRow(transaction, { teamId, id, now })
    if (row === undefined)
      throw new AppError('not_found', {
        en: 'This token does not exist, or was revoked before.',
        zh: '这个令牌不存在，或之前已被撤销。',
      })
    await recordAudit(transaction, {
      teamId,
      actor: actorOf(principal),
      action: 'token.revoked',
      at: now,
      projectId: row.project_id ?? undefined,
      targetId: id,
      details: { name: row.name },
    })
  })
}

function tooMany(): AppError {
  return new AppError('conflict', {
    en: `The team has ${MAX_TOKENS} tokens. Revoke one that is not used any more.`,
    zh: `团队已有 ${MAX_TOKENS} 个令牌。请先撤销不再使用的。`,
  })
}

function showToken(row: ApiTokenRow): ApiToken {
  return {
    id: row.id,
    name: row.name,
    ending: row.ending,
    scopes: scopesOf(row),
    ...(row.project_id !== null && { projectId: row.project_id }),
    authorId: row.author_id,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    ...(row.last_used_at !== null && { lastUsedAt: row.last_used_at }),
  }
}

/** What a later version wrote and this one does not know allows nothing. */
export function scopesOf({ scopes }: Pick<ApiTokenRow, 'scopes'>) {
  const words = new Set(scopes.split(' '))
  return TOKEN_SCOPES.filter((scope) => words.has(scope))
}
