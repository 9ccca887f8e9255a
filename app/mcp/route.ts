import { endpointRoute } from '#lib/server/http/endpoint-route.ts'
import { answerMcp } from '#lib/server/mcp/answer-mcp.ts'

export const POST = endpointRoute({
  format: 'ark',
  permission: 'generation.read',
  run: ({ services, principal, request }) => answerMcp(services, principal, request),
})
