/**
 * Why Generate cannot be pressed yet, and what is worth a second look. Plain reasons in the order a person would deal
 * with them; the screen only prints them. The limits are the server's own (checkLimits), so nothing passes here that is refused
 * there for what the draft says.
 */
import { inSequence, type Sentence } from '#lib/language/language.ts'
import { checkLimits, inferMode, type MediaFacts } from '#lib/seedance/limits.ts'
import { modelOrLoosest } from '#lib/seedance/models.ts'
import type { ProblemFix } from '#lib/seedance/problem.ts'
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
import { stillOpen } from './prompt-template.ts'
import { inScreenWords } from './screen-words.ts'

export interface Reason {
  /** As in Problem: `prompt`, `duration`, `images`, `references.2.role`; also `model` and `provider`. */
  field: string
  message: Sentence
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
  /** A recipe names the file, and it is not here. */
  sought?: true
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
    references: Readonly<Record<ReferenceKind, { ok: true } | { ok: false; reason: Sentence }>>
  }
  /** By reference id; a reference that waits without an entry is taken to be on its way. */
  uploads: ReadonlyMap<string, { status: 'uploading' } | { status: 'failed'; message: Sentence }>
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
  return [
    ...blocks,
    ...unfilledReasons(draft),
    ...unusedReasons(draft),
    ...lengthReasons(draft),
    ...modelReasons(draft),
  ]
}

export function isReady(reasons: readonly Reason[]): boolean {
  return !reasons.some(({ severity }) => severity === 'block')
}

function block(field: string, message: Sentence): Reason {
  return { field, message, severity: 'block' }
}

function warn(field: string, message: Sentence): Reason {
  return { field, message, severity: 'warn' }
}

function providerReasons({ provider }: ReadinessContext): Reason[] {
  if (provider.hasKey || provider.kind === 'sandbox') return []
  const message = {
    en: 'No key for the provider is set. Whoever runs Seedreel has to set SEEDANCE_API_KEY and restart it.',
    zh: '没有设置服务商的密钥。请 Seedreel 的管理者设置 SEEDANCE_API_KEY 并重启。',
  }
  return [block('provider', message)]
}

function brokenReasons({ prompt, references }: ReadinessDraft): Reason[] {
  const labels = new Set(brokenInText(prompt, references).map(({ text }) => text))
  return [...labels].map((label) =>
    block('prompt', {
      en: `The prompt says ${label}, but that reference is gone. Delete it from the prompt, or put another in its place.`,
      zh: `提示词提到 ${label}，但该参考素材已不在。请从提示词中删去，或换成另一个。`,
    }),
  )
}

function uploadReasons({ references }: ReadinessDraft, { uploads }: ReadinessContext): Reason[] {
  return references.flatMap((reference, index) => {
    if (!isWaiting(reference)) return []
    const upload = uploads.get(reference.id)
    const { name } = reference
    const message =
      upload?.status === 'failed'
        ? {
            en: `${name} did not arrive: ${upload.message.en} Try again or remove it.`,
            zh: `${name} 没有上传成功：${upload.message.zh}请重试或将其移除。`,
          }
        : reference.sought && !upload
          ? {
              en: `${name} has no file yet: choose it in its card, or remove it.`,
              zh: `${name} 还没有文件：请在其卡片中选择文件，或将其移除。`,
            }
          : { en: `${name} is still uploading.`, zh: `${name} 还在上传。` }
    return [block(`references.${index}`, message)]
  })
}

function reachReasons({ references }: ReadinessDraft, { provider }: ReadinessContext): Reason[] {
  return references.flatMap(({ kind, name, mediaId }, index) => {
    const access = provider.references[kind]
    if (mediaId === undefined || access.ok) return []
    const message = { en: `The provider cannot read ${name}.`, zh: `服务商无法读取 ${name}。` }
    return [block(`references.${index}`, inSequence(message, access.reason))]
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
  const reasons = checkLimits(
    request,
    references.map(({ media }) => media),
  ).flatMap((problem) =>
    inScreenWords(problem, model, references).map(({ field, message }) => ({
      ...block(field, message),
      ...(problem.fix === undefined ? {} : { fix: problem.fix }),
    })),
  )
  // Several limits may lead to the same sentence.
  return [...new Map(reasons.map((reason) => [reason.field + reason.message.en, reason])).values()]
}

/** A template was put in and not filled in everywhere. The model would read the braces. */
function unfilledReasons({ prompt }: ReadinessDraft): Reason[] {
  const message = stillOpen(prompt.text)
  return message ? [warn('prompt', message)] : []
}

/** Frames say by their role what they are for; everything else is only used where the prompt asks for it. */
function unusedReasons({ prompt, references }: ReadinessDraft): Reason[] {
  if (prompt.text.trim() === '') return []
  const unused = new Set(unusedReferences(toParts(prompt), references).map(({ id }) => id))
  return references.flatMap(({ id, role, name }, index) => {
    if (!unused.has(id) || role === 'first_frame' || role === 'last_frame') return []
    return [
      warn(`references.${index}`, {
        en: `The prompt never says @${name}, so the model has to guess what it is for.`,
        zh: `提示词没有提到 @${name}，模型只能猜测它的用途。`,
      }),
    ]
  })
}

function lengthReasons({ prompt }: ReadinessDraft): Reason[] {
  const { characters, share } = promptLength(prompt.text)
  if (share <= 1) return []
  const limit =
    characters > ADVISED_LENGTH.characters
      ? { en: `${ADVISED_LENGTH.characters} Chinese characters`, zh: `${ADVISED_LENGTH.characters} 个汉字` }
      : { en: `${ADVISED_LENGTH.words} words`, zh: `${ADVISED_LENGTH.words} 个单词` }
  return [
    warn('prompt', {
      en: `The prompt is longer than the advised ${limit.en}; the model may overlook parts of it.`,
      zh: `提示词超过了建议的 ${limit.zh}，模型可能会忽略其中一部分。`,
    }),
  ]
}

function modelReasons({ model }: ReadinessDraft): Reason[] {
  if (modelOrLoosest(model).known) return []
  return [
    warn('model', {
      en: `Seedreel does not know the limits of ${model}; the provider may refuse what is set here.`,
      zh: `Seedreel 不了解 ${model} 的限制；这里的设置可能会被服务商拒绝。`,
    }),
  ]
}

function isWaiting({ mediaId, url }: ReadinessReference): boolean {
  return mediaId === undefined && url === undefined
}
