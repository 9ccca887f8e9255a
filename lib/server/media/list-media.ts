import 'server-only'
import type { MediaList } from '#lib/api/media.ts'
import type { Principal } from '#lib/access/principal.ts'
import { readBefore, writeBefore } from '#lib/server/database/before-mark.ts'
import type { Database } from '#lib/server/database/database.ts'
import { findRemovedClips } from '#lib/server/generations/generation-store.ts'
import type { ReferenceKind } from '#lib/seedance/request.ts'
import { toMediaFile } from './media-file.ts'
import { listMedia } from './media-store.ts'

const PAGE = 48

/**
 * The files and clips in sight, newest first; `search` is a part of their names, in any case. A clip whose generation was removed is
 * not shown, and so a page may hold fewer than asked for: `nextBefore` alone says whether there is another. Throws AppError
 * `invalid_request` for a `before` that we never gave.
 */
export async function readLibrary(
  { database: { db } }: { database: Database },
  principal: Principal,
  page: {
    kind?: ReferenceKind | undefined
    search?: string | undefined
    before?: string | undefined
    limit?: number | undefined
  } = {},
): Promise<MediaList> {
  const limit = page.limit ?? PAGE
  const found = await listMedia(db, {
    sight: principal,
    kind: page.kind,
    search: page.search?.trim() || undefined,
    before: page.before === undefined ? undefined : readBefore(page.before, 'med'),
    limit: limit + 1,
  })
  const rows = found.slice(0, limit)
  const last = found.length > limit ? rows.at(-1) : undefined
  const clips = rows.filter(({ origin }) => origin === 'clip').map(({ id }) => id)
  const removed = await findRemovedClips(db, principal, clips)
  return {
    media: rows.filter(({ id }) => !removed.has(id)).map(toMediaFile),
    ...(last && { nextBefore: writeBefore(last) }),
  }
}
