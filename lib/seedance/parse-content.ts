/** Reads Ark's `content[]` (contract.md §1.3, §3.3): texts, media with role and name, a draft task. */
import type { Sentence } from '#lib/language/language.ts'
import { type Findings, isAbsent, isRecord, parseJsonText } from './aliases.ts'
import { about, mustBeOneOf, type Problem } from './problem.ts'
import { isMediaRole, readAddress } from './read-value.ts'
import { REFERENCE_ROLES, type ReferenceKind, type ReferenceRole } from './request.ts'

/** A picture, clip or sound before its role is settled. */
export interface FoundMedia {
  kind: ReferenceKind
  url: string
  name?: string
  /** As stated by the caller. */
  role?: ReferenceRole
  /** In a flat field a picture without a role is placed by the mode; in `content` Ark reads it as the first frame. */
  from: 'content' | 'field'
}

export interface FoundContent {
  /** Texts with the path that problems about them name. */
  texts: { text: string; path: string }[]
  media: FoundMedia[]
  draftTaskId?: string
}

const MEDIA_TYPES = new Map<string, ReferenceKind>([
  ['image_url', 'image'],
  ['video_url', 'video'],
  ['audio_url', 'audio'],
])

export function parseContent(value: unknown, findings: Findings): FoundContent {
  const found: FoundContent = { texts: [], media: [] }
  if (isAbsent(value)) return found
  const content = parseJsonText(value)
  // One item where a list is meant.
  const items: unknown[] = Array.isArray(content) ? content : [content]
  if (typeof content !== 'object') {
    findings.problems.push(wrongType('content', { en: 'must be a list of items', zh: '必须是条目列表' }))
    return found
  }
  items.forEach((item, index) => readItem(item, `content.${index}`, found, findings))
  return found
}

function readItem(item: unknown, path: string, found: FoundContent, findings: Findings): void {
  const parsed = parseJsonText(item)
  if (!isRecord(parsed)) {
    const must = { en: 'must be an object with a `type`', zh: '必须是带 `type` 的对象' }
    findings.problems.push(wrongType(path, must))
    return
  }
  const type = parsed['type']
  const kind = typeof type === 'string' ? MEDIA_TYPES.get(type) : undefined
  if (type === 'text') readTextItem(parsed, path, found, findings)
  else if (type === 'draft_task') readDraftItem(parsed, path, found, findings)
  else if (kind) readMediaItem(parsed, kind, path, found, findings)
  else {
    const message = about(`\`${path}.type\``, mustBeOneOf(['text', ...MEDIA_TYPES.keys(), 'draft_task']))
    const code = typeof type === 'string' ? 'unknown_value' : 'missing'
    findings.problems.push({ field: `${path}.type`, code, message })
  }
}

function readTextItem(
  item: Record<string, unknown>,
  path: string,
  found: FoundContent,
  findings: Findings,
): void {
  const text = item['text']
  if (typeof text === 'string') found.texts.push({ text, path: `${path}.text` })
  else findings.problems.push(wrongType(`${path}.text`, A_TEXT))
}

function readDraftItem(
  item: Record<string, unknown>,
  path: string,
  found: FoundContent,
  findings: Findings,
): void {
  const draft = item['draft_task']
  const id = isRecord(draft) ? draft['id'] : draft
  if (typeof id !== 'string' || id === '') {
    const must = { en: 'must be the id of a draft task', zh: '必须是样片任务的 ID' }
    findings.problems.push(wrongType(`${path}.draft_task.id`, must))
  } else if (found.draftTaskId !== undefined) {
    const message = {
      en: 'accepts only one draft_task in `content`',
      zh: '`content` 中只接受一个 draft_task',
    }
    findings.problems.push({ field: `${path}.draft_task`, code: 'too_many', message })
  } else found.draftTaskId = id
}

function readMediaItem(
  item: Record<string, unknown>,
  kind: ReferenceKind,
  path: string,
  found: FoundContent,
  findings: Findings,
): void {
  const spelling = `${path}.${kind}_url.url`
  const value = item[`${kind}_url`]
  const url = readAddress(value, { spelling, value }, spelling, findings)
  const role = readRole(item['role'], path, findings)
  const name = readName(item['name'], path, findings)
  if (url === undefined) return
  const named = name === undefined ? {} : { name }
  found.media.push({ kind, url, from: 'content', ...named, ...(role === undefined ? {} : { role }) })
}

function readRole(value: unknown, path: string, findings: Findings): ReferenceRole | undefined {
  if (isAbsent(value)) return undefined
  if (isMediaRole(value)) return value
  const message = about(`\`${path}.role\``, mustBeOneOf(REFERENCE_ROLES))
  findings.problems.push({ field: `${path}.role`, code: 'unknown_value', message })
  return undefined
}

function readName(value: unknown, path: string, findings: Findings): string | undefined {
  if (isAbsent(value)) return undefined
  // The create page numbers names as text, "1"; numbers are meant the same (contract.md §1.3).
  if (typeof value === 'string' || typeof value === 'number')
    return String(value).trim().replace(/^@/, '') || undefined
  findings.problems.push(wrongType(`${path}.name`, A_TEXT))
  return undefined
}

const A_TEXT = { en: 'must be a text', zh: '必须是文本' }

function wrongType(field: string, must: Sentence): Problem {
  return { field, code: 'wrong_type', message: about(`\`${field}\``, must) }
}
