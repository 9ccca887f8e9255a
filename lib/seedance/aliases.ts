/**
 * Every accepted spelling of a field, in order of precedence: where two spellings disagree the earlier one is taken
 * and the later one is named in a notice. The contract documents no precedence (contract.md §1.2); this is our own:
 * - Ark's spelling goes before the gateway's, since it is the one all relatives share;
 * - a list goes before a single value, since it can hold more;
 * - media and text inside `content` go before flat fields of the same kind, as seed.txt recommends `content`;
 *   the text of `prompt`, "primary description", goes before text items (contract.md §7 replaces them too);
 * - `size` and then `width` × `height` come after ratio and resolution, being made of both;
 * - the same field in `metadata` goes before the top level, and the top level before `parameters`, as new-api lays
 *   `metadata` over the body (contract.md §7); model and prompt are never taken from either;
 * - text commands (`--dur 5`) come last.
 */
import type { Sentence } from '#lib/language/language.ts'
import type { Notice, Problem } from './problem.ts'

export const ALIASES = {
  model: ['model'],
  prompt: ['prompt'],
  content: ['content'],
  mode: ['mode'],
  functionMode: ['function_mode'],
  taskType: ['omni_reference_task_type'],
  images: ['image_urls', 'images', 'image_url', 'image', 'input_reference'],
  referenceImages: ['reference_images'],
  lastFrame: ['last_image_url', 'end_image_url'],
  videos: ['video_urls', 'videos', 'video_url'],
  audios: ['audio_urls', 'audios', 'audio_url'],
  duration: ['duration', 'seconds'],
  frames: ['frames'],
  ratio: ['ratio', 'aspect_ratio'],
  resolution: ['resolution', 'quality'],
  size: ['size'],
  width: ['width'],
  height: ['height'],
  fps: ['fps', 'framespersecond'],
  seed: ['seed'],
  generateAudio: ['generate_audio'],
  watermark: ['watermark'],
  cameraFixed: ['camera_fixed', 'camerafixed'],
  returnLastFrame: ['return_last_frame'],
  serviceTier: ['service_tier'],
  executionExpiresAfter: ['execution_expires_after'],
  draft: ['draft'],
  priority: ['priority'],
  tools: ['tools'],
  webSearch: ['web_search'],
  outputFormat: ['output_format'],
  callbackUrl: ['callback_url'],
  safetyIdentifier: ['safety_identifier'],
  count: ['n'],
  responseFormat: ['response_format'],
} as const satisfies Record<string, readonly string[]>
export type Field = keyof typeof ALIASES

/** The shapes a caller may lay under and over the top level. */
const LAYERS = { under: 'parameters', over: 'metadata' } as const
const NEVER_FROM_A_LAYER = new Set(['model', 'prompt'])

/** A value with the place it came from, which is what a problem or a notice about it names. */
export interface Given {
  spelling: string
  value: unknown
}

export interface Findings {
  problems: Problem[]
  notices: Notice[]
}

/** Sorts a body into fields. Absent, null and empty-string values count as not given: forms send empty parts. */
export function gatherFields(body: Record<string, unknown>, findings: Findings): Map<Field, Given> {
  const flat = flatten(body, findings)
  const fields = new Map<Field, Given>()
  for (const field of FIELDS) {
    for (const spelling of ALIASES[field]) {
      const value = flat.get(spelling)
      flat.delete(spelling)
      if (isAbsent(value)) continue
      const winner = fields.get(field)
      if (!winner) fields.set(field, { spelling, value })
      else if (!isWithin(value, winner.value)) findings.notices.push(disagreement(spelling, winner.spelling))
    }
  }
  for (const [field, value] of flat) {
    if (!isAbsent(value)) findings.notices.push({ field, message: unknownField(field) })
  }
  return fields
}

const FIELDS = Object.keys(ALIASES).filter((name): name is Field => name in ALIASES)

function unknownField(field: string): Sentence {
  return { en: `\`${field}\` is not a known field and is ignored`, zh: `\`${field}\` 不是已知字段，已忽略` }
}

/** The notice for a value that another one overrules. */
export function disagreement(loser: string, winner: string): Notice {
  const message = {
    en: `\`${loser}\` disagrees with \`${winner}\`; \`${winner}\` is used`,
    zh: `\`${loser}\` 与 \`${winner}\` 不一致；以 \`${winner}\` 为准`,
  }
  return { field: loser, message }
}

function flatten(body: Record<string, unknown>, findings: Findings): Map<string, unknown> {
  const { [LAYERS.under]: under, [LAYERS.over]: over, ...top } = body
  const flat = new Map(Object.entries(readLayer(LAYERS.under, under, findings)))
  for (const [key, value] of Object.entries(top)) {
    const previous = flat.get(key)
    if (!isAbsent(previous) && !isAbsent(value) && !isWithin(previous, value)) {
      findings.notices.push(disagreement(`${LAYERS.under}.${key}`, key))
    }
    if (!isAbsent(value) || !flat.has(key)) flat.set(key, value)
  }
  for (const [key, value] of Object.entries(readLayer(LAYERS.over, over, findings))) {
    const previous = flat.get(key)
    if (!isAbsent(previous) && !isWithin(previous, value)) {
      findings.notices.push(disagreement(key, `${LAYERS.over}.${key}`))
    }
    flat.set(key, value)
  }
  return flat
}

function readLayer(field: string, value: unknown, findings: Findings): Record<string, unknown> {
  if (isAbsent(value)) return {}
  const layer = parseJsonText(value)
  if (!isRecord(layer)) {
    const message = { en: `\`${field}\` must be a JSON object`, zh: `\`${field}\` 必须是 JSON 对象` }
    findings.problems.push({ field, code: 'wrong_type', message })
    return {}
  }
  const entries = Object.entries(layer).filter(
    ([key, inner]) => !isAbsent(inner) && !NEVER_FROM_A_LAYER.has(key),
  )
  return Object.fromEntries(entries)
}

/** The value of a text that holds JSON, as multipart parts do; anything else as it is. */
export function parseJsonText(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value
  try {
    const parsed: unknown = JSON.parse(value)
    return parsed
  } catch {
    return value
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Blob)
}

export function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || value === ''
}

/** Whether `value` says nothing that `other` does not say: equal as text, or each of its entries among the other's. */
export function isWithin(value: unknown, other: unknown): boolean {
  const others = new Set(asList(other).map(asText))
  return asList(value).every((entry) => others.has(asText(entry)))
}

function asList(value: unknown): readonly unknown[] {
  const parsed = parseJsonText(value)
  return Array.isArray(parsed) ? parsed : [parsed]
}

function asText(value: unknown): string {
  const text = isRecord(value) ? (value['url'] ?? value['image_url'] ?? JSON.stringify(value)) : value
  return String(text).toLowerCase()
}
