import { readMembers } from '#lib/server/accounts/members.ts'
import { route } from '#lib/server/http/route.ts'

export const GET = route({
  permission: 'member.read',
  run: ({ services, principal }) => readMembers(services, principal),
})
