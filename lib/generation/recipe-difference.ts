/** Where the recipes of some takes differ: setting by setting, and which reference of one is which of the other. Prompts: word-diff.ts. */
import { effectiveSettings, modelOrLoosest } from '#lib/seedance/models.ts'
import { nameKey } from '#lib/seedance/names.ts'
import type { Mode, RequestSettings } from '#lib/seedance/request.ts'
import type { Generation, Recipe, RecipeReference } from './generation.ts'
import { isRemakeable } from './lifecycle.ts'

/** In the order in which they are read. */
export const RECIPE_FIELDS = [
  'model',
  'mode',
  'resolution',
  'ratio',
  'duration',
  'frames',
  'seed',
  'generateAudio',
  'cameraFixed',
  'watermark',
  'returnLastFrame',
  'draft',
  'serviceTier',
  'webSearch',
  'priority',
  'outputFormat',
] as const
export type RecipeField = (typeof RECIPE_FIELDS)[number]

/** As they took effect, defaults filled in. A field that the model has no use for is absent. */
export interface RecipeValues extends Omit<RequestSettings, 'fps' | 'executionExpiresAfter'> {
  model?: string
  mode?: Mode
}

type Take = Pick<Generation, 'recipe' | 'mode' | 'seed' | 'provider'>

/** A clip that was made elsewhere has no settings. Throws nothing: an unknown model is read with the loosest limits. */
export function recipeValues({ recipe, mode, seed: usedSeed, provider }: Take): RecipeValues {
  if (!isRemakeable({ provider })) return {}
  const { model } = modelOrLoosest(recipe.model)
  const { settings } = recipe
  const { resolution, ratio, duration, frames, generateAudio } = effectiveSettings(model, mode, settings)
  const seed = usedSeed ?? settings.seed
  return {
    model: recipe.model,
    mode,
    resolution,
    ratio,
    ...(duration === undefined ? {} : { duration }),
    ...(frames === undefined ? {} : { frames }),
    // -1 asks for any: no number is known then.
    ...(seed === undefined || seed === -1 ? {} : { seed }),
    ...(model.audioOutput && { generateAudio }),
    ...switches(settings),
    outputFormat: settings.outputFormat ?? 'mp4',
  }
}

/** Off and the usual are what a missing one means. */
function switches(settings: RequestSettings): RecipeValues {
  return {
    cameraFixed: settings.cameraFixed ?? false,
    watermark: settings.watermark ?? false,
    returnLastFrame: settings.returnLastFrame ?? false,
    draft: settings.draft ?? false,
    serviceTier: settings.serviceTier ?? 'default',
    webSearch: settings.webSearch ?? false,
    priority: settings.priority ?? 0,
  }
}

/** Fields in which not all are equal; one that only some have is among them. */
export function differingFields(all: readonly RecipeValues[]): RecipeField[] {
  return RECIPE_FIELDS.filter((field) => all.some((values) => values[field] !== all[0]?.[field]))
}

export type ReferenceChange = 'missing' | 'file' | 'role' | 'name'

/** One reference through all recipes, in their order; undefined where a recipe has none like it. */
export interface ReferenceRow {
  references: (RecipeReference | undefined)[]
  /** Empty: the same everywhere. */
  changes: ReferenceChange[]
}

/**
 * Each reference of a recipe is put beside the one of the others that has its file, else its name and kind, else its role where there is
 * one such place alone (first and last frame).
 */
export function compareReferences(recipes: readonly Pick<Recipe, 'references'>[]): ReferenceRow[] {
  const rows: (RecipeReference | undefined)[][] = []
  recipes.forEach(({ references }, column) => {
    const left = new Set(references)
    for (const isAlike of [hasSameFile, hasSameName, standsInSamePlace]) {
      for (const reference of left) {
        const row = rows.find(
          (cells) => cells[column] === undefined && cells.some((other) => other && isAlike(reference, other)),
        )
        if (!row) continue
        row[column] = reference
        left.delete(reference)
      }
    }
    for (const reference of left)
      rows.push(recipes.map((_, index) => (index === column ? reference : undefined)))
  })
  return rows.map((references) => ({ references, changes: changesOf(references) }))
}

function hasSameFile(one: RecipeReference, other: RecipeReference): boolean {
  return fileOf(one) === fileOf(other)
}

function hasSameName(one: RecipeReference, other: RecipeReference): boolean {
  return one.kind === other.kind && nameKey(one.name) === nameKey(other.name)
}

function standsInSamePlace(one: RecipeReference, other: RecipeReference): boolean {
  return one.role === other.role && (one.role === 'first_frame' || one.role === 'last_frame')
}

function fileOf({ mediaId, url }: RecipeReference): string {
  return mediaId ?? url ?? ''
}

function changesOf(references: readonly (RecipeReference | undefined)[]): ReferenceChange[] {
  const there = references.filter((reference) => reference !== undefined)
  const isMixed = (read: (reference: RecipeReference) => string) => new Set(there.map(read)).size > 1
  const changes: [ReferenceChange, boolean][] = [
    ['missing', there.length < references.length],
    ['file', isMixed(fileOf)],
    ['role', isMixed(({ role }) => role)],
    ['name', isMixed(({ name }) => nameKey(name))],
  ]
  return changes.flatMap(([change, isSo]) => (isSo ? [change] : []))
}
