import { decideRequestSchema, requestParamsSchema } from '#lib/api/budget-limits.ts'
import { findMember } from '#lib/server/auth/sessions.ts'
import { decideRequest } from '#lib/server/budgets/requests.ts'
import { route } from '#lib/server/http/route.ts'

export const PUT = route({
  permission: 'budget.change',
  params: requestParamsSchema,
  body: decideRequestSchema,
  run: ({ services, principal, params, body }) =>
    decideRequest(
      { ...services, findMember: (id) => findMember(services, id) },
      principal,
      params.id,
      body.decision,
    ),
})
