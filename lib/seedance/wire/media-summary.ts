/** Files in a body that is shown or compared: said by kind, size and hash, where the wire carries bytes or an address. */
import type { ReferenceKind } from '#lib/seedance/request.ts'

export interface MediaSummary {
  kind: ReferenceKind
  bytes: number
  /** Hex. */
  sha256: string
}

/** The same body with the summary in place of every string that is one of these addresses. */
export function withMediaSummaries(
  body: unknown,
  summaries: ReadonlyMap<string, MediaSummary | { kind: ReferenceKind; missing: true }>,
): unknown {
  if (typeof body === 'string') return summaries.get(body) ?? body
  if (Array.isArray(body)) return body.map((item) => withMediaSummaries(item, summaries))
  if (typeof body !== 'object' || body === null) return body
  return Object.fromEntries(
    Object.entries(body).map(([key, value]) => [key, withMediaSummaries(value, summaries)]),
  )
}
