/** Checks addresses and files of references against contract.md §3.4 and the model's length limits (§3.7). */
import type { Sentence } from '#lib/language/language.ts'
import { INPUT_LIMITS, type MediaFacts } from './input-limits.ts'
import type { ModelCapabilities } from './models.ts'
import type { Problem, ProblemCode, ProblemFix } from './problem.ts'
import type { CanonicalRequest, RequestReference } from './request.ts'

export function checkMedia(
  request: CanonicalRequest,
  model: ModelCapabilities,
  facts: readonly (MediaFacts | undefined)[],
): Problem[] {
  const each = request.references.flatMap((reference, index) => {
    const known = facts[index]
    return [
      ...checkAddress(reference, index),
      ...(known ? checkFile(known, index, model) : []),
      ...(known ? checkLength(known, index, request, model) : []),
    ]
  })
  return [...each, ...checkSums(request, model, facts), ...checkBody(request)]
}

function problem(
  index: number,
  code: ProblemCode,
  message: Sentence,
  fix?: 'scale' | 'pad' | 'trim' | 'remove',
): Problem {
  const field = `references.${index}`
  const repair: ProblemFix | undefined = fix && { kind: fix, referenceIndex: index }
  return repair ? { field, code, message, fix: repair } : { field, code, message }
}

function checkAddress({ kind, url }: RequestReference, index: number): Problem[] {
  if (!/^data:/i.test(url)) return []
  const field = `references.${index}.url`
  if (!INPUT_LIMITS[kind].dataUri) {
    const message = {
      en: `\`${kind}_url\` must be an https or asset:// address; data: is not accepted for ${kind}s`,
      zh: `\`${kind}_url\` 必须是 https 或 asset:// 地址；${KIND_IN_CHINESE[kind]}不接受 data: 地址`,
    }
    return [{ field, code: 'wrong_format', message }]
  }
  const head = url.slice(0, 100)
  const payload = url.length - (url.indexOf(',') + 1)
  const bytes = Math.floor((payload * 3) / 4)
  if (!new RegExp(`^data:${kind}/[a-z0-9.+-]+;base64,`).test(head)) {
    const form = `data:${kind}/`
    const message = {
      en: `\`${kind}_url\` must be written ${form}<format in lower case>;base64,…`,
      zh: `\`${kind}_url\` 必须写成 ${form}<小写格式名>;base64,…`,
    }
    return [{ field, code: 'wrong_format', message }]
  }
  return bytes > INPUT_LIMITS[kind].maxBytes ? [tooLarge(kind, index)] : []
}

const KIND_IN_CHINESE = { image: '图片', video: '视频', audio: '音频' } as const

/** `image 1 must be …`; the number counts all references, as the cards do. */
function ofFile(kind: MediaFacts['kind'], index: number, said: Sentence): Sentence {
  return { en: `${kind} ${index + 1} ${said.en}`, zh: `${KIND_IN_CHINESE[kind]} ${index + 1} ${said.zh}` }
}

function tooLarge(kind: MediaFacts['kind'], index: number): Problem {
  const most = INPUT_LIMITS[kind].maxBytes / 2 ** 20
  const must =
    kind === 'image'
      ? { en: 'must be under 30 MB', zh: '必须小于 30 MB' }
      : { en: `must be at most ${most} MB`, zh: `不能超过 ${most} MB` }
  return problem(index, 'too_large', ofFile(kind, index, must), kind === 'image' ? 'scale' : 'trim')
}

function checkFile(facts: MediaFacts, index: number, model: ModelCapabilities): Problem[] {
  const { kind, bytes, format } = facts
  const formats: string[] = [...INPUT_LIMITS[kind].formats]
  if (kind === 'image' && model.heic) formats.push(...INPUT_LIMITS.image.newerFormats)
  const problems: Problem[] = []
  if (format !== undefined && !formats.includes(format)) {
    const message = {
      en: `is ${format}; must be ${formats.join(', ')} for ${model.id}`,
      zh: `是 ${format}；${model.id} 只接受 ${formats.join('、')}`,
    }
    problems.push(problem(index, 'wrong_format', ofFile(kind, index, message), 'remove'))
  }
  if (bytes !== undefined && bytes > INPUT_LIMITS[kind].maxBytes) problems.push(tooLarge(kind, index))
  return [...problems, ...checkPicture(facts, index), ...checkRate(facts, index)]
}

function checkPicture({ kind, width, height }: MediaFacts, index: number): Problem[] {
  if (kind === 'audio' || width === undefined || height === undefined) return []
  const { side, aspect } = INPUT_LIMITS[kind]
  const has = ({ en, zh }: Sentence) =>
    ofFile(kind, index, { en: `is ${width}×${height}; ${en}`, zh: `是 ${width}×${height}；${zh}` })
  if (Math.min(width, height) < side[0]) {
    const must = { en: `each side must be at least ${side[0]} pixels`, zh: `每边至少 ${side[0]} 像素` }
    return [problem(index, 'too_small', has(must), 'scale')]
  }
  if (Math.max(width, height) > side[1]) {
    const must = { en: `each side must be at most ${side[1]} pixels`, zh: `每边最多 ${side[1]} 像素` }
    return [problem(index, 'too_large', has(must), 'scale')]
  }
  const shape = width / height
  if (shape < aspect[0] || shape > aspect[1]) {
    const must = {
      en: `width divided by height must be from ${aspect[0]} to ${aspect[1]}`,
      zh: `宽除以高必须在 ${aspect[0]} 到 ${aspect[1]} 之间`,
    }
    return [problem(index, 'out_of_range', has(must), 'pad')]
  }
  const [min, max] = INPUT_LIMITS.video.pixels
  const pixels = width * height
  if (kind !== 'video' || (pixels >= min && pixels <= max)) return []
  const must = {
    en: `width times height must be from ${min} to ${max} pixels`,
    zh: `宽乘高必须在 ${min} 到 ${max} 像素之间`,
  }
  return [problem(index, pixels < min ? 'too_small' : 'too_large', has(must), 'scale')]
}

function checkRate({ kind, fps }: MediaFacts, index: number): Problem[] {
  const [min, max] = INPUT_LIMITS.video.fps
  // 23.976 is sold as 24; measured rates carry rounding.
  if (kind !== 'video' || fps === undefined || (fps >= min - 0.1 && fps <= max + 0.1)) return []
  const must = {
    en: `must have ${min} to ${max} frames per second`,
    zh: `的帧率必须在每秒 ${min} 到 ${max} 帧之间`,
  }
  return [problem(index, 'out_of_range', ofFile(kind, index, must))]
}

/** Seconds that one clip or sound may last, both ends included; undefined where the model names no limit. */
export function lengthLimits(
  kind: MediaFacts['kind'],
  mode: CanonicalRequest['mode'],
  model: ModelCapabilities,
): readonly [min: number, max: number] | undefined {
  const { references } = model
  if (kind === 'image') return undefined
  if (kind === 'audio') return references.audioEachSeconds
  return mode === 'edit'
    ? (references.videoEditSeconds ?? references.videoEachSeconds)
    : references.videoEachSeconds
}

/** The upper end has the slack of the sums: one clip of a sum's length must not be refused where the sum is not. */
function checkLength(
  facts: MediaFacts,
  index: number,
  request: CanonicalRequest,
  model: ModelCapabilities,
): Problem[] {
  const { kind, duration } = facts
  const limits = lengthLimits(kind, request.mode, model)
  if (duration === undefined || !limits) return []
  const [min, max] = limits
  const message = ofFile(kind, index, {
    en: `must be from ${min} to ${max} seconds long`,
    zh: `的时长必须在 ${min} 到 ${max} 秒之间`,
  })
  if (duration < min) return [problem(index, 'too_short', message)]
  return duration > max + INPUT_LIMITS.lengthSlack ? [problem(index, 'too_long', message, 'trim')] : []
}

function checkSums(
  { references }: CanonicalRequest,
  model: ModelCapabilities,
  facts: readonly (MediaFacts | undefined)[],
): Problem[] {
  return (['video', 'audio'] as const).flatMap((kind) => {
    const most = kind === 'video' ? model.references.videoTotalSeconds : model.references.audioTotalSeconds
    const lengths = references.map((reference, index) =>
      reference.kind === kind ? (facts[index]?.duration ?? 0) : 0,
    )
    const sum = lengths.reduce((total, length) => total + length, 0)
    // One file that is too long by itself has been named already.
    if (most === undefined || sum <= most + INPUT_LIMITS.lengthSlack || Math.max(...lengths) === sum)
      return []
    const seconds = Math.round(sum * 10) / 10
    const message = {
      en: `\`${kind}s\` may be ${most} seconds long together, not ${seconds}`,
      zh: `\`${kind}s\` 合计最长 ${most} 秒，现在是 ${seconds} 秒`,
    }
    return [{ field: `${kind}s`, code: 'too_long', message } satisfies Problem]
  })
}

function checkBody({ prompt, references }: CanonicalRequest): Problem[] {
  // Addresses are ASCII, so their length is their size; the rest of a body is negligible beside 64 MB.
  const bytes = references.reduce((sum, { url }) => sum + url.length, prompt.length * 3)
  if (bytes <= INPUT_LIMITS.requestBytes) return []
  const message = {
    en: 'the request must be at most 64 MB with all data: addresses; use https addresses in `content`',
    zh: '请求连同所有 data: 地址不能超过 64 MB；请在 `content` 中使用 https 地址',
  }
  return [{ field: 'references', code: 'too_large', message }]
}
