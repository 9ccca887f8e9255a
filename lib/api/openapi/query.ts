/** GET /api/openapi.json: in which language it explains itself. */
import * as z from 'zod/mini'
import { DEFAULT_LANGUAGE, LANGUAGES } from '#lib/language/language.ts'

export const openApiQuerySchema = z.strictObject({
  language: z._default(z.enum(LANGUAGES), DEFAULT_LANGUAGE),
})
