import { usageQuerySchema } from '#lib/api/usage.ts'
import { exportUsage } from '#lib/server/budgets/usage.ts'
import { route } from '#lib/server/http/route.ts'

export const GET = route({
  permission: 'budget.read',
  query: usageQuerySchema,
  run: async ({ services, principal, query }) => {
    const { fileName, csv } = await exportUsage(services, principal, query.month)
    return new Response(csv, {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${fileName}"`,
        'x-content-type-options': 'nosniff',
      },
    })
  },
})
