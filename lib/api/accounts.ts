/** /api/account, /api/members, /api/invites: who is here, who may come, and what each says of themselves. Times are epoch ms. */
import * as z from 'zod/mini'
import { ROLES, type Role } from '#lib/access/principal.ts'
import { idSchema, nameSchema, saying } from './values.ts'

/** Characters. More than any password manager makes; scrypt reads all of them. */
const LONGEST_PASSWORD = 200
export const SHORTEST_PASSWORD = 10
/** Days. */
const LONGEST_INVITE = 30
const USUAL_INVITE = 7
/** Open ones of one team. */
export const MAX_INVITES = 100

export const emailSchema = z.string().check(
  z.trim(),
  z.maxLength(254),
  z.refine(
    (text) => /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/.test(text),
    saying({ en: 'must be an e-mail address', zh: '必须是电子邮件地址' }),
  ),
  z.toLowerCase(),
)

const newPasswordSchema = z.string().check(
  z.maxLength(LONGEST_PASSWORD),
  z.refine(
    (text) => [...text].length >= SHORTEST_PASSWORD,
    saying({
      en: `must have at least ${SHORTEST_PASSWORD} characters`,
      zh: `至少要有 ${SHORTEST_PASSWORD} 个字符`,
    }),
  ),
)
const givenPasswordSchema = z.string().check(z.maxLength(LONGEST_PASSWORD))

/** Why a sign-in by OpenID Connect ended at the sign-in page again, which says it. */
export const OIDC_PROBLEMS = [
  'oidc_failed',
  'oidc_cancelled',
  'oidc_over',
  'oidc_unverified',
  'oidc_not_invited',
  'oidc_other_email',
] as const
export type OidcProblem = (typeof OIDC_PROBLEMS)[number]

/** POST /api/session */
export const signInSchema = z.strictObject({ email: emailSchema, password: givenPasswordSchema })

/** PUT /api/account. The first e-mail and password of an owner who came by the owner link are set here too. */
export const accountSchema = z.strictObject({
  name: nameSchema,
  email: z.exactOptional(emailSchema),
})

/** PUT /api/account/password. `current` is asked for where there is one. */
export const passwordSchema = z.strictObject({
  current: z.exactOptional(givenPasswordSchema),
  next: newPasswordSchema,
})

export interface Account {
  id: string
  name: string
  role: Role
  /** Absent: signs in by the owner link alone. */
  email?: string
  hasPassword: boolean
  sessions: { id: string; createdAt: number; expiresAt: number; isThisOne: boolean }[]
}

export interface Member {
  id: string
  name: string
  role: Role
  /** Absent for those who may not see it. */
  email?: string
  /** Left the team; what they made stays. */
  isGone?: true
}

export interface MemberList {
  members: Member[]
}

export const memberParamsSchema = z.strictObject({ id: z.string().check(z.regex(/^[\w-]{1,64}$/)) })
export const memberRoleSchema = z.strictObject({ role: z.enum(ROLES) })

/** POST /api/invites */
export const createInviteSchema = z.strictObject({
  role: z.enum(ROLES),
  /** Whoever has the link may come where it is absent. */
  email: z.exactOptional(emailSchema),
  /** Private projects that the person becomes a member of. */
  projectIds: z._default(z.array(idSchema).check(z.maxLength(50)), []),
  expiresInDays: z._default(z.int().check(z.gte(1), z.lte(LONGEST_INVITE)), USUAL_INVITE),
  /** To `email`, at once. The link is answered all the same. */
  byMail: z._default(z.boolean(), false),
})
export type CreateInviteInput = z.input<typeof createInviteSchema>

export const inviteParamsSchema = z.strictObject({ id: idSchema })

export interface Invite {
  id: string
  role: Role
  email?: string
  projectIds: string[]
  authorId: string
  createdAt: number
  expiresAt: number
}

/** Open ones, newest first. */
export interface InviteList {
  invites: Invite[]
  /** Whether the studio can send e-mail. */
  canMail: boolean
}

/** `path` opens it, and is kept nowhere here. */
export interface NewInvite {
  invite: Invite
  path: string
  /** Where it was to be sent by e-mail: whether the mail server took it. */
  isMailed?: boolean
}

/** POST /api/invites/accept */
export const acceptInviteSchema = z.strictObject({
  secret: z.string().check(z.maxLength(200)),
  name: nameSchema,
  email: emailSchema,
  password: newPasswordSchema,
})

/** PUT /api/projects/[id]/members: all of it at once. */
export const projectMembersSchema = z.strictObject({
  isPrivate: z.boolean(),
  memberIds: z.array(z.string().check(z.regex(/^[\w-]{1,64}$/))).check(z.maxLength(200)),
})

export interface ProjectMembers {
  isPrivate: boolean
  /** Those who were added; owners and admins see it too. */
  memberIds: string[]
}
