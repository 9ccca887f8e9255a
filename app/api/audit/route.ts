import { auditQuerySchema } from '#lib/api/audit.ts'
import { readAudit } from '#lib/server/audit/read-audit.ts'
import { route } from '#lib/server/http/route.ts'

export const GET = route({
  permission: 'audit.read',
  query: auditQuerySchema,
  run: ({ services, principal, query }) => readAudit(services, principal, query),
})
