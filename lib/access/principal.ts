/** Who is asking. Every request has one or is answered 401. */
export const ROLES = ['owner', 'admin', 'editor', 'reviewer', 'viewer'] as const
export type Role = (typeof ROLES)[number]

/** What somebody sees at all: rows of one team in these projects. Every read of rows that people see asks for one. */
export interface Sight {
  teamId: string
  /** `all`: those made later too. */
  projects: 'all' | readonly string[]
}

/** For the house's own work, which nobody looks at: never for what a request asks for. */
export function ofWholeTeam(teamId: string): Sight {
  return { teamId, projects: 'all' }
}

export interface MemberPrincipal extends Sight {
  kind: 'member'
  userId: string
  name: string
  role: Role
}

export const TOKEN_SCOPES = ['read', 'generate'] as const
/** What a token may do of what its maker may: see permissions.ts. */
export type TokenScope = (typeof TOKEN_SCOPES)[number]

/** A program with an API token. It is its maker, with the role that the maker has now and the scopes of the token. */
export interface TokenPrincipal extends Sight {
  kind: 'token'
  tokenId: string
  userId: string
  name: string
  role: Role
  scopes: readonly TokenScope[]
  /** The one project that the token is for; absent: all that its maker sees. */
  projectId?: string
}

export type Principal = MemberPrincipal | TokenPrincipal

/** What a share link lets its guests do beside looking. */
export interface ShareAllowance {
  download: boolean
  comments: boolean
  /** Those that were not made through the link too. */
  allComments: boolean
  verdict: boolean
  prompt: boolean
}

/** Somebody who came by a share link: nobody of the team, whatever other cookies they have. Their sight is the link's project, and of it the link's clips. */
export interface GuestPrincipal extends Sight {
  kind: 'guest'
  shareId: string
  projects: readonly [string]
  allows: ShareAllowance
  /** Who has given a name, for comments and verdicts. */
  guest?: { id: string; name: string }
}
