import { auditExportSchema } from '#lib/api/audit.ts'
import { exportAudit } from '#lib/server/audit/read-audit.ts'
import { route } from '#lib/server/http/route.ts'

export const GET = route({
  permission: 'audit.read',
  query: auditExportSchema,
  run: ({ services, principal, query }) => exportAudit(services, principal, query),
})
