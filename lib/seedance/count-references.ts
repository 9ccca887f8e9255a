import type { CanonicalRequest, ReferenceKind, ReferenceRole } from './request.ts'

export function countKind(request: CanonicalRequest, kind: ReferenceKind): number {
  return request.references.filter((reference) => reference.kind === kind).length
}

export function countRole(request: CanonicalRequest, role: ReferenceRole): number {
  return request.references.filter((reference) => reference.role === role).length
}
