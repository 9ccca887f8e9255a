import { hintParamsSchema } from '#lib/api/webhooks.ts'
import { route } from '#lib/server/http/route.ts'

/** The provider says that there is news. Everybody gets the same answer, and nothing of what they say is read. */
export const POST = route({
  permission: 'public',
  params: hintParamsSchema,
  body: 'stream',
  run: ({ services, params }) => services.hints.take(params.token),
})
