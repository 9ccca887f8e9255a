/** Who is asking. Every request has one or is answered 401. */
export const ROLES = ['owner', 'admin', 'editor', 'reviewer', 'viewer'] as const
export type Role = (typeof ROLES)[number]

export interface MemberPrincipal {
  kind: 'member'
  userId: string
  name: string
  teamId: string
  role: Role
}

export const TOKEN_SCOPES = ['read', 'generate'] as const
/** What a token may do of what its maker may: see permissions.ts. */
export type TokenScope = (typeof TOKEN_SCOPES)[number]

/** A program with an API token. It is its maker, with the role that the maker has now and the scopes of the token. */
export interface TokenPrincipal {
  kind: 'token'
  tokenId: string
  userId: string
  name: string
  teamId: string
  role: Role
  scopes: readonly TokenScope[]
  /** The one project that the token is for; absent: all that its maker sees. */
  projectId?: string
}

export type Principal = MemberPrincipal | TokenPrincipal
