/**
 * Access is one question: may this principal do that? A table of role × action, and nothing else. An action that is not
 * in a role's row is refused; an unknown role has no row.
 */
import type { GuestPrincipal, Principal, Role, ShareAllowance, TokenScope } from './principal.ts'

const READ = [
  'studio.read',
  'generation.read',
  'media.read',
  'preset.read',
  'project.read',
  'sequence.read',
  'saved_search.read',
  'session.read',
  'session.end',
  'account.change',
  'member.read',
  'comment.read',
  'notification.read',
  'notification.change',
  'budget.read',
] as const
/** What a person says of a clip: stars, picks, tags, favourites; and which of them they want to find again. */
const JUDGE = ['clip.judge', 'saved_search.change', 'comment.write', 'verdict.give'] as const
const MAKE = [
  'generation.create',
  'generation.cancel',
  'generation.retry',
  'generation.resolve',
  'generation.remove',
  'media.create',
  'preset.change',
  'clip.move',
  'clip.import',
  'sequence.change',
  'project.change',
  'provider.check',
  // A token does no more than its maker: whoever makes clips may let a program make them.
  'token.read',
  'token.change',
  'verdict.ask',
  'share.read',
  'share.change',
] as const
/** Of the house itself, not of the work. */
const MANAGE = [
  'storage.read',
  'member.change',
  'invite.read',
  'invite.change',
  'budget.change',
  'usage.read',
  'webhook.read',
  'webhook.change',
  'audit.read',
] as const

export type Action =
  (typeof READ)[number] | (typeof JUDGE)[number] | (typeof MAKE)[number] | (typeof MANAGE)[number]

const ALLOWED: Record<Role, ReadonlySet<Action>> = {
  owner: new Set([...READ, ...JUDGE, ...MAKE, ...MANAGE]),
  admin: new Set([...READ, ...JUDGE, ...MAKE, ...MANAGE]),
  editor: new Set([...READ, ...JUDGE, ...MAKE]),
  reviewer: new Set([...READ, ...JUDGE]),
  viewer: new Set(READ),
}

/** What a token of each scope may do, where its maker's role allows it too. Making tokens is in none of them. */
const OF_SCOPE: Record<TokenScope, ReadonlySet<Action>> = {
  read: new Set(['studio.read', 'generation.read', 'media.read', 'preset.read', 'project.read']),
  generate: new Set(['generation.create', 'generation.cancel', 'generation.remove', 'media.create']),
}

/** Of a person, who has no scopes. */
export function roleMay(role: Role, action: Action): boolean {
  return ALLOWED[role].has(action)
}

export function isAllowed(principal: Principal, action: Action): boolean {
  if (!roleMay(principal.role, action)) return false
  return principal.kind === 'member' || principal.scopes.some((scope) => OF_SCOPE[scope].has(action))
}

/** What somebody with a share link can ask for. What else there is, they can't. */
export type GuestAction =
  | 'clip.see'
  | 'clip.download'
  | 'prompt.read'
  | 'comment.read'
  | 'comment.read_all'
  | 'comment.write'
  | 'verdict.give'

/** What of a link allows it; null: every link does. */
const OF_LINK: Record<GuestAction, keyof ShareAllowance | null> = {
  'clip.see': null,
  'clip.download': 'download',
  'prompt.read': 'prompt',
  'comment.read': 'comments',
  'comment.read_all': 'allComments',
  'comment.write': 'comments',
  'verdict.give': 'verdict',
}

export function isAllowedToGuest({ allows }: Pick<GuestPrincipal, 'allows'>, action: GuestAction): boolean {
  if (!Object.hasOwn(OF_LINK, action)) return false
  const allowance = OF_LINK[action]
  return allowance === null || allows[allowance]
}
