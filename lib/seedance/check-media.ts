/** Checks addresses and files of references against contract.md §3.4 and the model's length limits (§3.7). */
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
  message: string,
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
    const message = `\`${kind}_url\` must be an https or asset:// address; data: is not accepted for ${kind}s`
    return [{ field, code: 'wrong_format', message }]
  }
  const head = url.slice(0, 100)
  const payload = url.length - (url.indexOf(',') + 1)
  const bytes = Math.floor((payload * 3) / 4)
  if (!new RegExp(`^data:${kind}/[a-z0-9.+-]+;base64,`).test(head)) {
    const message = `\`${kind}_url\` must be written data:${kind}/<format in lower case>;base64,…`
    return [{ field, code: 'wrong_format', message }]
  }
  return bytes > INPUT_LIMITS[kind].maxBytes ? [tooLarge(kind, index)] : []
}

function tooLarge(kind: MediaFacts['kind'], index: number): Problem {
  const most =
    kind === 'image' ? 'must be under 30 MB' : `must be at most ${INPUT_LIMITS[kind].maxBytes / 2 ** 20} MB`
  return problem(index, 'too_large', `${kind} ${index + 1} ${most}`, kind === 'image' ? 'scale' : 'trim')
}

function checkFile(facts: MediaFacts, index: number, model: ModelCapabilities): Problem[] {
  const { kind, bytes, format } = facts
  const formats: string[] = [...INPUT_LIMITS[kind].formats]
  if (kind === 'image' && model.heic) formats.push(...INPUT_LIMITS.image.newerFormats)
  const problems: Problem[] = []
  if (format !== undefined && !formats.includes(format)) {
    const message = `${kind} ${index + 1} is ${format}; must be ${formats.join(', ')} for ${model.id}`
    problems.push(problem(index, 'wrong_format', message, 'remove'))
  }
  if (bytes !== undefined && bytes > INPUT_LIMITS[kind].maxBytes) problems.push(tooLarge(kind, index))
  return [...problems, ...checkPicture(facts, index), ...checkRate(facts, index)]
}

function checkPicture({ kind, width, height }: MediaFacts, index: number): Problem[] {
  if (kind === 'audio' || width === undefined || height === undefined) return []
  const { side, aspect } = INPUT_LIMITS[kind]
  const name = `${kind} ${index + 1}`
  const size = `is ${width}×${height}`
  if (Math.min(width, height) < side[0]) {
    return [
      problem(index, 'too_small', `${name} ${size}; each side must be at least ${side[0]} pixels`, 'scale'),
    ]
  }
  if (Math.max(width, height) > side[1]) {
    return [
      problem(index, 'too_large', `${name} ${size}; each side must be at most ${side[1]} pixels`, 'scale'),
    ]
  }
  const shape = width / height
  if (shape < aspect[0] || shape > aspect[1]) {
    const message = `${name} ${size}; width divided by height must be from ${aspect[0]} to ${aspect[1]}`
    return [problem(index, 'out_of_range', message, 'pad')]
  }
  return kind === 'video' ? checkPixels(width * height, `${name} ${size}`, index) : []
}

function checkPixels(pixels: number, what: string, index: number): Problem[] {
  const [min, max] = INPUT_LIMITS.video.pixels
  if (pixels >= min && pixels <= max) return []
  const message = `${what}; width times height must be from ${min} to ${max} pixels`
  return [problem(index, pixels < min ? 'too_small' : 'too_large', message, 'scale')]
}

function checkRate({ kind, fps }: MediaFacts, index: number): Problem[] {
  const [min, max] = INPUT_LIMITS.video.fps
  // 23.976 is sold as 24; measured rates carry rounding.
  if (kind !== 'video' || fps === undefined || (fps >= min - 0.1 && fps <= max + 0.1)) return []
  return [problem(index, 'out_of_range', `video ${index + 1} must have ${min} to ${max} frames per second`)]
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
  const message = `${kind} ${index + 1} must be from ${min} to ${max} seconds long`
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
    const message = `\`${kind}s\` may be ${most} seconds long together, not ${Math.round(sum * 10) / 10}`
    return [{ field: `${kind}s`, code: 'too_long', message } satisfies Problem]
  })
}

function checkBody({ prompt, references }: CanonicalRequest): Problem[] {
  // Addresses are ASCII, so their length is their size; the rest of a body is negligible beside 64 MB.
  const bytes = references.reduce((sum, { url }) => sum + url.length, prompt.length * 3)
  if (bytes <= INPUT_LIMITS.requestBytes) return []
  const message =
    'the request must be at most 64 MB with all data: addresses; use https addresses in `content`'
  return [{ field: 'references', code: 'too_large', message }]
}
