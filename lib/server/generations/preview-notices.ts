import 'server-only'
import { parseRequest } from '#lib/seedance/parse-request.ts'
import type { Notice } from '#lib/seedance/problem.ts'
import type { CanonicalRequest } from '#lib/seedance/request.ts'
import { isSettingName, SETTING_NAMES } from '#lib/seedance/setting-names.ts'

/**
 * What a provider will read otherwise than the request says, or not at all: the printed body is read back by the same reader that
 * the sandbox has, and compared. What only one provider's own server knows cannot be told here.
 */
export function noticesOf(request: CanonicalRequest, fields: Record<string, unknown>): Notice[] {
  const read = parseRequest(fields)
  if (!read.ok) return read.problems.map(({ field, message }) => ({ field, message }))
  return [
    ...read.notices,
    ...lostSettings(request, read.request),
    ...lostReferences(request, read.request),
    ...readAsCommands(request, read.request),
    ...extraFields(fields),
  ]
}

function lostSettings(sent: CanonicalRequest, read: CanonicalRequest): Notice[] {
  const names = Object.keys(SETTING_NAMES).filter(isSettingName)
  return names.flatMap((name): Notice[] => {
    // No search is a provider's own default, which needs no word.
    if (sent[name] === undefined || (name === 'webSearch' && !sent.webSearch)) return []
    if (read[name] === sent[name]) return []
    const field = name === 'webSearch' ? 'web_search' : SETTING_NAMES[name]
    const message =
      read[name] === undefined
        ? {
            en: `\`${field}\` is not sent: this provider’s format has no such field`,
            zh: `\`${field}\` 不会发送：该服务商的格式没有这个字段`,
          }
        : {
            en: `\`${field}\` will be read as ${String(read[name])}`,
            zh: `\`${field}\` 会被读作 ${String(read[name])}`,
          }
    return [{ field, message }]
  })
}

function lostReferences(sent: CanonicalRequest, read: CanonicalRequest): Notice[] {
  const pairs = sent.references.map((reference, index) => ({ reference, other: read.references[index] }))
  const roles = pairs.flatMap(({ reference, other }, index): Notice[] => {
    if (other?.role === reference.role) return []
    const { name, role } = reference
    const message = {
      en: `The role of ${name ?? `reference ${index + 1}`} (${role}) is not sent; it will be read as ${other?.role ?? 'nothing'}`,
      zh: `${name ?? `参考素材 ${index + 1}`} 的角色（${role}）不会发送；${other ? `它会被读作 ${other.role}` : '它不会被读到'}`,
    }
    return [{ field: `references.${index}.role`, message }]
  })
  const hasLostNames = pairs.some(
    ({ reference, other }) => reference.name !== undefined && other?.name === undefined,
  )
  if (!hasLostNames) return roles
  const message = {
    en: 'Names are not sent: this provider knows references by their position',
    zh: '名称不会发送：该服务商按位置识别参考素材',
  }
  return [...roles, { field: 'references', message }]
}

/** `--ratio 16:9` and the like at the end of a prompt (contract.md §3.2). */
function readAsCommands(sent: CanonicalRequest, read: CanonicalRequest): Notice[] {
  const words = sent.prompt.trim()
  const kept = read.prompt.trim()
  if (words === kept || !words.startsWith(kept)) return []
  const commands = words.slice(kept.length).trim()
  const message = {
    en: `“${commands}” at the end of the prompt is read as settings, not as words`,
    zh: `提示词末尾的“${commands}”会被当作设置，而不是文字`,
  }
  return [{ field: 'prompt', message }]
}

/** OpenAI's format has no field for most settings; they travel where gateways of that kind look for them (contract.md §7). */
function extraFields({ metadata }: Record<string, unknown>): Notice[] {
  if (typeof metadata !== 'object' || metadata === null) return []
  const names = Object.keys(metadata).filter((name) => name !== 'content' && name !== 'safety_identifier')
  if (names.length === 0) return []
  const message = {
    en: `${names.join(', ')}: sent inside \`metadata\`, which a gateway may leave out`,
    zh: `${names.join('、')}：放在 \`metadata\` 中发送，网关可能会忽略`,
  }
  return [{ field: 'metadata', message }]
}
