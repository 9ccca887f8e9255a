import 'server-only'
import type { Principal, Sight } from '#lib/access/principal.ts'
import { AppError } from '#lib/api/app-error.ts'
import { isRemakeable } from '#lib/generation/lifecycle.ts'
import type { Database } from '#lib/server/database/database.ts'
import type { GenerationRow, MediaRow } from '#lib/server/database/tables.ts'
import { findManyGenerations } from '#lib/server/generations/generation-store.ts'
import { readRecipe } from '#lib/server/generations/recipe.ts'
import { fileIdsOf, recipeFileOf } from '#lib/server/generations/recipe-of-row.ts'
import { clipFileName } from '#lib/server/generations/show-generation.ts'
import type { BlobStore } from '#lib/server/media/blob-store.ts'
import { findManyMedia } from '#lib/server/media/media-store.ts'
import { projectNames } from '#lib/server/teams/team-store.ts'
import { tagsOf } from './tag-store.ts'
import { uniqueNames } from './unique-names.ts'

export interface ZipServices {
  database: Database
  blobs: Pick<BlobStore, 'stat' | 'read'>
}

/** A clip of the zip. Nothing of its size is held: five thousand of them take some megabytes. */
export interface PlannedClip {
  id: string
  /** Without its ending; no other clip of the zip has the same, in whatever case. */
  name: string
  extension: string
  blobKey: string
  /** Of the file as it lies on the storage. */
  bytes: number
  createdAt: number
  /** Bytes of its recipe as JSON; undefined where there is none: an imported or a joined clip. */
  recipeBytes: number | undefined
  /** What the manifest says of it. */
  facts: object
}

export interface LeftOut {
  id: string
  name: string
  reason: 'no_clip' | 'in_bin' | 'file_missing'
}

export interface ZipPlan {
  projectName: string
  clips: PlannedClip[]
  leftOut: LeftOut[]
}

/** Rows of one look. */
const ROWS_AT_ONCE = 200
/** Questions to the storage at one time. */
const STATS_AT_ONCE = 16

/**
 * What a zip of these clips will hold, in the order of the ids: its names and the exact bytes of everything, so that the browser can say
 * how far it is. Throws AppError `unprocessable` where an id is not the team's, or nothing at all can be had.
 */
export async function planZip(
  { database: { db }, blobs }: ZipServices,
  principal: Principal,
  ids: readonly string[],
): Promise<ZipPlan> {
  const plan: ZipPlan = { projectName: '', clips: [], leftOut: [] }
  const nextName = uniqueNames()
  for (let start = 0; start < ids.length; start += ROWS_AT_ONCE) {
    const page = ids.slice(start, start + ROWS_AT_ONCE)
    const rows = await readRows(db, principal, page)
    const tags = await tagsOf(db, page)
    const names = await projectNames(db, [...new Set(rows.map(({ row }) => row.project_id))])
    const sizes = await sizesOf(blobs, rows)
    for (const { row, clip, recipe } of rows) {
      const projectName = names.get(row.project_id) ?? ''
      const fileName = clipFileName(row, clip?.format ?? '', projectName)
      const bytes = clip && sizes.get(clip.blob_key)
      if (clip === undefined || bytes === undefined || row.deleted_at !== null) {
        plan.leftOut.push({ id: row.id, name: fileName, reason: reasonOf(row, clip) })
        continue
      }
      plan.projectName ||= projectName
      const [, stem = fileName, extension = ''] = /^(.*)\.(\w+)$/su.exec(fileName) ?? []
      const name = nextName(stem)
      plan.clips.push({
        id: row.id,
        name,
        extension,
        blobKey: clip.blob_key,
        bytes,
        createdAt: row.created_at,
        recipeBytes: recipe && recipe.byteLength,
        facts: factsOf(row, clip, { projectName, tags: tags.get(row.id) ?? [] }),
      })
    }
  }
  if (plan.clips.length === 0) throw nothingToHave()
  return plan
}

/** The recipes of these clips as JSON, by id; the same bytes that the plan has counted, as long as no reference's file went away. */
export async function readRecipes(
  { database: { db } }: Pick<ZipServices, 'database'>,
  principal: Principal,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Uint8Array>> {
  const rows = await readRows(db, principal, ids)
  return new Map(rows.flatMap(({ row, recipe }) => (recipe ? [[row.id, recipe] as const] : [])))
}

interface ReadRow {
  row: GenerationRow
  clip: MediaRow | undefined
  recipe: Uint8Array | undefined
}

async function readRows(db: Database['db'], sight: Sight, ids: readonly string[]): Promise<ReadRow[]> {
  const found = new Map((await findManyGenerations(db, sight, ids)).map((row) => [row.id, row]))
  const rows = ids.map((id) => {
    const row = found.get(id)
    if (!row) throw notHere(id)
    return { row, recipe: readRecipe(row.recipe) }
  })
  const fileIds = rows.flatMap(({ row, recipe }) => [row.clip_media_id ?? [], fileIdsOf(recipe)].flat())
  const files = new Map(
    (await findManyMedia(db, sight, [...new Set(fileIds)])).map((file) => [file.id, file]),
  )
  return rows.map(({ row, recipe }) => ({
    row,
    clip: files.get(row.clip_media_id ?? ''),
    recipe: isRemakeable(row) ? toJson(recipeFileOf(row, recipe, files)) : undefined,
  }))
}

/** Readable, with a line break at its end. */
export function toJson(value: unknown): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`)
}

async function sizesOf(
  blobs: ZipServices['blobs'],
  rows: readonly ReadRow[],
): Promise<ReadonlyMap<string, number>> {
  const keys = [...new Set(rows.flatMap(({ clip }) => clip?.blob_key ?? []))]
  const sizes = new Map<string, number>()
  for (let start = 0; start < keys.length; start += STATS_AT_ONCE)
    await Promise.all(
      keys.slice(start, start + STATS_AT_ONCE).map(async (key) => {
        const facts = await blobs.stat(key)
        if (facts) sizes.set(key, facts.bytes)
      }),
    )
  return sizes
}

function reasonOf(row: GenerationRow, clip: MediaRow | undefined): LeftOut['reason'] {
  if (clip === undefined) return 'no_clip'
  return row.deleted_at === null ? 'file_missing' : 'in_bin'
}

function factsOf(
  row: GenerationRow,
  clip: MediaRow,
  { projectName, tags }: { projectName: string; tags: readonly string[] },
) {
  return {
    project: projectName,
    shot: row.shot_id,
    take: row.take,
    model: row.model,
    createdAt: new Date(row.created_at).toISOString(),
    width: clip.width,
    height: clip.height,
    seconds: (clip.duration_ms ?? 0) / 1000,
    bytes: clip.bytes,
    sha256: clip.sha256,
    rating: row.rating,
    pick: row.pick,
    tags,
  }
}

function notHere(id: string): AppError {
  const message = {
    en: `\`ids\` names ${id}, which is no clip here`,
    zh: `\`ids\` 中的 ${id} 不是这里的成片`,
  }
  return new AppError('unprocessable', message, {
    problems: [{ field: 'ids', code: 'unknown_value', message }],
  })
}

function nothingToHave(): AppError {
  const message = {
    en: 'None of these clips can be downloaded: they are in the bin, have no clip, or their files are missing.',
    zh: '这些成片都无法下载：已在回收站、没有成片，或文件缺失。',
  }
  return new AppError('unprocessable', message, {
    problems: [{ field: 'ids', code: 'out_of_range', message }],
  })
}
