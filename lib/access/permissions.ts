/**
 * Access is one question: may this principal do that? A table of role × action, and nothing else. An action that is not
 * in a role's row is refused; an unknown role has no row.
 */
import type { Principal, Role } from './principal.ts'

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
] as const
/** What a person says of a clip: stars, picks, tags, favourites; and which of them they want to find again. */
const JUDGE = ['clip.judge', 'saved_search.change'] as const
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
] as const
/** Of the house itself, not of the work. */
const MANAGE = ['storage.read'] as const

export type Action =
  (typeof READ)[number] | (typeof JUDGE)[number] | (typeof MAKE)[number] | (typeof MANAGE)[number]

const ALLOWED: Record<Role, ReadonlySet<Action>> = {
  owner: new Set([...READ, ...JUDGE, ...MAKE, ...MANAGE]),
  admin: new Set([...READ, ...JUDGE, ...MAKE, ...MANAGE]),
  editor: new Set([...READ, ...JUDGE, ...MAKE]),
  reviewer: new Set([...READ, ...JUDGE]),
  viewer: new Set(READ),
}

export function isAllowed(principal: Principal, action: Action): boolean {
  return ALLOWED[principal.role].has(action)
}
