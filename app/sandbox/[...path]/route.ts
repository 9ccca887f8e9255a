import { route } from '#lib/server/http/route.ts'
import { answerOutside } from '#lib/server/sandbox/answer-outside.ts'

/** The sandbox for clients outside the process. It asks for a key of its own and speaks the provider's protocols. */
const serve = route({
  permission: 'public',
  query: 'raw',
  body: 'stream',
  run: ({ services: { env, sandbox }, request }) =>
    answerOutside(env.sandbox.served ? sandbox : undefined, request),
})

export { serve as DELETE, serve as GET, serve as HEAD, serve as PATCH, serve as POST, serve as PUT }
