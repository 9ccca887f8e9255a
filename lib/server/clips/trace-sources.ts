import 'server-only'
import type { Sight } from '#lib/access/principal.ts'
import type { Transaction } from 'kysely'
import type { Recipe } from '#lib/generation/generation.ts'
import type { SourceKind } from '#lib/generation/lineage.ts'
import type { Executor } from '#lib/server/database/database.ts'
import type { MediaRow, Tables } from '#lib/server/database/tables.ts'
import { findManyMedia, showMediaIn } from '#lib/server/media/media-store.ts'
import { findOwnersOfFiles } from './clip-store.ts'
import { insertSources, type SourceRow } from './source-store.ts'

/** Which clip of ours a file is, or is a frame or a fix of. */
export interface Traced {
  generationId: string
  kind: Exclude<SourceKind, 'draft' | 'part'>
}

/** A frame of a fix of a fix …: nobody comes near it, and a ring of files that were made from each other ends here. */
const LONGEST_CHAIN = 32

/** By the file's id; files that come from no clip of the team are left out. */
export async function traceFiles(
  executor: Executor,
  sight: Sight,
  mediaIds: readonly string[],
): Promise<ReadonlyMap<string, Traced>> {
  const files = new Map<string, MediaRow>()
  let wanted = [...new Set(mediaIds)]
  for (let step = 0; step < LONGEST_CHAIN && wanted.length > 0; step++) {
    const found = await findManyMedia(executor, sight, wanted)
    for (const file of found) files.set(file.id, file)
    wanted = [...new Set(found.flatMap(({ made_from: from }) => from ?? []))].filter((id) => !files.has(id))
  }
  const owners = await ownersOf(executor, sight, [...files.keys()])
  const traced = new Map<string, Traced>()
  for (const id of mediaIds) {
    const found = traceOne(id, files, owners)
    if (found) traced.set(id, found)
  }
  return traced
}

type Owner = Traced & { kind: 'clip' | 'last_frame' }

async function ownersOf(
  executor: Executor,
  sight: Sight,
  mediaIds: readonly string[],
): Promise<ReadonlyMap<string, Owner>> {
  const owners = new Map<string, Owner>()
  const keep = (mediaId: string | null, owner: Owner) => {
    // The oldest: bytes that two clips share are the first one's.
    if (mediaId !== null && !owners.has(mediaId)) owners.set(mediaId, owner)
  }
  for (const row of await findOwnersOfFiles(executor, sight, mediaIds)) {
    keep(row.clip_media_id, { generationId: row.id, kind: 'clip' })
    keep(row.last_frame_media_id, { generationId: row.id, kind: 'last_frame' })
  }
  return owners
}

function traceOne(
  mediaId: string,
  files: ReadonlyMap<string, MediaRow>,
  owners: ReadonlyMap<string, Owner>,
): Traced | undefined {
  let isFrame = false
  let at: string | null = mediaId
  for (let step = 0; step < LONGEST_CHAIN && at !== null; step++) {
    const owner = owners.get(at)
    if (owner) return isFrame ? { ...owner, kind: 'frame' } : owner
    const file = files.get(at)
    isFrame ||= file?.origin === 'frame'
    at = file?.made_from ?? null
  }
  return undefined
}

/** Writes down what these generations, just written themselves, are made from, and shows the files in their projects. */
export async function keepSources(
  transaction: Transaction<Tables>,
  sight: Sight,
  made: readonly { id: string; projectId: string; recipe: Recipe }[],
): Promise<void> {
  const mediaIds = made.flatMap(({ recipe }) => filesOf(recipe))
  for (const projectId of new Set(made.map((one) => one.projectId))) {
    const here = made.filter((one) => one.projectId === projectId)
    await showMediaIn(
      transaction,
      here.flatMap(({ recipe }) => filesOf(recipe)),
      projectId,
    )
  }
  const traced = await traceFiles(transaction, sight, mediaIds)
  await insertSources(
    transaction,
    made.flatMap(({ id, recipe }) => sourceRows(id, recipe, traced)),
  )
}

function filesOf({ references }: Recipe): string[] {
  return references.flatMap(({ mediaId }) => mediaId ?? [])
}

function sourceRows(id: string, recipe: Recipe, traced: ReadonlyMap<string, Traced>): SourceRow[] {
  const rows = recipe.references.flatMap(({ mediaId }): SourceRow[] => {
    const source = traced.get(mediaId ?? '')
    return source ? [{ generation_id: id, source_id: source.generationId, kind: source.kind }] : []
  })
  if (recipe.draftOf !== undefined) rows.push({ generation_id: id, source_id: recipe.draftOf, kind: 'draft' })
  return rows
}
