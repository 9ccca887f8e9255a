import { readUsualTimes } from '#lib/server/generations/usual-times.ts'
import { route } from '#lib/server/http/route.ts'

export const GET = route({
  permission: 'generation.read',
  run: async ({ services }) => ({ times: await readUsualTimes(services) }),
})
