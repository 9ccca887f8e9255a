import { usageQuerySchema } from '#lib/api/usage.ts'
import { readUsage } from '#lib/server/budgets/usage.ts'
import { route } from '#lib/server/http/route.ts'

export const GET = route({
  permission: 'budget.read',
  query: usageQuerySchema,
  run: ({ services, principal, query }) => readUsage(services, principal, query.month),
})
