import { route } from '#lib/server/http/route.ts'

/** Asks the provider something free; starts no task. */
export const POST = route({
  permission: 'provider.check',
  run: ({ services }) => services.provider.checkConnection(),
})
