/**
 * The draft in localStorage, one per project, so that a reload, a crash or a second tab finds it. What was stored by another version
 * or by hand is looked at before it is believed. The only place that knows the stored shape.
 */
import type { PromptPart } from '#lib/prompt/prompt-document.ts'
import { fromParts, toParts } from '#lib/prompt/prompt-edit.ts'
import {
  MODES,
  RATIOS,
  REFERENCE_KINDS,
  REFERENCE_ROLES,
  type Mode,
  type RequestSettings,
} from '#lib/seedance/request.ts'
import type { DraftShot } from './draft-shot.ts'
import type { Draft, DraftReference, Variations } from './draft.ts'

const VERSION = 1

interface StoredDraft {
  version: typeof VERSION
  model: string
  mode?: Mode
  prompt: PromptPart[]
  references: DraftReference[]
  settings: RequestSettings
  takes: number
  variations?: StoredVariations
  shot?: DraftShot
}

interface StoredVariations extends Omit<Variations, 'prompts'> {
  prompts: PromptPart[][]
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
    ...(draft.variations && { variations: storeVariations(draft.variations) }),
    ...(draft.shot && { shot: draft.shot }),
  }
  return JSON.stringify(stored)
}

/** Undefined for nothing, for another version and for what is not a draft. */
export function parseDraft(text: string | null): Draft | undefined {
  const stored = parseJson(text)
  if (!isStoredDraft(stored)) return undefined
  const { version: _, prompt, variations, shot, ...rest } = stored
  return {
    ...rest,
    prompt: fromParts(prompt, stored.references),
    carriedOver: [],
    // The rest of a draft is worth more than they are.
    ...(isStoredVariations(variations) && { variations: readVariations(variations, stored.references) }),
    ...(isShot(shot) && { shot }),
  }
}

function storeVariations({ prompts, ratios, models }: Variations): StoredVariations {
  return { prompts: prompts.map(toParts), ratios, models }
}

function readVariations(
  { prompts, ratios, models }: StoredVariations,
  references: readonly DraftReference[],
): Variations {
  return { prompts: prompts.map((parts) => fromParts(parts, references)), ratios, models }
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

/** By hand, not by schema: see call-api.ts. What the values mean is checked where they are used; here only that they are values. */
function isStoredDraft(value: unknown): value is StoredDraft {
  if (!isRecord(value) || value.version !== VERSION) return false
  const { model, mode, prompt, references, settings, takes } = value
  return (
    typeof model === 'string' &&
    (mode === undefined || isOneOf(MODES, mode)) &&
    isListOf(prompt, isPart) &&
    isListOf(references, isReference) &&
    isRecord(settings) &&
    Object.values(settings).every((setting) => ['string', 'number', 'boolean'].includes(typeof setting)) &&
    typeof takes === 'number'
  )
}

function isStoredVariations(value: unknown): value is StoredVariations {
  return (
    isRecord(value) &&
    isListOf(value.prompts, (parts) => isListOf(parts, isPart)) &&
    isListOf(value.ratios, (ratio) => isOneOf(RATIOS, ratio)) &&
    isListOf(value.models, (model) => typeof model === 'string')
  )
}

function isShot(value: unknown): value is DraftShot {
  return isRecord(value) && [value.id, value.clipId, value.title].every((text) => typeof text === 'string')
}

function isPart(value: unknown): boolean {
  return isRecord(value) && (typeof value.text === 'string' || typeof value.mention === 'string')
}

function isReference(value: unknown): boolean {
  if (!isRecord(value)) return false
  const { id, name, kind, role, mediaId, url, fileName, media } = value
  return (
    [id, name].every((text) => typeof text === 'string') &&
    [mediaId, url, fileName].every((text) => text === undefined || typeof text === 'string') &&
    isOneOf(REFERENCE_KINDS, kind) &&
    isOneOf(REFERENCE_ROLES, role) &&
    (media === undefined ||
      (isRecord(media) && typeof media.id === 'string' && typeof media.bytes === 'number'))
  )
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isListOf(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isItem)
}

function isOneOf(words: readonly string[], value: unknown): boolean {
  return typeof value === 'string' && words.includes(value)
}
