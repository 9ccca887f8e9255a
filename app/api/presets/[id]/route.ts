import { presetParamsSchema, updatePresetSchema } from '#lib/api/presets.ts'
import { route } from '#lib/server/http/route.ts'
import { removePreset, updatePreset } from '#lib/server/presets/presets.ts'

export const PUT = route({
  permission: 'preset.change',
  params: presetParamsSchema,
  body: updatePresetSchema,
  run: ({ services, principal, params, body }) => updatePreset(services, principal, params.id, body),
})

export const DELETE = route({
  permission: 'preset.change',
  params: presetParamsSchema,
  run: ({ services, principal, params }) => removePreset(services, principal, params.id),
})
