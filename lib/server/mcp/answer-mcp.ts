import 'server-only'
import { createMcpHandler, McpServer } from '@modelcontextprotocol/server'
import type { TokenPrincipal } from '#lib/access/principal.ts'
import { addTools, type ToolServices } from './mcp-tools.ts'

/** Of one request: prompts and settings, and pictures as `data:` addresses only while they are small. */
const MAX_BODY_BYTES = 4 * 1024 * 1024

const INSTRUCTIONS = `Seedreel makes video clips with Seedance models. list_models says what there is, quote what a request would cost and what is wrong with it, without spending anything. create_video starts a clip and costs money unless the studio runs on its sandbox; with the same idempotency_key it never makes a second one. A clip takes minutes: ask get_video every ten seconds or so until its status is succeeded, failed, cancelled or expired.`

/**
 * One message of the Model Context Protocol over streamable HTTP, without sessions: whoever asks is known by the API token of each request, and
 * a server is made for it alone. Clients of the 2025 revisions are answered too. A body of more than 4 MiB is answered 413.
 */
export async function answerMcp(
  services: ToolServices,
  principal: TokenPrincipal,
  request: Request,
): Promise<Response> {
  const { log } = services
  const handler = createMcpHandler(
    () => {
      const server = new McpServer(
        { name: 'seedreel', title: 'Seedreel', version: '1.0.0' },
        { instructions: INSTRUCTIONS },
      )
      addTools(server, services, principal)
      return server
    },
    {
      maxRequestBodySize: MAX_BODY_BYTES,
      // Nothing here changes while somebody listens.
      maxSubscriptions: 0,
      onerror: (error) =>
        log('warn', 'A message of an MCP client was not understood', { cause: error.message }),
    },
  )
  return handler.fetch(request)
}
