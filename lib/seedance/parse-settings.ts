/** Reads everything but model, prompt and media: types only, the model's limits are checked in `limits.ts`. */
import { disagreement, type Findings, isRecord, parseJsonText } from './aliases.ts'
import { type FrameSize, readRatio, readResolution, readSize, sizeOfPixels } from './frame-size.ts'
import type { ModelCapabilities } from './models.ts'
import { mustBeOneOf } from './problem.ts'
import {
  type Fields,
  readBoolean,
  readInteger,
  readNumber,
  readText,
  readWord,
  refuse,
} from './read-value.ts'
import {
  type Mode,
  RATIOS,
  type Ratio,
  RESOLUTIONS,
  type RequestSettings,
  type Resolution,
} from './request.ts'

export function parseSettings(fields: Fields, model: ModelCapabilities, findings: Findings): RequestSettings {
  const integer = (field: Parameters<typeof readInteger>[1]) => readInteger(fields, field, findings)
  const boolean = (field: Parameters<typeof readBoolean>[1]) => readBoolean(fields, field, findings)
  const frames = integer('frames')
  return withoutUndefined({
    duration: parseDuration(fields, model, frames !== undefined, findings),
    frames,
    ...parseShape(fields, model, findings),
    fps: integer('fps'),
    seed: integer('seed'),
    generateAudio: boolean('generateAudio'),
    watermark: boolean('watermark'),
    cameraFixed: boolean('cameraFixed'),
    returnLastFrame: boolean('returnLastFrame'),
    serviceTier: readWord(fields, 'serviceTier', ['default', 'flex'], findings),
    executionExpiresAfter: integer('executionExpiresAfter'),
    draft: boolean('draft'),
    priority: integer('priority'),
    webSearch: parseWebSearch(fields, findings),
    outputFormat: readWord(fields, 'outputFormat', ['mp4', 'mov'], findings),
  })
}

/** The same object without its undefined values. */
export function withoutUndefined<Shape extends object>(
  shape: Shape,
): { [Key in keyof Shape]?: Exclude<Shape[Key], undefined> }
export function withoutUndefined(shape: object): object {
  return Object.fromEntries(Object.entries(shape).filter(([, value]) => value !== undefined))
}

/** Whole seconds; where a model has few lengths, the nearest, ties up (contract.md §4: the rule is our own). */
function parseDuration(
  fields: Fields,
  model: ModelCapabilities,
  hasFrames: boolean,
  findings: Findings,
): number | undefined {
  const given = fields.get('duration')
  if (!given) return undefined
  const { allowed } = model.duration
  const seconds = (allowed ? readNumber : readInteger)(fields, 'duration', findings)
  if (hasFrames) {
    // Ark: "frames" overrides "duration" (contract.md §3.2).
    const message = {
      en: `\`${given.spelling}\` is not used because \`frames\` is given`,
      zh: `已给出 \`frames\`，\`${given.spelling}\` 不会使用`,
    }
    findings.notices.push({ field: given.spelling, message })
    return undefined
  }
  if (!allowed || seconds === undefined || seconds <= 0 || allowed.includes(seconds)) return seconds
  const nearest = allowed.reduce((best, next) =>
    Math.abs(next - seconds) <= Math.abs(best - seconds) ? next : best,
  )
  const message = {
    en: `\`${given.spelling}\` ${seconds} is mapped to ${nearest}; ${model.id} makes ${allowed.join(', ')} seconds`,
    zh: `\`${given.spelling}\` ${seconds} 改为 ${nearest}；${model.id} 可生成 ${allowed.join('、')} 秒`,
  }
  findings.notices.push({ field: given.spelling, message })
  return nearest
}

function parseShape(fields: Fields, model: ModelCapabilities, findings: Findings) {
  const size = parseSize(fields, model, findings)
  const ratio = readShape(fields, 'ratio', readRatio, RATIOS, findings)
  const resolution = readShape(fields, 'resolution', readResolution, RESOLUTIONS, findings)
  if (size) reportSize(size.spelling, size, { ratio, resolution }, fields, findings)
  return { ratio: ratio ?? size?.ratio, resolution: resolution ?? size?.resolution }
}

function readShape<Word extends string>(
  fields: Fields,
  field: 'ratio' | 'resolution',
  read: (text: string) => Word | undefined,
  words: readonly Word[],
  findings: Findings,
): Word | undefined {
  const given = fields.get(field)
  if (!given) return undefined
  const isScalar = typeof given.value === 'string' || typeof given.value === 'number'
  const word = isScalar ? read(String(given.value)) : undefined
  return word ?? refuse(findings, given, field, 'unknown_value', mustBeOneOf(words))
}

function parseSize(
  fields: Fields,
  model: ModelCapabilities,
  findings: Findings,
): (FrameSize & { spelling: string }) | undefined {
  const given = fields.get('size')
  const text = readText(fields, 'size', findings)
  if (given && text !== undefined) {
    const size = readSize(text, model)
    if (size) return { ...size, spelling: 'size' }
    const must = {
      en: 'must be pixels as in 1280x720, a ratio or a resolution',
      zh: '必须是 1280x720 这样的像素尺寸、画面比例或分辨率',
    }
    return refuse(findings, given, 'size', 'wrong_format', must)
  }
  const width = readInteger(fields, 'width', findings)
  const height = readInteger(fields, 'height', findings)
  if (width === undefined && height === undefined) return undefined
  if (!width || !height || width < 0 || height < 0) {
    findings.problems.push({
      field: width ? 'height' : 'width',
      code: 'missing',
      message: {
        en: 'requires both `width` and `height`, in pixels',
        zh: '`width` 和 `height` 必须同时给出，单位是像素',
      },
    })
    return undefined
  }
  return { ...sizeOfPixels(width, height, model), spelling: 'width' }
}

function reportSize(
  spelling: string,
  size: FrameSize,
  given: { ratio: Ratio | undefined; resolution: Resolution | undefined },
  fields: Fields,
  findings: Findings,
): void {
  for (const field of ['ratio', 'resolution'] as const) {
    const stated = given[field]
    const clashes = stated !== undefined && size[field] !== undefined && stated !== size[field]
    if (clashes) findings.notices.push(disagreement(spelling, fields.get(field)?.spelling ?? field))
  }
  if (size.approximate) {
    const message = {
      en: `\`${spelling}\` is no size of this model; taken as ratio ${size.ratio}, resolution ${size.resolution}`,
      zh: `\`${spelling}\` 不是该模型的尺寸；按画面比例 ${size.ratio}、分辨率 ${size.resolution} 处理`,
    }
    findings.notices.push({ field: spelling, message })
  }
}

/** `tools: [{type: "web_search"}]` is Ark's spelling; no other tool exists (contract.md §3.2). */
function parseWebSearch(fields: Fields, findings: Findings): boolean | undefined {
  const given = fields.get('tools')
  if (!given) return readBoolean(fields, 'webSearch', findings)
  const value = parseJsonText(given.value)
  const tools: unknown[] = Array.isArray(value) ? value : [value]
  if (tools.length === 0) return undefined
  const isKnown = tools.every((tool) => isRecord(tool) && tool['type'] === 'web_search')
  const must = { en: 'may only hold {"type":"web_search"}', zh: '只能包含 {"type":"web_search"}' }
  return isKnown || refuse(findings, given, 'tools', 'unknown_value', must)
}

/** Drops what an edit takes from its clip and a final render from its draft, with a notice for each. */
export function dropInherited(
  settings: RequestSettings,
  mode: Mode,
  model: ModelCapabilities,
  findings: Findings,
): RequestSettings {
  if (mode !== 'edit' || model.family !== 'gemini-omni') return settings
  const { duration, ratio, ...rest } = settings
  for (const [field, value] of Object.entries({ duration, ratio })) {
    if (value === undefined) continue
    const message = {
      en: `\`${field}\` is not used: the result of an edit follows its clip`,
      zh: `\`${field}\` 不会使用：编辑的结果沿用原视频`,
    }
    findings.notices.push({ field, message })
  }
  return rest
}
