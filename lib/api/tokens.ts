/** /api/tokens: keys for programs. The secret itself is told once, by the answer that makes it. */
import * as z from 'zod/mini'
import { TOKEN_SCOPES, type TokenScope } from '#lib/access/principal.ts'
import { idSchema, nameSchema } from './values.ts'

/** In one team, those that are over not counted. */
export const MAX_TOKENS = 100
/** Days. */
export const LONGEST_TOKEN_LIFE = 365
const USUAL_TOKEN_LIFE = 90

export const createTokenSchema = z.strictObject({
  name: nameSchema,
  scopes: z.array(z.enum(TOKEN_SCOPES)).check(z.minLength(1), z.maxLength(TOKEN_SCOPES.length)),
  /** Absent: every project of its maker. */
  projectId: z.exactOptional(idSchema),
  expiresInDays: z._default(z.int().check(z.gte(1), z.lte(LONGEST_TOKEN_LIFE)), USUAL_TOKEN_LIFE),
})
export type CreateTokenInput = z.input<typeof createTokenSchema>

export const tokenParamsSchema = z.strictObject({ id: idSchema })

/** Times are epoch ms. */
export interface ApiToken {
  id: string
  name: string
  /** The last characters of the secret, to tell tokens apart. */
  ending: string
  scopes: TokenScope[]
  projectId?: string
  authorId: string
  createdAt: number
  expiresAt: number
  /** To the minute. */
  lastUsedAt?: number
}

/** Newest first. Those that ended or were revoked are gone. */
export interface TokenList {
  tokens: ApiToken[]
}

/** `secret` goes into `Authorization: Bearer`, and is kept nowhere here. */
export interface NewToken {
  token: ApiToken
  secret: string
}
