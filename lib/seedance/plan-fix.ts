/**
 * From what is wrong with a file to the change that mends it, with numbers. Pure: the dialog proposes with it, the server
 * checks with it what it was asked to do. The limits are those of checkLimits, so that what a fix makes passes there.
 */
import type { Sentence } from '#lib/language/language.ts'
import { lengthLimits } from './check-media.ts'
import {
  centredBox,
  isAllowedShape,
  isAllowedSize,
  nearestAspect,
  nearestSize,
  surroundingSize,
  type Box,
  type Size,
} from './fix-frame.ts'
import { INPUT_LIMITS, type MediaFacts } from './input-limits.ts'
import type { ModelCapabilities } from './models.ts'
import { about, type Problem } from './problem.ts'
import type { Mode } from './request.ts'

export const FILLS = ['blur', 'black', 'white'] as const
/** What stands beside a picture that got a new shape and kept all of itself. */
export type Fill = (typeof FILLS)[number]

/** What is done to a file, in this order. Every part is optional, an empty fix is none. */
export interface MediaFix {
  /** Seconds of the original. */
  trim?: { start: number; end: number }
  /** The part `crop` (all, when absent) at this size. With `fill` it keeps its shape and the rest is filled. */
  frame?: Size & { crop?: Box; fill?: Fill }
  /** Frames per second of the result. */
  fps?: number
}

export interface FixPlan {
  kind: MediaFacts['kind']
  /** The frame has to change: by its size alone, or by its shape, which takes a choice between pad and crop. */
  frame?: 'size' | 'shape'
  /** Seconds that the cut may last. */
  trim?: { min: number; max: number }
  /** Frames per second, where the clip's own are out of range. */
  fps?: number
  /** Too many bytes: what is made anew has fewer. */
  bytes?: true
}

interface Surroundings {
  model: ModelCapabilities
  mode: Mode
  /** Seconds of the request's other references of this kind. */
  otherSeconds: number
}

/** Undefined: nothing is wrong with the file that could be mended here, or too little is known about it. */
export function planFix(facts: MediaFacts, surroundings: Surroundings): FixPlan | undefined {
  const frame = frameNeed(facts)
  const trim = trimNeed(facts, surroundings)
  const fps = rateNeed(facts)
  const tooManyBytes = facts.bytes !== undefined && facts.bytes > INPUT_LIMITS[facts.kind].maxBytes
  if (!frame && !trim && fps === undefined && !tooManyBytes) return undefined
  return {
    kind: facts.kind,
    ...(frame && { frame }),
    ...(trim && { trim }),
    ...(fps !== undefined && { fps }),
    ...(tooManyBytes && { bytes: true }),
  }
}

function frameNeed({ kind, width, height }: MediaFacts): FixPlan['frame'] {
  if (kind === 'audio' || width === undefined || height === undefined) return undefined
  if (!isAllowedShape(kind, { width, height })) return 'shape'
  return isAllowedSize(kind, { width, height }) ? undefined : 'size'
}

function trimNeed(
  { kind, duration }: MediaFacts,
  { model, mode, otherSeconds }: Surroundings,
): FixPlan['trim'] {
  const limits = lengthLimits(kind, mode, model)
  if (duration === undefined || !limits) return undefined
  const total = kind === 'video' ? model.references.videoTotalSeconds : model.references.audioTotalSeconds
  const [min, most] = limits
  const room = (total ?? Infinity) - otherSeconds
  const isTooLong = duration > Math.min(most, room) + INPUT_LIMITS.lengthSlack
  if (!isTooLong || duration < min) return undefined
  // Where the others leave no room for the shortest cut, this one can still be made to pass by itself.
  const max = room >= min ? Math.min(most, room) : most
  return duration > max ? { min, max: Math.floor(max * 10) / 10 } : undefined
}

function rateNeed({ kind, fps }: MediaFacts): number | undefined {
  const [min, max] = INPUT_LIMITS.video.fps
  if (kind !== 'video' || fps === undefined || (fps >= min - 0.1 && fps <= max + 0.1)) return undefined
  return fps < min ? min : max
}

export type FrameWay = 'pad' | 'crop'

/** What a person chooses in the dialog; what does not apply to the plan is ignored. */
export interface FixChoices {
  way: FrameWay
  /** Width divided by height of the new shape. */
  aspect: number
  fill: Fill
  crop: Box
  trim: { start: number; end: number }
}

/** The whole picture padded to the nearest shape, and the cut from the beginning: right for most, and a start for the others. */
export function firstChoices(plan: FixPlan, facts: MediaFacts): FixChoices {
  const size = sizeOf(facts)
  const aspect = plan.kind === 'audio' ? 1 : nearestAspect(plan.kind, size)
  const length = facts.duration ?? 0
  return {
    way: 'pad',
    aspect,
    fill: 'blur',
    crop: centredBox(size, aspect),
    trim: { start: 0, end: Math.min(length, plan.trim?.max ?? length) },
  }
}

export function fixOf(plan: FixPlan, facts: MediaFacts, choices: FixChoices): MediaFix {
  const isClip = plan.kind === 'video'
  const isSound = plan.kind === 'audio'
  return {
    ...((plan.trim || (isSound && plan.bytes)) && { trim: roundedTrim(choices.trim) }),
    ...((plan.frame || (plan.bytes && !isSound)) && { frame: frameOf(plan, facts, choices) }),
    ...(isClip && plan.fps !== undefined && { fps: plan.fps }),
  }
}

function frameOf(plan: FixPlan, facts: MediaFacts, { way, aspect, fill, crop }: FixChoices) {
  const kind = plan.kind === 'video' ? 'video' : 'image'
  const size = sizeOf(facts)
  if (plan.frame !== 'shape') return nearestSize(kind, size)
  if (way === 'crop') return { ...nearestSize(kind, crop), crop }
  return { ...nearestSize(kind, surroundingSize(size, aspect)), fill }
}

/** To the millisecond, as lengths are written down. */
function roundedTrim({ start, end }: { start: number; end: number }) {
  return { start: Math.round(start * 1000) / 1000, end: Math.round(end * 1000) / 1000 }
}

function sizeOf({ width = 0, height = 0 }: MediaFacts): Size {
  return { width, height }
}

/** Seconds that the end of a cut may lie behind a length that was rounded. */
const LENGTH_ROUNDING = 0.05
/** Share by which a frame may be stretched, so that whole pixels come out. */
const STRETCH = 0.02
const SHORTEST_CUT = 0.1

/** What is wrong with a fix that was asked for. Fields are those of MediaFix. */
export function checkFix(fix: MediaFix, facts: MediaFacts): Problem[] {
  if (!fix.trim && !fix.frame && fix.fps === undefined) {
    const said = {
      en: 'asks for nothing: give trim, frame or fps',
      zh: '没有要求任何修改：请给出 trim、frame 或 fps',
    }
    return [wrong('trim', 'missing', said)]
  }
  return [...checkTrim(fix, facts), ...checkFrame(fix, facts), ...checkFps(fix, facts)]
}

function wrong(field: string, code: Problem['code'], said: Sentence): Problem {
  return { field, code, message: about(`\`${field}\``, said) }
}

function checkTrim({ trim }: MediaFix, { kind, duration = 0 }: MediaFacts): Problem[] {
  if (!trim) return []
  if (kind === 'image')
    return [wrong('trim', 'conflict', { en: 'is for clips and sounds', zh: '只用于视频和音频' })]
  const { start, end } = trim
  if (start >= 0 && end - start >= SHORTEST_CUT && end <= duration + LENGTH_ROUNDING) return []
  const must = {
    en: `must lie within 0 and ${duration} seconds and last ${SHORTEST_CUT} or more`,
    zh: `必须在 0 到 ${duration} 秒之内，且不短于 ${SHORTEST_CUT} 秒`,
  }
  return [wrong('trim', 'out_of_range', must)]
}

function checkFrame({ frame }: MediaFix, { kind, width, height }: MediaFacts): Problem[] {
  if (!frame) return []
  if (kind === 'audio' || width === undefined || height === undefined) {
    return [wrong('frame', 'conflict', { en: 'is for pictures and clips', zh: '只用于图片和视频' })]
  }
  const part = frame.crop ?? { left: 0, top: 0, width, height }
  if (part.left + part.width > width || part.top + part.height > height) {
    const must = { en: `must lie within ${width}×${height} pixels`, zh: `必须在 ${width}×${height} 像素之内` }
    return [wrong('frame.crop', 'out_of_range', must)]
  }
  if (!isAllowedSize(kind, frame)) {
    const must = {
      en: `must have a size that a ${kind} reference may have`,
      zh: `必须是${kind === 'image' ? '参考图' : '参考视频'}允许的尺寸`,
    }
    return [wrong('frame', 'out_of_range', must)]
  }
  if (kind === 'video' && (frame.width % 2 !== 0 || frame.height % 2 !== 0)) {
    const must = { en: 'must have even sides for a clip', zh: '用于视频时宽和高必须是偶数' }
    return [wrong('frame', 'out_of_range', must)]
  }
  const stretch = frame.width / frame.height / (part.width / part.height)
  if (frame.fill || Math.abs(Math.log(stretch)) <= STRETCH) return []
  const said = {
    en: 'would stretch the picture: crop it to the new shape or give a fill',
    zh: '会拉伸画面：请裁切成新的形状，或给出 fill',
  }
  return [wrong('frame', 'conflict', said)]
}

function checkFps({ fps }: MediaFix, { kind }: MediaFacts): Problem[] {
  if (fps === undefined) return []
  if (kind !== 'video') return [wrong('fps', 'conflict', { en: 'is for clips', zh: '只用于视频' })]
  const [min, max] = INPUT_LIMITS.video.fps
  const must = { en: `must be from ${min} to ${max}`, zh: `必须在 ${min} 到 ${max} 之间` }
  return fps >= min && fps <= max ? [] : [wrong('fps', 'out_of_range', must)]
}
