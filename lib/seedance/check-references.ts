/**
 * Checks prompt and references: the three exclusive families (contract.md §3.3: first frame, first and last frame,
 * reference media) and how many of each kind a model takes (§3.7; §4 for gemini-omni). The mode is in check-mode.ts.
 */
import type { Sentence } from '#lib/language/language.ts'
import { checkModeIsSupported, checkNeeds } from './check-mode.ts'
import { countKind, countRole } from './count-references.ts'
import type { ModelCapabilities } from './models.ts'
import { isValidName, nameKey } from './names.ts'
import type { Problem, ProblemCode } from './problem.ts'
import type { CanonicalRequest, ReferenceKind, ReferenceRole } from './request.ts'

export function checkReferences(request: CanonicalRequest, model: ModelCapabilities): Problem[] {
  const structure = [...checkRoles(request), ...checkFamilies(request)]
  const supported = checkModeIsSupported(request, model)
  return [
    ...checkPrompt(request, model),
    ...structure,
    ...supported,
    // One mistake, one sentence: what a mode needs is said only where the mode itself stands.
    ...(structure.length + supported.length > 0
      ? []
      : [...checkNeeds(request), ...checkAudioAlone(request, model)]),
    ...(supported.length > 0 ? [] : checkCounts(request, model)),
    ...checkNames(request),
  ]
}

const ROLES_OF_KIND: Record<ReferenceKind, readonly ReferenceRole[]> = {
  image: ['first_frame', 'last_frame', 'reference_image'],
  video: ['reference_video'],
  audio: ['reference_audio'],
}

function problem(field: string, code: ProblemCode, message: Sentence): Problem {
  return { field, code, message }
}

function checkPrompt(
  { prompt, references, draftTaskId, mode }: CanonicalRequest,
  model: ModelCapabilities,
): Problem[] {
  const hasText = prompt.trim() !== ''
  if (draftTaskId !== undefined) {
    const message = {
      en: '`prompt` is taken from the draft; leave it empty',
      zh: '`prompt` 取自样片，请留空',
    }
    return hasText ? [problem('prompt', 'conflict', message)] : []
  }
  // Text is optional once media is present (§3.3), but an edit says what to change (§4).
  const mayBeEmpty = references.length > 0 && !(mode === 'edit' && model.family === 'gemini-omni')
  if (hasText || mayBeEmpty) return []
  const message = {
    en: 'requires text in `prompt` or in a text item of `content`',
    zh: '需要在 `prompt` 或 `content` 的文本项中写入文字',
  }
  return [problem('prompt', 'missing', message)]
}

function checkRoles({ references }: CanonicalRequest): Problem[] {
  return references.flatMap(({ kind, role }, index) => {
    if (ROLES_OF_KIND[kind].includes(role)) return []
    const fitting = ROLES_OF_KIND[kind]
    const message = {
      en: `\`role\` ${role} does not fit ${kind}_url; must be ${fitting.join(', ')}`,
      zh: `\`role\` ${role} 不适用于 ${kind}_url；只能是 ${fitting.join('、')}`,
    }
    return [problem(`references.${index}.role`, 'conflict', message)]
  })
}

function checkFamilies(request: CanonicalRequest): Problem[] {
  const first = countRole(request, 'first_frame')
  const last = countRole(request, 'last_frame')
  const problems: Problem[] = []
  if (first > 1) problems.push(problem('images', 'too_many', onlyOne('first_frame')))
  if (last > 1) problems.push(problem('images', 'too_many', onlyOne('last_frame')))
  if (first + last > 0 && first + last < request.references.length) {
    const message = {
      en: 'first_frame and last_frame images cannot be mixed with reference media in `content`',
      zh: '`content` 中的 first_frame、last_frame 图片不能与参考素材混用',
    }
    problems.push(problem('references', 'conflict', message))
  } else if (last > 0 && first === 0) {
    const message = {
      en: 'last_frame requires a first_frame image in `images`',
      zh: '使用 last_frame 时，`images` 中还需要一张 first_frame 图片',
    }
    problems.push(problem('images', 'missing', message))
  }
  return problems
}

function onlyOne(role: ReferenceRole): Sentence {
  return { en: `accepts only one ${role} image in \`images\``, zh: `\`images\` 中只接受一张 ${role} 图片` }
}

function checkAudioAlone(request: CanonicalRequest, model: ModelCapabilities): Problem[] {
  const audios = countKind(request, 'audio')
  if (audios === 0 || audios < request.references.length || model.references.audioAlone) return []
  if (model.references.audios === 0) return []
  const message = {
    en: '`audios` cannot be the only reference; requires at least one image or video',
    zh: '`audios` 不能是唯一的参考素材；至少还需要一张图片或一个视频',
  }
  return [problem('audios', 'conflict', message)]
}

function checkCounts(request: CanonicalRequest, model: ModelCapabilities): Problem[] {
  const limits = model.references
  const counted = {
    images: countRole(request, 'reference_image'),
    videos: countKind(request, 'video'),
    audios: countKind(request, 'audio'),
  }
  const problems = (['images', 'videos', 'audios'] as const)
    .filter((field) => counted[field] > limits[field])
    .map((field) => tooManyOf(field, limits[field], model.id))
  if (limits.total !== undefined && request.references.length > limits.total) {
    const message = {
      en: `accepts at most ${limits.total} images, videos and audios together in \`content\` for ${model.id}`,
      zh: `${model.id} 的 \`content\` 中图片、视频和音频合计最多 ${limits.total} 个`,
    }
    problems.push(problem('references', 'too_many', message))
  }
  return problems
}

function tooManyOf(field: 'images' | 'videos' | 'audios', most: number, model: string): Problem {
  if (most === 0) {
    const message = {
      en: `\`${field}\` is not supported as reference by ${model}`,
      zh: `${model} 不支持以 \`${field}\` 作为参考素材`,
    }
    return problem(field, 'not_supported_by_model', message)
  }
  const message = {
    en: `accepts at most ${most} ${most === 1 ? field.slice(0, -1) : field} in \`${field}\` for ${model}`,
    zh: `${model} 的 \`${field}\` 最多 ${most} 个`,
  }
  return problem(field, 'too_many', message)
}

function checkNames({ references }: CanonicalRequest): Problem[] {
  const seen = new Set<string>()
  return references.flatMap(({ name }, index) => {
    if (name === undefined) return []
    const field = `references.${index}.name`
    if (!isValidName(name)) {
      const message = {
        en: '`name` must be 1 to 64 characters without @, brackets or line breaks',
        zh: '`name` 必须是 1 到 64 个字符，不含 @、方括号和换行',
      }
      return [problem(field, 'wrong_format', message)]
    }
    if (seen.has(nameKey(name))) {
      const message = {
        en: `\`name\` ${name} is used twice; names must differ`,
        zh: `\`name\` ${name} 用了两次；名称不能重复`,
      }
      return [problem(field, 'duplicate_name', message)]
    }
    seen.add(nameKey(name))
    return []
  })
}
