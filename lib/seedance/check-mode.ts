/** Checks the mode: whether a model has it, and what it needs (contract.md §3.3; §4 for gemini-omni). */
import type { Sentence } from '#lib/language/language.ts'
import { countKind, countRole } from './count-references.ts'
import type { ModelCapabilities } from './models.ts'
import { about, type Problem, type ProblemCode } from './problem.ts'
import type { CanonicalRequest, Mode, ReferenceKind } from './request.ts'

const FIELD_OF_KIND = { image: 'images', video: 'videos', audio: 'audios' } as const

function problem(field: string, code: ProblemCode, message: Sentence): Problem {
  return { field, code, message }
}

export function checkModeIsSupported(request: CanonicalRequest, model: ModelCapabilities): Problem[] {
  const { mode, modeIsExplicit, references } = request
  if (model.modes.includes(mode)) return []
  const modes = { en: `it supports ${model.modes.join(', ')}`, zh: `它支持 ${model.modes.join('、')}` }
  if (modeIsExplicit) {
    const message = {
      en: `\`mode\` ${mode} is not supported by ${model.id}; ${modes.en}`,
      zh: `${model.id} 不支持 \`mode\` ${mode}；${modes.zh}`,
    }
    return [problem('mode', 'not_supported_by_model', message)]
  }
  if (mode === 't2v') return [missing('image')]
  if (mode === 'draft_final') {
    const message = {
      en: `draft_task in \`content\` is not supported by ${model.id}`,
      zh: `${model.id} 不支持 \`content\` 中的 draft_task`,
    }
    return [problem('draftTaskId', 'not_supported_by_model', message)]
  }
  const field = firstUnfitField(request, model, references[0]?.kind ?? 'image')
  const message = {
    en: `\`${field}\` makes this mode ${mode}, which ${model.id} lacks; ${modes.en}`,
    zh: `有了 \`${field}\`，模式就是 ${mode}，而 ${model.id} 没有这个模式；${modes.zh}`,
  }
  return [problem(field, 'not_supported_by_model', message)]
}

/** The kind that the model cannot take at all, else the first there is. */
function firstUnfitField(
  request: CanonicalRequest,
  model: ModelCapabilities,
  fallback: ReferenceKind,
): string {
  const unfit = (['video', 'audio'] as const).find(
    (kind) => countKind(request, kind) > 0 && model.references[FIELD_OF_KIND[kind]] === 0,
  )
  return FIELD_OF_KIND[unfit ?? fallback]
}

/** What is missing or too much for the mode. */
export function checkNeeds(request: CanonicalRequest): Problem[] {
  const { mode, references, draftTaskId } = request
  const images = countKind(request, 'image')
  const videos = countKind(request, 'video')
  switch (mode) {
    case 't2v':
      return references.length === 0
        ? []
        : [tooMuch(mode, { en: 'takes no images, videos or audios', zh: '不接受图片、视频或音频' })]
    case 'i2v':
      return images === 0 ? [missing('image')] : onlyFrames(request, 1)
    case 'i2v_first_last':
      if (images === 0) return [missing('image')]
      if (images === 1 && countRole(request, 'first_frame') === 1) {
        const message = {
          en: 'requires a first_frame and a last_frame image in `images`',
          zh: '`images` 中需要 first_frame 和 last_frame 各一张图片',
        }
        return [problem('images', 'too_few', message)]
      }
      return onlyFrames(request, 2)
    case 'reference_images':
      if (images === 0) return [missing('image')]
      return references.length > images
        ? [tooMuch(mode, { en: 'takes images only', zh: '只接受图片' })]
        : withoutFrames(request)
    case 'reference_material':
    case 'r2v':
      if (references.length > 0) return withoutFrames(request)
      return [problem('references', 'missing', ANY_REFERENCE)]
    case 'edit':
    case 'extend':
      return videos === 0 ? [missing('video')] : withoutFrames(request)
    case 'draft_final':
      if (draftTaskId === undefined) return [problem('draftTaskId', 'missing', A_DRAFT)]
      return references.length === 0 ? [] : [tooMuch(mode, NOTHING_BESIDE_A_DRAFT)]
  }
}

function missing(kind: ReferenceKind): Problem {
  const field = FIELD_OF_KIND[kind]
  const message = {
    en: `requires at least one ${kind} in \`${field}\``,
    zh: `\`${field}\` 中至少需要一${ONE_IN_CHINESE[kind]}`,
  }
  return problem(field, 'missing', message)
}

const ONE_IN_CHINESE = { image: '张图片', video: '个视频', audio: '个音频' } as const

const ANY_REFERENCE = {
  en: 'requires at least one image, video or audio in `content`',
  zh: '`content` 中至少需要一个图片、视频或音频',
}

const A_DRAFT = {
  en: 'requires a draft_task item with an id in `content`',
  zh: '`content` 中需要一个带 ID 的 draft_task 条目',
}
const NOTHING_BESIDE_A_DRAFT = {
  en: 'takes no images, videos or audios beside `draft_task`',
  zh: '除 `draft_task` 外，不接受图片、视频或音频',
}

function tooMuch(mode: Mode, does: Sentence): Problem {
  return problem('mode', 'conflict', about(`\`mode\` ${mode}`, does))
}

function onlyFrames(request: CanonicalRequest, frames: number): Problem[] {
  const count = countRole(request, 'first_frame') + countRole(request, 'last_frame')
  if (count === frames && count === request.references.length) return []
  const does =
    frames === 1
      ? {
          en: 'takes one first_frame image in `images` and nothing else',
          zh: '只接受 `images` 中的一张 first_frame 图片',
        }
      : {
          en: 'takes one first_frame and one last_frame image in `images` and nothing else',
          zh: '只接受 `images` 中的 first_frame 和 last_frame 各一张图片',
        }
  return [tooMuch(request.mode, does)]
}

function withoutFrames(request: CanonicalRequest): Problem[] {
  if (countRole(request, 'first_frame') + countRole(request, 'last_frame') === 0) return []
  const does = {
    en: 'takes reference_image images in `images`, no first_frame or last_frame',
    zh: '只接受 `images` 中的 reference_image 图片，不接受 first_frame 或 last_frame',
  }
  return [tooMuch(request.mode, does)]
}
