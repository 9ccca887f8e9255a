import 'server-only'
import { brokenAnswer, DroppedConnection } from './dropped-connection.ts'
import type { Sandbox } from './sandbox.ts'

/** The sandbox for clients outside the process, in a route of Next. Undefined: it is switched off. */
export async function answerOutside(sandbox: Sandbox | undefined, request: Request): Promise<Response> {
  if (sandbox === undefined) {
    const message = 'The sandbox is off here. SANDBOX_KEY switches it on for whoever has that key.'
    return Response.json({ error: { code: 'NotFound', message, type: 'NotFound' } }, { status: 404 })
  }
  try {
    return await sandbox.handle(request)
  } catch (error) {
    if (error instanceof DroppedConnection) return brokenAnswer()
    throw error
  }
}
