import 'server-only'
import type { MediaFacts } from '#lib/seedance/limits.ts'
import {
  adaptiveSize,
  effectiveSettings,
  FPS,
  type ModelCapabilities,
  nearestRatio,
  outputSize,
} from '#lib/seedance/models.ts'
import { fillInNames } from '#lib/seedance/names.ts'
import { countTokens } from '#lib/seedance/price.ts'
import type { CanonicalRequest, Ratio } from '#lib/seedance/request.ts'
import type { Random } from '#lib/server/clock.ts'
import type { Faults } from './faults.ts'
import type { ReadReference } from './read-references.ts'
import { WireError } from '#lib/server/wire/wire-error.ts'
import type { TaskPlan } from './task-row.ts'

/** Ark's own default: two days (contract.md §3.2). */
const EXPIRES_AFTER_SECONDS = 172_800

/** What the sandbox takes where the length is the model's choice and no clip suggests one. */
const CHOSEN_SECONDS = 5

/** Makes every choice that a request leaves to the model. Throws WireError where the model has no such picture size. */
export function planTask(
  request: CanonicalRequest,
  read: readonly ReadReference[],
  choices: { model: ModelCapabilities; prompt: string; faults: Faults; random: Random },
): TaskPlan {
  const { model, prompt, faults, random } = choices
  const settings = effectiveSettings(model, request.mode, request)
  const { ratio, width, height } = chooseSize(
    model,
    settings.resolution,
    settings.ratio,
    shapeToFollow(request, read),
  )
  const frames = settings.frames ?? chooseFrames(model, settings.duration, read)
  const names = fillInNames(request.references)
  return {
    prompt,
    mode: request.mode,
    references: request.references.map(({ kind, role }, index) => ({
      kind,
      role,
      name: names[index] ?? String(index + 1),
      file: read[index]?.file ?? '',
    })),
    resolution: settings.resolution,
    ratio,
    width,
    height,
    frames,
    countsFrames: settings.frames !== undefined,
    seed: chooseSeed(request.seed, random),
    generateAudio: settings.generateAudio,
    watermark: settings.watermark,
    cameraFixed: request.cameraFixed ?? false,
    returnLastFrame: settings.returnLastFrame,
    draft: request.draft ?? false,
    draftTaskId: null,
    webSearch: request.webSearch ?? false,
    container: request.outputFormat ?? 'mp4',
    executionExpiresAfter: request.executionExpiresAfter ?? EXPIRES_AFTER_SECONDS,
    tokens: countTokens({
      width,
      height,
      seconds: frames / FPS,
      ...(settings.frames !== undefined && { frames: settings.frames }),
      inputVideoSeconds: videoSeconds(read),
    }),
    faults,
  }
}

/**
 * The full render of a 1.5 pro draft: everything comes from the draft but the resolution and what is delivered
 * (contract.md §3.3).
 */
export function planFinal(
  request: CanonicalRequest,
  draft: { id: string; plan: TaskPlan },
  choices: { model: ModelCapabilities; faults: Faults },
): TaskPlan {
  const { model, faults } = choices
  const settings = effectiveSettings(model, request.mode, request)
  const { plan } = draft
  const size = chooseSize(model, settings.resolution, plan.ratio, undefined)
  return {
    ...plan,
    ...size,
    resolution: settings.resolution,
    watermark: settings.watermark,
    returnLastFrame: settings.returnLastFrame,
    draft: false,
    draftTaskId: draft.id,
    executionExpiresAfter: request.executionExpiresAfter ?? EXPIRES_AFTER_SECONDS,
    tokens: countTokens({
      width: size.width,
      height: size.height,
      seconds: plan.frames / FPS,
      inputVideoSeconds: 0,
    }),
    faults,
  }
}

/** 0 … 2^31-1, the narrower of the two documented ranges (contract.md §3.2). */
function chooseSeed(asked: number | undefined, random: Random): number {
  return asked === undefined || asked === -1 ? Math.floor(random() * 2 ** 31) : asked
}

function chooseSize(
  model: ModelCapabilities,
  resolution: TaskPlan['resolution'],
  ratio: Ratio,
  input: { width: number; height: number } | undefined,
): { ratio: Ratio; width: number; height: number } {
  const size =
    ratio === 'adaptive' ? adaptiveSize(model, resolution, input) : outputSize(model, resolution, ratio)
  if (size === undefined) {
    const message = `The model ${model.id} makes no ${resolution} clip of ratio ${ratio}.`
    throw new WireError('InvalidParameter', { message, param: 'resolution' })
  }
  return { ratio: ratio === 'adaptive' ? nearestRatio(size.width, size.height) : ratio, ...size }
}

/** What an adaptive clip takes its shape from: the first frame, else a clip, else a picture. */
function shapeToFollow(
  { references }: CanonicalRequest,
  read: readonly ReadReference[],
): { width: number; height: number } | undefined {
  for (const role of ['first_frame', 'reference_video', 'reference_image'] as const) {
    const facts = read[references.findIndex((reference) => reference.role === role)]?.facts
    if (facts?.width !== undefined && facts.height !== undefined)
      return { width: facts.width, height: facts.height }
  }
  return undefined
}

/** `undefined` follows the clip to the frame, -1 is a choice among the model's own lengths, near the clip's if there is one. */
function chooseFrames(
  model: ModelCapabilities,
  duration: number | undefined,
  read: readonly ReadReference[],
): number {
  if (duration !== undefined && duration !== -1) return duration * FPS
  const clip = read.find(({ facts }) => isVideo(facts))?.facts.duration
  if (duration === undefined && clip !== undefined) return Math.round(clip * FPS)
  const { min, max } = model.duration
  return Math.min(max, Math.max(min, Math.round(clip ?? CHOSEN_SECONDS))) * FPS
}

function videoSeconds(read: readonly ReadReference[]): number {
  return read.reduce((sum, { facts }) => sum + (isVideo(facts) ? (facts.duration ?? 0) : 0), 0)
}

function isVideo(facts: MediaFacts): boolean {
  return facts.kind === 'video'
}
