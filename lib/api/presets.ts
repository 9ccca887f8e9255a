/** /api/presets: what the team shares to begin from. */
import * as z from 'zod/mini'
import { MODES, type Mode, type RequestSettings } from '#lib/seedance/request.ts'
import { settingsSchema } from './generations.ts'
import { MAX_TAKES } from './take-limit.ts'
import { idSchema, nameSchema } from './values.ts'

/** `settings`: a model with everything that is set for it. `template`: a prompt with places to fill in, as `{subject}`. */
export type PresetKind = 'settings' | 'template'

/** Of one kind, in one team. */
export const MAX_PRESETS = 200

export interface SettingsContent {
  model: string
  mode?: Mode
  settings: RequestSettings
  takes: number
}

export interface TemplateContent {
  text: string
}

interface PresetHead {
  id: string
  name: string
  updatedAt: number
}

export type SettingsPreset = PresetHead & { kind: 'settings'; content: SettingsContent }
export type PromptTemplate = PresetHead & { kind: 'template'; content: TemplateContent }
export type Preset = SettingsPreset | PromptTemplate

/** By name. */
export interface PresetList {
  presets: Preset[]
}

const settingsContentSchema = z.strictObject({
  model: z.string().check(z.minLength(1), z.maxLength(128)),
  mode: z.exactOptional(z.enum(MODES)),
  settings: settingsSchema,
  takes: z.int().check(z.gte(1), z.lte(MAX_TAKES)),
})

const templateContentSchema = z.strictObject({
  text: z.string().check(z.minLength(1), z.maxLength(5000)),
})

const contentSchema = z.record(z.string(), z.unknown())

/** The body first, so that a field which is none is named; then the content by its kind. */
export const presetBodySchema = z.strictObject({
  kind: z.enum(['settings', 'template']),
  name: nameSchema,
  content: contentSchema,
})
export const createPresetSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('settings'), name: nameSchema, content: settingsContentSchema }),
  z.strictObject({ kind: z.literal('template'), name: nameSchema, content: templateContentSchema }),
])
export type CreatePresetInput = z.infer<typeof createPresetSchema>

/** Another name, other content, or both; the kind stays, so the content has to be of it. */
export const updatePresetSchema = z.strictObject({
  name: z.exactOptional(nameSchema),
  content: z.exactOptional(contentSchema),
})
export interface UpdatePresetInput {
  name?: string
  content?: CreatePresetInput['content']
}

export const presetParamsSchema = z.strictObject({ id: idSchema })

/** The content of a row or an answer. */
export const presetContentSchemas = { settings: settingsContentSchema, template: templateContentSchema }
