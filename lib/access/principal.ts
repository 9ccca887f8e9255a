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

export type Principal = MemberPrincipal
