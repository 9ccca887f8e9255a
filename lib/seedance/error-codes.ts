/**
 * From a provider's error to ours: code, whether retry can help, what happened, what to press. Our own failures take
 * the same road (`explainOwnError`), so that every ending reads alike. Nothing that is returned here holds a key or an
 * address: a person, a log line and the browser get to see it.
 */
import { asSaid, inSequence, type Sentence } from '#lib/language/language.ts'
import { ARK_ERRORS, GATEWAY_ERRORS } from './ark-errors.ts'
import { NOT_CHARGED, NOT_STARTED } from './error-phrases.ts'
import { ERROR_SENTENCES, type OurCode } from './error-sentences.ts'

export type { OurCode } from './error-sentences.ts'

export interface ErrorExplanation {
  code: OurCode
  /** Whether pressing retry can help without changing the request. Never a reason to send again by itself. */
  retryable: boolean
  /** What happened, with the provider's own words behind it where there are any. */
  message: Sentence
  /** What it means for the work and what to press. */
  advice: Sentence
  /** Canonical field name (`duration`, `generateAudio`), or the provider's word for it where we have none. */
  field?: string
}

/**
 * `providerCode` may be empty. `httpStatus` absent means that a task failed, rather than a request: then something was
 * started, and nothing is sent again by itself. Looked up in this order: the exact code,
 * its longest dotted beginning, the codes of OpenAI-style gateways, the HTTP status; then `unknown`.
 */
export function explainError(
  providerCode: string,
  providerMessage: string,
  httpStatus?: number,
  param?: string,
): ErrorExplanation {
  const code = ourCodeOf(providerCode, providerMessage, httpStatus)
  const field = fieldOf(providerCode, providerMessage, param)
  const isUnnamed = providerCode === 'unknown' || (code !== 'unknown' && code !== 'request_refused')
  const words = [isUnnamed ? '' : shown(providerCode), withoutSecrets(providerMessage)]
    .filter(Boolean)
    .join(': ')
  const explanation = explain(code, words, field)
  return httpStatus === undefined ? { ...explanation, advice: adviceForTask(explanation) } : explanation
}

/** A task that failed was started, and is not sent again by itself. */
export function adviceForTask({ code, advice }: ErrorExplanation): Sentence {
  if (code === 'rate_limited' || code === 'provider_overloaded') {
    return inSequence(NOT_CHARGED, { en: 'Press Retry.', zh: '点“重试”。' })
  }
  return {
    en: advice.en.replace(NOT_STARTED.en, NOT_CHARGED.en),
    zh: advice.zh.replace(NOT_STARTED.zh, NOT_CHARGED.zh),
  }
}

/** For what Seedreel finds out itself. `detail` is added to the sentence: a file name, a limit, a technical reason. */
export function explainOwnError(
  code: OurCode,
  detail: Sentence = asSaid(''),
  field?: string,
): ErrorExplanation {
  const { message, ...rest } = explain(code, '', field)
  const added = { en: withoutSecrets(detail.en), zh: withoutSecrets(detail.zh) }
  return { ...rest, message: added.en === '' ? message : inSequence(message, added) }
}

/** Theirs in quotation marks, and never translated: a provider's "please try again later" must not read like our advice. */
export function providersWords(words: string): Sentence {
  return { en: `The provider’s words: “${words}”`, zh: `服务商的原话：“${words}”` }
}

/**
 * Whether a refused create means "not now": nothing was started and the same request may be sent again later. A bare
 * 5xx is no deferral, since the task may have been started. `QuotaExceeded` says two things (contract.md §3.8): a used up
 * trial, which waiting does not cure, and too many queued tasks, which it does; only the message tells them apart.
 */
export function isDeferral(
  providerCode: string,
  httpStatus: number | undefined,
  providerMessage = '',
): boolean {
  const code = ourCodeOf(providerCode, providerMessage, httpStatus)
  return code === 'rate_limited' || code === 'provider_overloaded'
}

const QUEUE_IS_FULL = /queue|concurren|in.?flight|排队|并发/i

function ourCodeOf(providerCode: string, providerMessage: string, httpStatus: number | undefined): OurCode {
  const code = providerCode.trim()
  const known = arkMeaning(code) ?? gatewayMeaning(code)
  if (known === 'quota_used_up' && httpStatus === 429 && QUEUE_IS_FULL.test(providerMessage))
    return 'rate_limited'
  return known ?? statusMeaning(httpStatus)
}

const ARK_MEANINGS = new Map<string, OurCode>(ARK_ERRORS.map(({ code, means }) => [code, means]))

/** `MissingParameter.content` is a MissingParameter; `RateLimitExceeded.SomethingNew` is a rate limit. */
function arkMeaning(code: string): OurCode | undefined {
  for (let known = code; known !== ''; known = known.slice(0, Math.max(known.lastIndexOf('.'), 0))) {
    const meaning = ARK_MEANINGS.get(known)
    if (meaning !== undefined) return meaning
  }
  return code.startsWith('RateLimitExceeded.') ? 'rate_limited' : undefined
}

function gatewayMeaning(code: string): OurCode | undefined {
  const key = code.toLowerCase()
  return Object.hasOwn(GATEWAY_ERRORS, key) ? GATEWAY_ERRORS[key] : undefined
}

function statusMeaning(status: number | undefined): OurCode {
  if (status === undefined) return 'unknown'
  if (status === 401) return 'key_refused'
  if (status === 402) return 'payment_overdue'
  if (status === 403) return 'permission_denied'
  if (status === 404) return 'not_found'
  if (status === 429) return 'rate_limited'
  if (status >= 500) return 'provider_internal_error'
  return status >= 400 ? 'request_refused' : 'unknown'
}

function explain(code: OurCode, providerWords: string, field: string | undefined): ErrorExplanation {
  const { retryable, message, advice } = ERROR_SENTENCES[code]
  const sentence = {
    en: message.en.replace('{field}', () => (field === undefined ? '' : `: ${field}`)),
    zh: message.zh.replace('{field}', () => (field === undefined ? '' : `：${field}`)),
  }
  return {
    code,
    retryable,
    message: providerWords === '' ? sentence : inSequence(sentence, providersWords(providerWords)),
    advice,
    ...(field === undefined ? {} : { field }),
  }
}

const CANONICAL_FIELDS: Readonly<Record<string, string>> = {
  generate_audio: 'generateAudio',
  camera_fixed: 'cameraFixed',
  camerafixed: 'cameraFixed',
  return_last_frame: 'returnLastFrame',
  service_tier: 'serviceTier',
  execution_expires_after: 'executionExpiresAfter',
  output_format: 'outputFormat',
  callback_url: 'callbackUrl',
  safety_identifier: 'safetyIdentifier',
  seconds: 'duration',
  dur: 'duration',
  rt: 'ratio',
  rs: 'resolution',
  size: 'ratio',
  wm: 'watermark',
  cf: 'cameraFixed',
  tools: 'webSearch',
  text: 'prompt',
  content: 'references',
}

/**
 * The field that is wrong, from the error's `param`, from the code's own end (`InvalidParameter.duration`) or from a
 * name in the message's backticks, which is how the seed writes it.
 */
function fieldOf(code: string, message: string, param: string | undefined): string | undefined {
  const fromCode = /^(?:Missing|Invalid)Parameter\.(?!TaskType)(.+)$/.exec(code)?.[1]
  const quoted = /`([\w.[\]]{1,60})`/.exec(message)?.[1]
  const raw = shown(param || fromCode || quoted || '')
  if (raw === '') return undefined
  // Ark names a command inside the prompt `contents[0].text.duration` (contract.md §3.2).
  const last = /^contents?\[\d+\]\.text\.(.+)$/.exec(raw)?.[1] ?? raw
  return CANONICAL_FIELDS[last] ?? last
}

/** Characters of provider text that are shown; some gateways answer with a whole HTML page. */
const SHOWN_CHARACTERS = 600

/**
 * Provider text as it may be shown: keys, bearer tokens and addresses (signed, or the provider's own) are taken out,
 * white space is folded, the length is capped. Request ids stay, support asks for them. A key of unusual form is only
 * known to the server: call-json.ts takes that one out exactly.
 */
export function withoutSecrets(text: string): string {
  const clean = text
    .replace(/\bBearer\s+[^\s"',;]+/gi, 'Bearer [removed]')
    .replace(/\b(?:sk|ak|rk|pk|ark)-[\w*.-]{4,}/gi, '[removed]')
    .replace(
      /\b(api[-_ ]?key|authorization|x-api-key|secret|token)(["']?\s*[:=]\s*["']?)[^\s"',;}]{8,}/gi,
      '$1$2[removed]',
    )
    .replace(/\b(?:https?|wss?|ftp):\/\/[^\s"'<>）)]+/gi, '[address]')
    .replace(/\bdata:[\w/+.-]+;base64,[\w+/=-]*/gi, '[data]')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
  return clean.length > SHOWN_CHARACTERS ? `${[...clean].slice(0, SHOWN_CHARACTERS).join('')}…` : clean
}

function shown(code: string): string {
  return withoutSecrets(code).slice(0, 100)
}
