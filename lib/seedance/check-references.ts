/**
 * Checks prompt, mode and references: the three exclusive families (contract.md §3.3: first frame, first and last
 * frame, reference media), what each mode needs, and how many of each kind a model takes (§3.7; §4 for gemini-omni).
 */
import type { ModelCapabilities } from './models.ts'
import { isValidName, nameKey } from './names.ts'
import type { Problem, ProblemCode } from './problem.ts'
import type { CanonicalRequest, Mode, ReferenceKind, ReferenceRole } from './request.ts'

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

const FIELD_OF_KIND = { image: 'images', video: 'videos', audio: 'audios' } as const
const ROLES_OF_KIND: Record<ReferenceKind, readonly ReferenceRole[]> = {
  image: ['first_frame', 'last_frame', 'reference_image'],
  video: ['reference_video'],
  audio: ['reference_audio'],
}

function problem(field: string, code: ProblemCode, message: string): Problem {
  return { field, code, message }
}

function countKind(request: CanonicalRequest, kind: ReferenceKind): number {
  return request.references.filter((reference) => reference.kind === kind).length
}

function countRole(request: CanonicalRequest, role: ReferenceRole): number {
  return request.references.filter((reference) => reference.role === role).length
}

function checkPrompt(
  { prompt, references, draftTaskId, mode }: CanonicalRequest,
  model: ModelCapabilities,
): Problem[] {
  const hasText = prompt.trim() !== ''
  if (draftTaskId !== undefined) {
    return hasText ? [problem('prompt', 'conflict', '`prompt` is taken from the draft; leave it empty')] : []
  }
  // Text is optional once media is present (§3.3), but an edit says what to change (§4).
  const mayBeEmpty = references.length > 0 && !(mode === 'edit' && model.family === 'gemini-omni')
  if (hasText || mayBeEmpty) return []
  return [problem('prompt', 'missing', 'requires text in `prompt` or in a text item of `content`')]
}

function checkRoles({ references }: CanonicalRequest): Problem[] {
  return references.flatMap(({ kind, role }, index) => {
    if (ROLES_OF_KIND[kind].includes(role)) return []
    const message = `\`role\` ${role} does not fit ${kind}_url; must be ${ROLES_OF_KIND[kind].join(', ')}`
    return [problem(`references.${index}.role`, 'conflict', message)]
  })
}

function checkFamilies(request: CanonicalRequest): Problem[] {
  const first = countRole(request, 'first_frame')
  const last = countRole(request, 'last_frame')
  const problems: Problem[] = []
  if (first > 1)
    problems.push(problem('images', 'too_many', 'accepts only one first_frame image in `images`'))
  if (last > 1) problems.push(problem('images', 'too_many', 'accepts only one last_frame image in `images`'))
  if (first + last > 0 && first + last < request.references.length) {
    const message = 'first_frame and last_frame images cannot be mixed with reference media in `content`'
    problems.push(problem('references', 'conflict', message))
  } else if (last > 0 && first === 0) {
    problems.push(problem('images', 'missing', 'last_frame requires a first_frame image in `images`'))
  }
  return problems
}

function checkModeIsSupported(request: CanonicalRequest, model: ModelCapabilities): Problem[] {
  const { mode, modeIsExplicit, references } = request
  if (model.modes.includes(mode)) return []
  const modes = `it supports ${model.modes.join(', ')}`
  if (modeIsExplicit) {
    return [
      problem('mode', 'not_supported_by_model', `\`mode\` ${mode} is not supported by ${model.id}; ${modes}`),
    ]
  }
  if (mode === 't2v') return [problem('images', 'missing', 'requires at least one image in `images`')]
  if (mode === 'draft_final') {
    return [
      problem(
        'draftTaskId',
        'not_supported_by_model',
        `draft_task in \`content\` is not supported by ${model.id}`,
      ),
    ]
  }
  const field = firstUnfitField(request, model, references[0]?.kind ?? 'image')
  return [
    problem(
      field,
      'not_supported_by_model',
      `\`${field}\` makes this mode ${mode}, which ${model.id} lacks; ${modes}`,
    ),
  ]
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
function checkNeeds(request: CanonicalRequest): Problem[] {
  const { mode, references, draftTaskId } = request
  const images = countKind(request, 'image')
  const videos = countKind(request, 'video')
  switch (mode) {
    case 't2v':
      return references.length === 0 ? [] : [tooMuch(mode, 'takes no images, videos or audios')]
    case 'i2v':
      return images === 0 ? [missing('image')] : onlyFrames(request, 1)
    case 'i2v_first_last':
      if (images === 0) return [missing('image')]
      if (images === 1 && countRole(request, 'first_frame') === 1) {
        return [problem('images', 'too_few', 'requires a first_frame and a last_frame image in `images`')]
      }
      return onlyFrames(request, 2)
    case 'reference_images':
      if (images === 0) return [missing('image')]
      return references.length > images ? [tooMuch(mode, 'takes images only')] : withoutFrames(request)
    case 'reference_material':
    case 'r2v':
      if (references.length > 0) return withoutFrames(request)
      return [problem('references', 'missing', 'requires at least one image, video or audio in `content`')]
    case 'edit':
    case 'extend':
      return videos === 0 ? [missing('video')] : withoutFrames(request)
    case 'draft_final':
      if (draftTaskId === undefined) {
        return [problem('draftTaskId', 'missing', 'requires a draft_task item with an id in `content`')]
      }
      return references.length === 0
        ? []
        : [tooMuch(mode, 'takes no images, videos or audios beside `draft_task`')]
  }
}

function missing(kind: ReferenceKind): Problem {
  return problem(
    FIELD_OF_KIND[kind],
    'missing',
    `requires at least one ${kind} in \`${FIELD_OF_KIND[kind]}\``,
  )
}

function tooMuch(mode: Mode, does: string): Problem {
  return problem('mode', 'conflict', `\`mode\` ${mode} ${does}`)
}

function onlyFrames(request: CanonicalRequest, frames: number): Problem[] {
  const count = countRole(request, 'first_frame') + countRole(request, 'last_frame')
  if (count === frames && count === request.references.length) return []
  const what = frames === 1 ? 'one first_frame image' : 'one first_frame and one last_frame image'
  return [tooMuch(request.mode, `takes ${what} in \`images\` and nothing else`)]
}

function withoutFrames(request: CanonicalRequest): Problem[] {
  if (countRole(request, 'first_frame') + countRole(request, 'last_frame') === 0) return []
  return [tooMuch(request.mode, 'takes reference_image images in `images`, no first_frame or last_frame')]
}

function checkAudioAlone(request: CanonicalRequest, model: ModelCapabilities): Problem[] {
  const audios = countKind(request, 'audio')
  if (audios === 0 || audios < request.references.length || model.references.audioAlone) return []
  if (model.references.audios === 0) return []
  return [
    problem(
      'audios',
      'conflict',
      '`audios` cannot be the only reference; requires at least one image or video',
    ),
  ]
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
    .map((field) =>
      limits[field] === 0
        ? problem(
            field,
            'not_supported_by_model',
            `\`${field}\` is not supported as reference by ${model.id}`,
          )
        : problem(
            field,
            'too_many',
            `accepts at most ${limits[field]} ${limits[field] === 1 ? field.slice(0, -1) : field} in \`${field}\` for ${model.id}`,
          ),
    )
  if (limits.total !== undefined && request.references.length > limits.total) {
    const message = `accepts at most ${limits.total} images, videos and audios together in \`content\` for ${model.id}`
    problems.push(problem('references', 'too_many', message))
  }
  return problems
}

function checkNames({ references }: CanonicalRequest): Problem[] {
  const seen = new Set<string>()
  return references.flatMap(({ name }, index) => {
    if (name === undefined) return []
    const field = `references.${index}.name`
    if (!isValidName(name)) {
      return [
        problem(
          field,
          'wrong_format',
          '`name` must be 1 to 64 characters without @, brackets or line breaks',
        ),
      ]
    }
    if (seen.has(nameKey(name)))
      return [problem(field, 'duplicate_name', `\`name\` ${name} is used twice; names must differ`)]
    seen.add(nameKey(name))
    return []
  })
}
