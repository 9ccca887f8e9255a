/** Writes a canonical request as the JSON body of `POST /v1/videos` (contract.md §1.7, §2, §7). */
import { effectiveSettings, modelOrLoosest, outputSize } from '#lib/seedance/models.ts'
import type { CanonicalRequest } from '#lib/seedance/request.ts'
import { toArkBody } from './ark-request.ts'

/**
 * Scalars where the OpenAI format has a field, everything else twice: as the seed's page reads it (content, mode) and
 * inside `metadata`, which new-api lays over the upstream body. Content with data: addresses stands only once, for the
 * 64 MB that a body may have.
 */
export function toOpenAIVideoFields(request: CanonicalRequest): Record<string, unknown> {
  const { model } = modelOrLoosest(request.model)
  const { model: id, prompt, mode, function_mode, content, ...rest } = toArkBody(request, 'gateway')
  const settings = effectiveSettings(model, request.mode, request)
  const size = outputSize(model, settings.resolution, settings.ratio)
  const { duration } = request
  const hasMedia = request.references.length > 0 || request.draftTaskId !== undefined
  const isLight = request.references.every(({ url }) => !url.startsWith('data:'))
  return {
    model: id,
    prompt: prompt ?? '',
    // The format's default is 720x1280, so the size is always said where it is known.
    ...(size ? { size: `${size.width}x${size.height}` } : {}),
    ...(duration === undefined || duration === -1 ? {} : { seconds: String(duration) }),
    ...(mode === undefined ? {} : { mode }),
    ...(function_mode === undefined ? {} : { function_mode }),
    ...(hasMedia ? { content } : {}),
    metadata: { ...rest, ...(hasMedia && isLight ? { content } : {}) },
  }
}
