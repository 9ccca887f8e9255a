import 'server-only'
import type { Problem } from '#lib/seedance/problem.ts'
import type { RequestReference } from '#lib/seedance/request.ts'

/** Where a value stands in a request as it came, `content[1].image_url.url`; undefined when it is not in there. */
export function findPath(body: unknown, wanted: string): string | undefined {
  if (body === wanted) return ''
  if (typeof body !== 'object' || body === null) return undefined
  for (const [key, value] of Object.entries(body)) {
    const rest = findPath(value, wanted)
    if (rest === undefined) continue
    const own = Array.isArray(body) ? `[${key}]` : key
    return rest === '' || rest.startsWith('[') ? own + rest : `${own}.${rest}`
  }
  return undefined
}

/** The parameter that a problem is about, by the name the caller used for it. */
export function paramOf(problem: Problem, references: readonly RequestReference[], body: unknown): string {
  const [, index = '', rest = 'url'] = /^references\.(\d+)(?:\.(\w+))?$/.exec(problem.field) ?? []
  const url = index === '' ? undefined : references[Number(index)]?.url
  const path = url === undefined ? undefined : findPath(body, url)
  if (path === undefined) return problem.field
  return rest === 'url' ? path : path.replace(/(\w+_url\.url)$/, rest)
}
