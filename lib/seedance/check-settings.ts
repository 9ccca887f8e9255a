/** Checks settings against a model: what it does not have is refused, not ignored (contract.md §3.2). */
import {
  durationsFor,
  FPS,
  type ModelCapabilities,
  ratiosFor,
  resolutionsFor,
  settingsFor,
} from './models.ts'
import type { Problem, ProblemCode } from './problem.ts'
import type { CanonicalRequest, RequestSettings } from './request.ts'
import { isSettingName, SETTING_NAMES } from './setting-names.ts'

type Setting = keyof RequestSettings

export function checkSettings(request: CanonicalRequest, model: ModelCapabilities): Problem[] {
  const allowed = settingsFor(model, request.mode)
  const given = Object.keys(SETTING_NAMES)
    .filter(isSettingName)
    .filter((name) => request[name] !== undefined)
  return [
    ...given.filter((name) => !allowed.has(name)).map((name) => unsupported(name, request, model)),
    ...given.filter((name) => allowed.has(name)).flatMap((name) => CHECKS[name]?.(request, model) ?? []),
    ...checkIdentity(request),
  ]
}

const CHECKS: Partial<Record<Setting, (request: CanonicalRequest, model: ModelCapabilities) => Problem[]>> = {
  duration: checkDuration,
  frames: checkFrames,
  ratio: checkRatio,
  resolution: checkResolution,
  fps: ({ fps }) =>
    fps === FPS ? [] : [problem('fps', 'out_of_range', `must be ${FPS}; the model makes no other rate`, FPS)],
  // -1 is a random seed. The upper bound is the older page's; the newer says 2^31-1, both were accepted live.
  seed: ({ seed }) => checkWhole('seed', seed, -1, 2 ** 32 - 1),
  executionExpiresAfter: ({ executionExpiresAfter }) =>
    checkWhole('executionExpiresAfter', executionExpiresAfter, 3600, 259_200),
  priority: ({ priority }) => checkWhole('priority', priority, 0, 9),
  serviceTier: checkServiceTier,
  draft: checkDraft,
}

function problem(field: Setting, code: ProblemCode, must: string, value?: string | number): Problem {
  const message = `\`${SETTING_NAMES[field]}\` ${must}`
  return value === undefined
    ? { field, code, message }
    : { field, code, message, fix: { kind: 'set', field, value } }
}

function conflict(field: Setting, must: string): Problem {
  return { ...problem(field, 'conflict', must), fix: { kind: 'unset', field } }
}

function unsupported(name: Setting, request: CanonicalRequest, model: ModelCapabilities): Problem {
  // What the model has in other modes is refused for the mode's sake, which is the more useful thing to say.
  const elsewhere = model.modes.some((mode) => settingsFor(model, mode).has(name))
  const where = elsewhere ? `in mode ${request.mode} by ${model.id}` : `by ${model.id}`
  return { ...conflict(name, `is not supported ${where}`), code: 'not_supported_by_model' }
}

function checkWhole(field: Setting, value: number | undefined, min: number, max: number): Problem[] {
  if (value === undefined || (Number.isInteger(value) && value >= min && value <= max)) return []
  return [problem(field, 'out_of_range', `must be a whole number from ${min} to ${max}`)]
}

function checkDuration({ duration, frames, mode }: CanonicalRequest, model: ModelCapabilities): Problem[] {
  if (duration === undefined) return []
  if (frames !== undefined) return [conflict('duration', 'excludes `frames`; send one of them')]
  const choice = durationsFor(model, mode)
  if (duration === -1 ? choice.auto : choice.seconds.includes(duration)) return []
  const first = choice.seconds[0]
  const last = choice.seconds.at(-1)
  if (first === undefined || last === undefined) {
    return [problem('duration', 'out_of_range', `must be -1 in mode ${mode}`, -1)]
  }
  const range = model.duration.allowed
    ? `one of ${choice.seconds.join(', ')}`
    : `a whole number of seconds from ${first} to ${last}`
  const nearest = duration > last ? last : duration < first ? first : Math.round(duration)
  const fix = choice.seconds.includes(nearest) ? nearest : first
  return [
    problem(
      'duration',
      'out_of_range',
      `must be ${range}${choice.auto ? ', or -1' : ''} for ${model.id}`,
      fix,
    ),
  ]
}

function checkFrames({ frames }: CanonicalRequest, model: ModelCapabilities): Problem[] {
  if (frames === undefined || !model.frames) return []
  const { min, max, base, step } = model.frames
  if (Number.isInteger(frames) && frames >= min && frames <= max && (frames - base) % step === 0) return []
  const inside = Math.min(max, Math.max(min, frames))
  const nearest = Math.min(max, Math.max(min, base + step * Math.round((inside - base) / step)))
  const must = `must be from ${min} to ${max} with (frames - ${base}) divisible by ${step}`
  return [problem('frames', 'out_of_range', must, nearest)]
}

function checkRatio({ ratio, mode }: CanonicalRequest, model: ModelCapabilities): Problem[] {
  const ratios = ratiosFor(model, mode)
  const first = ratios[0]
  if (ratio === undefined || ratios.includes(ratio) || first === undefined) return []
  return [
    problem(
      'ratio',
      'unknown_value',
      `must be one of ${ratios.join(', ')} in mode ${mode} for ${model.id}`,
      first,
    ),
  ]
}

function checkResolution(request: CanonicalRequest, model: ModelCapabilities): Problem[] {
  const { resolution, mode, draft } = request
  const allowed = resolutionsFor(model, mode, draft)
  if (resolution === undefined || allowed.includes(resolution)) return []
  const where = draft ? 'for a draft' : `in mode ${mode} for ${model.id}`
  const must = `must be ${allowed.length > 1 ? 'one of ' : ''}${allowed.join(', ')} ${where}`
  return [problem('resolution', 'unknown_value', must, allowed.at(-1))]
}

function checkServiceTier({ serviceTier, priority }: CanonicalRequest, model: ModelCapabilities): Problem[] {
  if (serviceTier !== 'flex') return []
  if (!model.flex) {
    const message = `flex is not supported by ${model.id}`
    return [{ ...conflict('serviceTier', message), code: 'not_supported_by_model' }]
  }
  return priority === undefined ? [] : [conflict('priority', 'does not go with `service_tier` flex')]
}

function checkDraft({ draft, returnLastFrame, serviceTier }: CanonicalRequest): Problem[] {
  if (!draft) return []
  return [
    ...(returnLastFrame ? [conflict('returnLastFrame', 'does not go with `draft`')] : []),
    ...(serviceTier === 'flex' ? [conflict('serviceTier', 'flex does not go with `draft`')] : []),
  ]
}

function checkIdentity({ safetyIdentifier }: CanonicalRequest): Problem[] {
  if (safetyIdentifier === undefined || safetyIdentifier.length <= 64) return []
  const message = '`safety_identifier` must be at most 64 characters'
  return [{ field: 'safetyIdentifier', code: 'too_long', message }]
}
