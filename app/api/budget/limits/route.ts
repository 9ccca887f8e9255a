import { changeLimitSchema } from '#lib/api/budget-limits.ts'
import { changeLimit, readLimits } from '#lib/server/budgets/limits.ts'
import { route } from '#lib/server/http/route.ts'

export const GET = route({
  permission: 'usage.read',
  run: ({ services, principal }) => readLimits(services, principal),
})

export const PUT = route({
  permission: 'budget.change',
  body: changeLimitSchema,
  run: ({ services, principal, body }) => changeLimit(services, principal, body),
})
