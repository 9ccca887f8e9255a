/** GET /api/storage: what lies where, for whoever looks after the studio. Bytes; times epoch ms. */
import type { ReferenceKind } from '#lib/seedance/request.ts'

/** A file that no row points to. It is never removed by itself. */
export interface StrayFile {
  key: string
  bytes: number
  changedAt: number
}

/** A row of the team's whose file is not on the storage. */
export interface LostFile {
  key: string
  mediaId: string
  fileName: string
}

export interface Storage {
  /** Everything on the storage. */
  files: number
  bytes: number
  /** The team's files; those with the same bytes lie there once. */
  media: { kind: ReferenceKind; count: number; bytes: number }[]
  /** The first hundred of each, and how many there are. */
  stray: { count: number; bytes: number; first: StrayFile[] }
  lost: { count: number; first: LostFile[] }
}
