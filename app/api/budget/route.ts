import { readBudget } from '#lib/server/generations/budget.ts'
import { route } from '#lib/server/http/route.ts'

export const GET = route({
  permission: 'studio.read',
  run: ({ services, principal }) => readBudget(services, principal.teamId, services.env.monthlyBudgetTokens),
})
