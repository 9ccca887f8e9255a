import 'server-only'
import * as z from 'zod/mini'
import type { GuestPrincipal } from '#lib/access/principal.ts'
import { AppError } from '#lib/api/app-error.ts'
import { countSharedClips, listSharedClips } from '#lib/server/clips/clip-store.ts'
import type { Database } from '#lib/server/database/database.ts'
import type { GenerationRow, MediaRow, ShareRow } from '#lib/server/database/tables.ts'
import { findManyGenerations } from '#lib/server/generations/generation-store.ts'
import { findManyMedia } from '#lib/server/media/media-store.ts'
import { generationOfKey } from './clip-key.ts'
import type { ShareSecrets } from './share-secrets.ts'

/** Which clips a link shows now: what was binned, has moved out of its project or is not finished is not among them. */
export interface ClipOfLink {
  row: GenerationRow
  clip: MediaRow
}

interface Reader {
  database: Pick<Database, 'db'>
}

const idsSchema = z.array(z.string())

export function targetIds({ target_ids: ids }: Pick<ShareRow, 'target_ids'>): string[] {
  return z.parse(idsSchema, JSON.parse(ids))
}

/** A page of them in the link's order, and how many there are. */
export async function readSharedClips(
  { database: { db } }: Reader,
  guest: GuestPrincipal,
  share: ShareRow,
  { from, limit }: { from: number; limit: number },
): Promise<{ clips: ClipOfLink[]; total: number }> {
  const ids = targetIds(share)
  if (share.kind === 'clip' || share.kind === 'selection') {
    const found = new Map((await findManyGenerations(db, guest, ids)).map((row) => [row.id, row]))
    const rows = ids.flatMap((id) => found.get(id) ?? []).filter(isShown)
    return { clips: await withFiles(db, guest, rows.slice(from, from + limit)), total: rows.length }
  }
  const shotId = share.kind === 'shot' ? ids[0] : undefined
  const total = await countSharedClips(db, { sight: guest, shotId })
  const rows = await listSharedClips(db, { sight: guest, shotId, from, limit })
  return { clips: await withFiles(db, guest, rows), total }
}

/** One clip by its name within the link. Throws AppError `not_found` for every other, whatever else it may be. */
export async function requireSharedClip(
  { database: { db }, shareSecrets }: Reader & { shareSecrets: ShareSecrets },
  guest: GuestPrincipal,
  share: ShareRow,
  key: string,
): Promise<ClipOfLink> {
  const id = generationOfKey(shareSecrets.clipKey, share.id, key)
  const rows = id === undefined ? [] : await findManyGenerations(db, guest, [id])
  const [found] = await withFiles(
    db,
    guest,
    rows.filter((row) => isShown(row) && isOfLink(share, row)),
  )
  if (!found) throw noSuchClip()
  return found
}

function isShown({ state, deleted_at: deletedAt, clip_media_id: clipId }: GenerationRow): boolean {
  return state === 'succeeded' && deletedAt === null && clipId !== null
}

function isOfLink(share: ShareRow, row: GenerationRow): boolean {
  if (share.kind === 'project') return row.project_id === share.project_id
  const ids = targetIds(share)
  return share.kind === 'shot' ? ids.includes(row.shot_id) : ids.includes(row.id)
}

async function withFiles(
  db: Database['db'],
  guest: GuestPrincipal,
  rows: readonly GenerationRow[],
): Promise<ClipOfLink[]> {
  const ids = rows.flatMap(({ clip_media_id: id }) => id ?? [])
  const files = new Map((await findManyMedia(db, guest, ids)).map((file) => [file.id, file]))
  return rows.flatMap((row) => {
    const clip = files.get(row.clip_media_id ?? '')
    return clip ? [{ row, clip }] : []
  })
}

function noSuchClip(): AppError {
  return new AppError('not_found', {
    en: 'This clip is not in the link any more. Load the page again to see what is.',
    zh: '这个成片已不在链接中。请重新加载页面查看现有内容。',
  })
}
