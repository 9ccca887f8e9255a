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
  'session.read',
  'session.end',
] as const
const MAKE = [
  'generation.create',
  'generation.cancel',
  'generation.retry',
  'generation.resolve',
  'generation.remove',
  'media.create',
  'preset.change',
  'provider.check',
] as const

export type Action = (typeof READ)[number] | (typeof MAKE)[number]

const ALLOWED: Record<Role, ReadonlySet<Action>> = {
  owner: new Set([...READ, ...MAKE]),
  admin: new Set([...READ, ...MAKE]),
  editor: new Set([...READ, ...MAKE]),
  reviewer: new Set(READ),
  viewer: new Set(READ),
}

export function isAllowed(principal: Principal, action: Action): boolean {
  return ALLOWED[principal.role].has(action)
}
