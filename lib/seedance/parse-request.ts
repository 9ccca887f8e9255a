/**
 * The only way from unknown input to a canonical request. Reads every spelling of seed.txt and contract.md §1–§4 and
 * says what it renamed, guessed or left out. It checks types and words; what a model allows is `checkLimits`'s to say,
 * so a parsed request is not yet a valid one.
 */
import { type Findings, type Given, disagreement, gatherFields, isRecord, isWithin } from './aliases.ts'
import { assignRoles, modeByCount } from './assign-roles.ts'
import { readDeclaredMode } from './declared-mode.ts'
import { inferMode } from './limits.ts'
import { type ModelCapabilities, modelOrLoosest } from './models.ts'
import { type FoundContent, type FoundMedia, parseContent } from './parse-content.ts'
import { dropInherited, parseSettings, withoutUndefined } from './parse-settings.ts'
import type { Notice, Problem } from './problem.ts'
import { type Fields, readAddresses, readNumber, readText, readWord, refuse } from './read-value.ts'
import type { CanonicalRequest, ReferenceKind } from './request.ts'
import { takeCommands } from './text-commands.ts'

export type ParsedRequest =
  { ok: true; request: CanonicalRequest; notices: Notice[] } | { ok: false; problems: Problem[] }

/**
 * @param input the JSON body, or the fields of a form as `readFormFields` gives them, files already made addresses.
 */
export function parseRequest(input: unknown): ParsedRequest {
  if (!isRecord(input)) {
    const message = { en: 'the body must be a JSON object', zh: '请求体必须是 JSON 对象' }
    return { ok: false, problems: [{ field: '', code: 'wrong_type', message }] }
  }
  const findings: Findings = { problems: [], notices: [] }
  const fields = gatherFields(input, findings)
  const modelId = readModel(fields, findings)
  const { model, known } = modelOrLoosest(modelId)
  if (!known && modelId !== '') {
    const message = {
      en: `${modelId} is not in the capability table; it is sent with the loosest limits`,
      zh: `${modelId} 不在能力表中；按最宽松的限制发送`,
    }
    findings.notices.push({ field: 'model', message })
  }
  const request = readRequest(fields, modelId, model, findings)
  if (findings.problems.length > 0) return { ok: false, problems: findings.problems }
  return { ok: true, request, notices: findings.notices }
}

function readModel(fields: Fields, findings: Findings): string {
  const model = readText(fields, 'model', findings)?.trim()
  if (model) return model
  if (!fields.has('model')) {
    const message = { en: 'requires a model id in `model`', zh: '需要在 `model` 中写明模型 ID' }
    findings.problems.push({ field: 'model', code: 'missing', message })
  }
  return ''
}

function readRequest(
  fields: Fields,
  modelId: string,
  model: ModelCapabilities,
  findings: Findings,
): CanonicalRequest {
  const content = parseContent(fields.get('content')?.value, findings)
  const prompt = readPrompt(fields, content, findings)
  const declared = readDeclaredMode(fields, model, findings)
  const media = readMedia(fields, content, findings)
  const references = assignRoles(media, declared, model, findings)
  const mode = declared.framesByCount
    ? modeByCount(media)
    : (declared.mode ?? inferMode(model, references, content.draftTaskId))
  refuseForeignValues(fields, findings)
  return {
    model: modelId,
    mode,
    modeIsExplicit: declared.isExplicit,
    prompt: withoutDraftText(prompt, content, findings),
    references,
    ...dropInherited(parseSettings(fields, model, findings), mode, model, findings),
    ...withoutUndefined({
      draftTaskId: content.draftTaskId,
      callbackUrl: readCallback(fields, findings),
      safetyIdentifier: readText(fields, 'safetyIdentifier', findings),
    }),
  }
}

/** The prompt, its trailing text commands turned into fields that are not given otherwise. */
function readPrompt(fields: Fields, content: FoundContent, findings: Findings): string {
  const stated = readText(fields, 'prompt', findings)
  const inContent = content.texts.map(({ text }) => text).join('\n')
  const usesContent = stated === undefined || stated.trim() === ''
  if (!usesContent && inContent.trim() !== '' && stated.trim() !== inContent.trim()) {
    findings.notices.push(disagreement('content', 'prompt'))
  }
  const { text, commands } = takeCommands(usesContent ? inContent : stated)
  const path = usesContent ? (content.texts.at(-1)?.path ?? 'content') : 'prompt'
  for (const { field, parameter, value } of commands) {
    const command: Given = { spelling: `${path}.${parameter}`, value }
    const winner = fields.get(field)
    if (!winner) fields.set(field, command)
    else if (!isWithin(value, winner.value))
      findings.notices.push(disagreement(command.spelling, winner.spelling))
  }
  return text.trim() === '' ? '' : text
}

/** A final render takes its words from the draft (contract.md §3.3). */
function withoutDraftText(prompt: string, content: FoundContent, findings: Findings): string {
  if (content.draftTaskId === undefined || prompt === '') return prompt
  findings.notices.push({
    field: 'prompt',
    message: {
      en: '`prompt` is not used: a final render takes its draft’s',
      zh: '`prompt` 不会使用：正片沿用样片的提示词',
    },
  })
  return ''
}

const FLAT_MEDIA = [
  { kind: 'image', field: 'images' },
  { kind: 'image', field: 'lastFrame', role: 'last_frame' },
  { kind: 'image', field: 'referenceImages', role: 'reference_image' },
  { kind: 'video', field: 'videos' },
  { kind: 'audio', field: 'audios' },
] as const

/** Media in content order, then flat fields of the kinds that `content` holds none of. */
function readMedia(fields: Fields, content: FoundContent, findings: Findings): FoundMedia[] {
  const inContent = new Map<ReferenceKind, string[]>()
  for (const { kind, url } of content.media) inContent.set(kind, [...(inContent.get(kind) ?? []), url])
  const flat = FLAT_MEDIA.flatMap(({ kind, field, ...stated }): FoundMedia[] => {
    const given = fields.get(field)
    const urls = [...new Set(readAddresses(fields, field, findings))]
    const rival = inContent.get(kind)
    if (!rival || !given) return urls.map((url) => ({ kind, url, from: 'field', ...stated }))
    if (!urls.every((url) => rival.includes(url)))
      findings.notices.push(disagreement(given.spelling, 'content'))
    return []
  })
  return [...content.media, ...flat]
}

function readCallback(fields: Fields, findings: Findings): string | undefined {
  const given = fields.get('callbackUrl')
  const url = readText(fields, 'callbackUrl', findings)
  if (!given || url === undefined) return undefined
  if (/^https?:\/\//i.test(url) && URL.canParse(url)) return url
  const must = { en: 'must be an http or https address', zh: '必须是 http 或 https 地址' }
  return refuse(findings, given, 'callbackUrl', 'wrong_format', must)
}

/** Fields of POST /v1/videos (contract.md §1.7) that have one value here. */
function refuseForeignValues(fields: Fields, findings: Findings): void {
  const count = fields.get('count')
  const videos = readNumber(fields, 'count', findings)
  if (count && videos !== undefined && videos !== 1) {
    const must = { en: 'must be 1: a task makes one video', zh: '必须是 1：一个任务只生成一个视频' }
    refuse(findings, count, 'n', 'out_of_range', must)
  }
  readWord(fields, 'responseFormat', ['url'], findings)
}
