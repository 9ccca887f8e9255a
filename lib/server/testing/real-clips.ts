import 'server-only'
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { MediaRow } from '#lib/server/database/tables.ts'
import type { BlobStore } from '#lib/server/media/blob-store.ts'
import type { Inspector } from '#lib/server/media/inspector.ts'
import { companionKey, fileColumns } from '#lib/server/media/keep-file.ts'
import type { Scratch } from '#lib/server/media/scratch.ts'
import { FIRST_PROJECT_ID, FIRST_TEAM_ID } from '#lib/server/teams/team-store.ts'
import { makeVideo } from './sample-media.ts'

export interface ClipRooms {
  blobs: BlobStore
  scratch: Scratch
  inspector: Pick<Inspector, 'inspect'>
}

/** One of each shape, small: they are looked at in a grid. */
const SHAPES = [
  { width: 640, height: 360, seconds: 5, hz: 220 },
  { width: 640, height: 480, seconds: 4, hz: 262 },
  { width: 480, height: 480, seconds: 6, hz: 330 },
  { width: 480, height: 640, seconds: 4, hz: 392 },
  { width: 360, height: 640, seconds: 5, hz: 440 },
  { width: 630, height: 270, seconds: 4, hz: 523 },
] as const

/**
 * Real clips on the storage with preview and hover-scrub, two of each shape at most, and what `media` would say of them. No row is written:
 * that is up to insertManyClips, whose rows share them. 0.7 s of CPU each.
 */
export async function keepRealClips(rooms: ClipRooms, count: number, now: number): Promise<MediaRow[]> {
  const rows: MediaRow[] = []
  for (let index = 0; index < Math.min(count, SHAPES.length * 2); index += 1)
    rows.push(await keepClip(rooms, index, now))
  return rows
}

async function keepClip(rooms: ClipRooms, index: number, now: number): Promise<MediaRow> {
  const shape = SHAPES[index % SHAPES.length] ?? SHAPES[0]
  const file = rooms.scratch.file('.mp4')
  await makeVideo(file.path, { ...shape, audio: true, seed: index + 1 })
  return keepClipFile(rooms, file.path, { id: `med_real${index}`, fileName: `clip ${index + 1}.mp4`, now })
}

/** An MP4 of the test's own, which is moved into the storage. */
export async function keepClipFile(
  { blobs, scratch, inspector }: ClipRooms,
  path: string,
  { id, fileName, now }: { id: string; fileName: string; now: number },
): Promise<MediaRow> {
  const [poster, sprite] = [scratch.file('.webp'), scratch.file('.jpg')]
  const bytes = await readFile(path)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const inspected = await inspector.inspect({
    path,
    format: 'mp4',
    decode: 'samples',
    posterPath: poster.path,
    spritePath: sprite.path,
  })
  if (!inspected.ok) throw new Error(inspected.message.en)
  const received = { format: 'mp4', kind: 'video', bytes: bytes.length, sha256 } as const
  const columns = fileColumns(id, received, inspected.inspection)
  await blobs.adopt(columns.blob_key, path)
  await blobs.adopt(companionKey(id, 'poster.webp'), poster.path)
  await blobs.adopt(companionKey(id, 'sprite.jpg'), sprite.path)
  return {
    ...columns,
    team_id: FIRST_TEAM_ID,
    project_id: FIRST_PROJECT_ID,
    author_id: '',
    origin: 'clip',
    file_name: fileName,
    made_from: null,
    created_at: now,
  }
}
