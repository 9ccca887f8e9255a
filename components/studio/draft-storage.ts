/**
 * The draft in localStorage, one per project, so that a reload, a crash or a second tab finds it. What was stored by another version
 * or by hand is looked at before it is believed. The only place that knows the stored shape.
 */
import * as z from 'zod/mini'
import { recipeSchema } from '#lib/api/generations.ts'
import type { MediaFile } from '#lib/api/media.ts'
import type { PromptPart } from '#lib/prompt/prompt-document.ts'
import { fromParts, toParts } from '#lib/prompt/prompt-edit.ts'
import type { Mode, RequestSettings } from '#lib/seedance/request.ts'
import type { Draft, DraftReference } from './draft.ts'

const VERSION = 1

interface StoredDraft {
  version: typeof VERSION
  model: string
  mode?: Mode
  prompt: PromptPart[]
  references: DraftReference[]
  settings: RequestSettings
  takes: number
}

export function draftKey(projectId: string): string {
  return `seedreel.draft.${projectId}`
}

export function serialiseDraft(draft: Draft): string {
  const stored: StoredDraft = {
    version: VERSION,
    model: draft.model,
    ...(draft.mode === undefined ? {} : { mode: draft.mode }),
    prompt: toParts(draft.prompt),
    references: draft.references,
    settings: draft.settings,
    takes: draft.takes,
  }
  return JSON.stringify(stored)
}

/** Undefined for nothing, for another version and for what is not a draft. */
export function parseDraft(text: string | null): Draft | undefined {
  const stored = parseJson(text)
  if (!isStoredDraft(stored)) return undefined
  const { version: _, prompt, ...rest } = stored
  return { ...rest, prompt: fromParts(prompt, stored.references), carriedOver: [] }
}

/**
 * What another tab wrote, and this tab's own uploads that the other one cannot know to be under way. The prompt may already mention
 * them, so they stay even if the other tab has dropped them.
 */
export function adoptDraft(own: Draft, theirs: Draft, uploading: ReadonlySet<string>): Draft {
  const known = new Set(theirs.references.map(({ id }) => id))
  const kept = own.references.filter(({ id }) => uploading.has(id) && !known.has(id))
  return { ...theirs, references: [...theirs.references, ...kept] }
}

function parseJson(text: string | null): unknown {
  if (text === null) return undefined
  try {
    return JSON.parse(text)
  } catch {
    // Half a write of another program: as good as nothing.
    return undefined
  }
}

// JSON holds no undefined, so an optional key of the schema is an absent key of the type.
function isStoredDraft(value: unknown): value is StoredDraft {
  return storedDraftSchema.safeParse(value).success
}

function isMediaFile(value: unknown): value is MediaFile {
  return mediaSchema.safeParse(value).success
}

const mediaSchema = z.looseObject({
  id: z.string(),
  kind: z.enum(['image', 'video', 'audio']),
  fileName: z.string(),
  format: z.string(),
  bytes: z.number(),
  url: z.string(),
  previewUrl: z.string(),
})

const storedDraftSchema = z.object({
  version: z.literal(VERSION),
  model: z.string(),
  mode: recipeSchema.shape.mode,
  prompt: recipeSchema.shape.prompt,
  references: z.array(
    z.looseObject({
      ...recipeSchema.shape.references.def.element.shape,
      fileName: z.optional(z.string()),
      media: z.optional(z.custom<MediaFile>(isMediaFile)),
    }),
  ),
  settings: recipeSchema.shape.settings,
  takes: z.number(),
})
