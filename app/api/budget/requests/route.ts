import { readRequests } from '#lib/server/budgets/requests.ts'
import { route } from '#lib/server/http/route.ts'

export const GET = route({
  permission: 'budget.read',
  run: ({ services, principal }) => readRequests(services, principal),
})
