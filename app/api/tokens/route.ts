import { createTokenSchema } from '#lib/api/tokens.ts'
import { route } from '#lib/server/http/route.ts'
import { createToken, readTokens } from '#lib/server/tokens/tokens.ts'

export const GET = route({
  permission: 'token.read',
  run: ({ services, principal }) => readTokens(services, principal),
})

export const POST = route({
  permission: 'token.change',
  body: createTokenSchema,
  run: async ({ services, principal, body }) =>
    Response.json(await createToken(services, principal, body), { status: 201 }),
})
