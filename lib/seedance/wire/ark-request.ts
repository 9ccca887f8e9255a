/** Writes a canonical request as the body of `POST …/contents/generations/tasks`. */
import { type ModelCapabilities, modelOrLoosest } from '#lib/seedance/models.ts'
import type { CanonicalRequest, Mode, RequestReference } from '#lib/seedance/request.ts'
import { isSettingName, SETTING_NAMES } from '#lib/seedance/setting-names.ts'

/**
 * - `gateway`: the fields of seed.txt: prompt, mode, function_mode, names of items, fps.
 * - `native`: only what Ark itself takes (contract.md §3.2): anything else is refused with 400.
 */
export type ArkDialect = 'gateway' | 'native'

/**
 * The body to POST. The prompt is sent as it stands: mentions are rendered before. Reading a `gateway` body back with
 * parseRequest gives the same request, its mode now explicit.
 */
export function toArkBody(request: CanonicalRequest, dialect: ArkDialect): Record<string, unknown> {
  const { model } = modelOrLoosest(request.model)
  return {
    model: request.model,
    ...(dialect === 'gateway' ? gatewayFields(request, model) : {}),
    ...taskType(request, model, dialect),
    content: toContent(request, dialect),
    ...toSettings(request, dialect),
    ...(request.callbackUrl === undefined ? {} : { callback_url: request.callbackUrl }),
    ...(request.safetyIdentifier === undefined ? {} : { safety_identifier: request.safetyIdentifier }),
  }
}

/** Ark's name of a problem's field, for error bodies: `generateAudio` → `generate_audio`, `content.0.text` → `content[0].text`. */
export function wireFieldName(field: string): string {
  if (isSettingName(field)) return SETTING_NAMES[field]
  if (field === 'draftTaskId' || field === 'references' || field.startsWith('references.')) return 'content'
  return field.replace(/\.(\d+)/g, '[$1]').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

/** The content items, text first. Native items carry no name: Ark has no such key (contract.md §3.3). */
function toContent(request: CanonicalRequest, dialect: ArkDialect): Record<string, unknown>[] {
  const text = request.prompt === '' ? [] : [{ type: 'text', text: request.prompt }]
  const draft =
    request.draftTaskId === undefined ? [] : [{ type: 'draft_task', draft_task: { id: request.draftTaskId } }]
  return [...text, ...draft, ...request.references.map((reference) => toItem(reference, dialect))]
}

function toItem({ kind, role, url, name }: RequestReference, dialect: ArkDialect): Record<string, unknown> {
  const type = `${kind}_url`
  return { type, [type]: { url }, role, ...(dialect === 'gateway' && name !== undefined ? { name } : {}) }
}

/** Settings in Ark's spelling. */
function toSettings(request: CanonicalRequest, dialect: ArkDialect): Record<string, unknown> {
  const names = Object.keys(SETTING_NAMES).filter(isSettingName)
  const given = names.filter((name) => request[name] !== undefined)
  return Object.fromEntries(
    given.flatMap((name): [string, unknown][] => {
      // Ark has no fps field: it makes 24 and nothing else.
      if (name === 'fps' && dialect === 'native') return []
      if (name === 'webSearch') return webSearch(request.webSearch, dialect)
      return [[SETTING_NAMES[name], request[name]]]
    }),
  )
}

/** Ark knows only a list of tools, so no search is no list; the gateway body keeps the answer for the way back. */
function webSearch(wanted: boolean | undefined, dialect: ArkDialect): [string, unknown][] {
  if (wanted) return [['tools', [{ type: 'web_search' }]]]
  return dialect === 'gateway' ? [['web_search', false]] : []
}

function gatewayFields(request: CanonicalRequest, model: ModelCapabilities): Record<string, unknown> {
  const mode = gatewayMode(request.mode, model)
  return {
    ...(request.prompt === '' ? {} : { prompt: request.prompt }),
    ...(mode === undefined ? {} : { mode }),
    // The only value the seed names; first_last_frames is said by the mode already.
    ...(mode === 'reference_material' ? { function_mode: 'omni_reference' } : {}),
  }
}

/** The gateway's word for a mode; none for a final render, whose `draft_task` says it. */
function gatewayMode(mode: Mode, model: ModelCapabilities): Mode | undefined {
  if (mode === 'draft_final') return undefined
  // 2.5's edit and extend are reference material with a task type; seed.txt knows `edit` of gemini-omni only.
  if (mode === 'extend' || (mode === 'edit' && model.family === 'seedance-2.5')) return 'reference_material'
  return mode
}

/** 2.5's omni_reference_task_type; `auto`, its default, is said only where the gateway's mode would read as a choice. */
function taskType(
  { mode, modeIsExplicit }: CanonicalRequest,
  model: ModelCapabilities,
  dialect: ArkDialect,
): Record<string, unknown> {
  // A gateway knows the mode `edit` of a model that we do not know; for everything else this field is the only word.
  const hasOwnWord = mode === 'edit' && dialect === 'gateway' && model.family === 'unknown'
  if (model.family !== 'seedance-2.5' && model.family !== 'unknown') return {}
  if (mode === 'edit' || mode === 'extend') return hasOwnWord ? {} : { omni_reference_task_type: mode }
  // An unknown model may refuse the field, so it is not sent without need.
  if (model.family === 'unknown') return {}
  if (mode !== 'reference_images' && mode !== 'reference_material') return {}
  if (modeIsExplicit) return { omni_reference_task_type: 'reference' }
  return dialect === 'gateway' ? { omni_reference_task_type: 'auto' } : {}
}
