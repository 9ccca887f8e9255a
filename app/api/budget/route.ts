import { budgetQuerySchema } from '#lib/api/budget-limits.ts'
import { readBudget } from '#lib/server/budgets/standings.ts'
import { route } from '#lib/server/http/route.ts'

export const GET = route({
  permission: 'budget.read',
  query: budgetQuerySchema,
  run: ({ services, principal, query }) => readBudget(services, principal, query.project),
})
