/** Who stands above whom: nobody gives a role above their own, nor changes somebody above them. */
import { ROLES, type Role } from './principal.ts'

/** The roles that somebody may give, and take: an admin all but an owner's. */
export function rolesBelow(role: Role): readonly Role[] {
  if (role === 'owner') return ROLES
  return role === 'admin' ? ROLES.filter((one) => one !== 'owner') : []
}
