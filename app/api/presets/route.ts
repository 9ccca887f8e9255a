import { presetBodySchema } from '#lib/api/presets.ts'
import { route } from '#lib/server/http/route.ts'
import { createPreset, readPresets } from '#lib/server/presets/presets.ts'

export const GET = route({
  permission: 'preset.read',
  run: ({ services, principal }) => readPresets(services, principal),
})

export const POST = route({
  permission: 'preset.change',
  body: presetBodySchema,
  run: async ({ services, principal, body }) =>
    Response.json(await createPreset(services, principal, body), { status: 201 }),
})
