/**
 * Why Generate cannot be pressed yet, and what is worth a second look. Plain reasons in the order a person would deal
 * with them; the screen only prints them. The limits are the server's own (checkLimits), so nothing passes here that is refused
 * there for what the draft says.
 */
import { checkLimits, inferMode, type MediaFacts } from '#lib/seedance/limits.ts'
import { modelOrLoosest } from '#lib/seedance/models.ts'
import type { Problem, ProblemFix } from '#lib/seedance/problem.ts'
import type {
  CanonicalRequest,
  Mode,
  ReferenceKind,
  ReferenceRole,
  RequestSettings,
} from '#lib/seedance/request.ts'
import { plainText, unusedReferences } from './mentions.ts'
import { brokenInText, toParts, type PromptText } from './prompt-edit.ts'
import { ADVISED_LENGTH, promptLength } from './prompt-length.ts'

export interface Reason {
  /** As in Problem: `prompt`, `duration`, `images`, `references.2.role`; also `model` and `provider`. */
  field: string
  message: string
  /** `warn` never keeps anybody from generating. */
  severity: 'block' | 'warn'
  fix?: ProblemFix
}

export interface ReadinessReference {
  id: string
  kind: ReferenceKind
  role: ReferenceRole
  name: string
  /** A file of ours. Neither this nor `url`: the file is still on its way. */
  mediaId?: string
  url?: string
  /** What is known about the file. */
  media?: MediaFacts
}

export interface ReadinessDraft {
  model: string
  /** Absent: inferred. */
  mode?: Mode
  prompt: PromptText
  references: readonly ReadinessReference[]
  settings: RequestSettings
}

export interface ReadinessContext {
  provider: {
    kind: string
    hasKey: boolean
    /** Whether a file of ours can reach the provider. An address that a person gave is handed on as it is. */
    references: Readonly<Record<ReferenceKind, { ok: true } | { ok: false; reason: string }>>
  }
  /** By reference id; a reference that waits without an entry is taken to be on its way. */
  uploads: ReadonlyMap<string, { status: 'uploading' } | { status: 'failed'; message: string }>
}

/** What blocks comes first. Empty: press Generate. */
export function reasonsNotReady(draft: ReadinessDraft, context: ReadinessContext): Reason[] {
  const blocks = [
    ...providerReasons(context),
    ...brokenReasons(draft),
    ...uploadReasons(draft, context),
    ...reachReasons(draft, context),
    ...limitReasons(draft),
  ]
  return [...blocks, ...unusedReasons(draft), ...lengthReasons(draft), ...modelReasons(draft)]
}

export function isReady(reasons: readonly Reason[]): boolean {
  return !reasons.some(({ severity }) => severity === 'block')
}

function block(field: string, message: string): Reason {
  return { field, message, severity: 'block' }
}

function warn(field: string, message: string): Reason {
  return { field, message, severity: 'warn' }
}

function providerReasons({ provider }: ReadinessContext): Reason[] {
  if (provider.hasKey || provider.kind === 'sandbox') return []
  const message =
    'No key for the provider is set. Whoever runs Seedreel has to set SEEDANCE_API_KEY and restart it.'
  return [block('provider', message)]
}

function brokenReasons({ prompt, references }: ReadinessDraft): Reason[] {
  const labels = new Set(brokenInText(prompt, references).map(({ text }) => text))
  return [...labels].map((label) =>
    block(
      'prompt',
      `The prompt says ${label}, but that reference is gone. Delete it from the prompt, or put another in its place.`,
    ),
  )
}

function uploadReasons({ references }: ReadinessDraft, { uploads }: ReadinessContext): Reason[] {
  return references.flatMap((reference, index) => {
    if (!isWaiting(reference)) return []
    const upload = uploads.get(reference.id)
    if (upload?.status !== 'failed')
      return [block(`references.${index}`, `${reference.name} is still uploading.`)]
    return [
      block(
        `references.${index}`,
        `${reference.name} did not arrive: ${upload.message} Try again or remove it.`,
      ),
    ]
  })
}

function reachReasons({ references }: ReadinessDraft, { provider }: ReadinessContext): Reason[] {
  return references.flatMap(({ kind, name, mediaId }, index) => {
    const access = provider.references[kind]
    if (mediaId === undefined || access.ok) return []
    return [block(`references.${index}`, `The provider cannot read ${name}. ${access.reason}`)]
  })
}

/** Stands for an address that is only made when the request is sent; no check looks behind it. */
const ADDRESS_TO_COME = 'https://media.invalid/'

function limitReasons(draft: ReadinessDraft): Reason[] {
  const { model, mode, references, settings } = draft
  const request: CanonicalRequest = {
    ...settings,
    model,
    mode: mode ?? inferMode(modelOrLoosest(model).model, references),
    modeIsExplicit: mode !== undefined,
    prompt: plainText(toParts(draft.prompt), references),
    references: references.map(({ kind, role, name, url }) => ({
      kind,
      role,
      name,
      url: url ?? ADDRESS_TO_COME,
    })),
  }
  return checkLimits(
    request,
    references.map(({ media }) => media),
  ).map((problem) => ({
    ...block(problem.field, inScreenWords(problem, references)),
    ...(problem.fix === undefined ? {} : { fix: problem.fix }),
  }))
}

/** The problems are written for callers of the API, with field names and counts; a person sees cards with names. */
function inScreenWords({ field, code, message }: Problem, references: readonly ReadinessReference[]): string {
  if (field === 'prompt' && code === 'missing') {
    return references.length > 0
      ? 'Write what should happen.'
      : 'Write a prompt, or add a picture to start from.'
  }
  const name = references[Number(/^references\.(\d+)/.exec(field)?.[1] ?? -1)]?.name
  return name === undefined || message.includes(name) ? message : `${name}: ${message}`
}

/** Frames say by their role what they are for; everything else is only used where the prompt asks for it. */
function unusedReasons({ prompt, references }: ReadinessDraft): Reason[] {
  if (prompt.text.trim() === '') return []
  const unused = new Set(unusedReferences(toParts(prompt), references).map(({ id }) => id))
  return references.flatMap(({ id, role, name }, index) => {
    if (!unused.has(id) || role === 'first_frame' || role === 'last_frame') return []
    return [
      warn(
        `references.${index}`,
        `The prompt never says @${name}, so the model has to guess what it is for.`,
      ),
    ]
  })
}

function lengthReasons({ prompt }: ReadinessDraft): Reason[] {
  const { characters, share } = promptLength(prompt.text)
  if (share <= 1) return []
  const limit =
    characters > ADVISED_LENGTH.characters
      ? `${ADVISED_LENGTH.characters} Chinese characters`
      : `${ADVISED_LENGTH.words} words`
  return [
    warn('prompt', `The prompt is longer than the advised ${limit}; the model may overlook parts of it.`),
  ]
}

function modelReasons({ model }: ReadinessDraft): Reason[] {
  if (modelOrLoosest(model).known) return []
  return [
    warn('model', `Seedreel does not know the limits of ${model}; the provider may refuse what is set here.`),
  ]
}

function isWaiting({ mediaId, url }: ReadinessReference): boolean {
  return mediaId === undefined && url === undefined
}
