/** Checks settings against a model: what it does not have is refused, not ignored (contract.md §3.2). */
import type { Sentence } from '#lib/language/language.ts'
import {
  durationsFor,
  FPS,
  type ModelCapabilities,
  ratiosFor,
  resolutionsFor,
  settingsFor,
} from './models.ts'
import { about, type Problem, type ProblemCode } from './problem.ts'
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
  fps: ({ fps }) => (fps === FPS ? [] : [problem('fps', 'out_of_range', ONE_RATE, FPS)]),
  // -1 is a random seed. The upper bound is the older page's; the newer says 2^31-1, both were accepted live.
  seed: ({ seed }) => checkWhole('seed', seed, -1, 2 ** 32 - 1),
  executionExpiresAfter: ({ executionExpiresAfter }) =>
    checkWhole('executionExpiresAfter', executionExpiresAfter, 3600, 259_200),
  priority: ({ priority }) => checkWhole('priority', priority, 0, 9),
  serviceTier: checkServiceTier,
  draft: checkDraft,
}

const ONE_RATE = {
  en: `must be ${FPS}; the model makes no other rate`,
  zh: `必须是 ${FPS}；模型没有别的帧率`,
}

function problem(field: Setting, code: ProblemCode, must: Sentence, value?: string | number): Problem {
  const message = about(`\`${SETTING_NAMES[field]}\``, must)
  return value === undefined
    ? { field, code, message }
    : { field, code, message, fix: { kind: 'set', field, value } }
}

function conflict(field: Setting, must: Sentence): Problem {
  return { ...problem(field, 'conflict', must), fix: { kind: 'unset', field } }
}

function unsupported(name: Setting, request: CanonicalRequest, model: ModelCapabilities): Problem {
  // What the model has in other modes is refused for the mode's sake, which is the more useful thing to say.
  const elsewhere = model.modes.some((mode) => settingsFor(model, mode).has(name))
  const said = elsewhere
    ? {
        en: `is not supported in mode ${request.mode} by ${model.id}`,
        zh: `在 ${request.mode} 模式下不受 ${model.id} 支持`,
      }
    : { en: `is not supported by ${model.id}`, zh: `不受 ${model.id} 支持` }
  return { ...conflict(name, said), code: 'not_supported_by_model' }
}

function checkWhole(field: Setting, value: number | undefined, min: number, max: number): Problem[] {
  if (value === undefined || (Number.isInteger(value) && value >= min && value <= max)) return []
  const must = { en: `must be a whole number from ${min} to ${max}`, zh: `必须是 ${min} 到 ${max} 的整数` }
  return [problem(field, 'out_of_range', must)]
}

function checkDuration({ duration, frames, mode }: CanonicalRequest, model: ModelCapabilities): Problem[] {
  if (duration === undefined) return []
  if (frames !== undefined) {
    const said = { en: 'excludes `frames`; send one of them', zh: '与 `frames` 互斥；只填其中一个' }
    return [conflict('duration', said)]
  }
  const choice = durationsFor(model, mode)
  if (duration === -1 ? choice.auto : choice.seconds.includes(duration)) return []
  const first = choice.seconds[0]
  const last = choice.seconds.at(-1)
  if (first === undefined || last === undefined) {
    const must = { en: `must be -1 in mode ${mode}`, zh: `在 ${mode} 模式下必须是 -1` }
    return [problem('duration', 'out_of_range', must, -1)]
  }
  const nearest = duration > last ? last : duration < first ? first : Math.round(duration)
  const fix = choice.seconds.includes(nearest) ? nearest : first
  const seconds = model.duration.allowed ? choice.seconds : { first, last }
  return [problem('duration', 'out_of_range', mustLast(seconds, choice.auto, model.id), fix)]
}

function mustLast(
  seconds: readonly number[] | { first: number; last: number },
  auto: boolean,
  model: string,
): Sentence {
  const range =
    'first' in seconds
      ? {
          en: `a whole number of seconds from ${seconds.first} to ${seconds.last}`,
          zh: `${seconds.first} 到 ${seconds.last} 的整数秒`,
        }
      : { en: `one of ${seconds.join(', ')}`, zh: `${seconds.join('、')} 之一` }
  return {
    en: `must be ${range.en}${auto ? ', or -1' : ''} for ${model}`,
    zh: `在 ${model} 中必须是 ${range.zh}${auto ? '，或 -1' : ''}`,
  }
}

function checkFrames({ frames }: CanonicalRequest, model: ModelCapabilities): Problem[] {
  if (frames === undefined || !model.frames) return []
  const { min, max, base, step } = model.frames
  if (Number.isInteger(frames) && frames >= min && frames <= max && (frames - base) % step === 0) return []
  const inside = Math.min(max, Math.max(min, frames))
  const nearest = Math.min(max, Math.max(min, base + step * Math.round((inside - base) / step)))
  const must = {
    en: `must be from ${min} to ${max} with (frames - ${base}) divisible by ${step}`,
    zh: `必须在 ${min} 到 ${max} 之间，且 (frames - ${base}) 能被 ${step} 整除`,
  }
  return [problem('frames', 'out_of_range', must, nearest)]
}

function checkRatio({ ratio, mode }: CanonicalRequest, model: ModelCapabilities): Problem[] {
  const ratios = ratiosFor(model, mode)
  const first = ratios[0]
  if (ratio === undefined || ratios.includes(ratio) || first === undefined) return []
  const must = {
    en: `must be one of ${ratios.join(', ')} in mode ${mode} for ${model.id}`,
    zh: `在 ${model.id} 的 ${mode} 模式下必须是 ${ratios.join('、')} 之一`,
  }
  return [problem('ratio', 'unknown_value', must, first)]
}

function checkResolution(request: CanonicalRequest, model: ModelCapabilities): Problem[] {
  const { resolution, mode, draft } = request
  const allowed = resolutionsFor(model, mode, draft)
  if (resolution === undefined || allowed.includes(resolution)) return []
  const where = draft
    ? { en: 'for a draft', zh: '样片' }
    : { en: `in mode ${mode} for ${model.id}`, zh: `${model.id} 的 ${mode} 模式` }
  const several = allowed.length > 1
  const must = {
    en: `must be ${several ? 'one of ' : ''}${allowed.join(', ')} ${where.en}`,
    zh: `在${draft ? '' : ' '}${where.zh}下必须是 ${allowed.join('、')}${several ? ' 之一' : ''}`,
  }
  return [problem('resolution', 'unknown_value', must, allowed.at(-1))]
}

function checkServiceTier({ serviceTier, priority }: CanonicalRequest, model: ModelCapabilities): Problem[] {
  if (serviceTier !== 'flex') return []
  if (!model.flex) {
    const message = { en: `flex is not supported by ${model.id}`, zh: `flex 不受 ${model.id} 支持` }
    return [{ ...conflict('serviceTier', message), code: 'not_supported_by_model' }]
  }
  const said = { en: 'does not go with `service_tier` flex', zh: '不能与 `service_tier` flex 同时使用' }
  return priority === undefined ? [] : [conflict('priority', said)]
}

function checkDraft({ draft, returnLastFrame, serviceTier }: CanonicalRequest): Problem[] {
  if (!draft) return []
  const said = { en: 'does not go with `draft`', zh: '不能与 `draft` 同时使用' }
  return [
    ...(returnLastFrame ? [conflict('returnLastFrame', said)] : []),
    ...(serviceTier === 'flex' ? [conflict('serviceTier', about('flex', said))] : []),
  ]
}

function checkIdentity({ safetyIdentifier }: CanonicalRequest): Problem[] {
  if (safetyIdentifier === undefined || safetyIdentifier.length <= 64) return []
  const message = {
    en: '`safety_identifier` must be at most 64 characters',
    zh: '`safety_identifier` 最多 64 个字符',
  }
  return [{ field: 'safetyIdentifier', code: 'too_long', message }]
}
