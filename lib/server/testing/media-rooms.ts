import 'server-only'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { MemberPrincipal } from '#lib/access/principal.ts'
import type { MediaFile } from '#lib/api/media.ts'
import type { Database } from '#lib/server/database/database.ts'
import { createDiskStore } from '#lib/server/media/disk.ts'
import { ingestUpload } from '#lib/server/media/ingest.ts'
import { createInspector, type Inspector } from '#lib/server/media/inspector.ts'
import { createScratch } from '#lib/server/media/scratch.ts'
import { ensureFirstTeam, FIRST_TEAM_ID } from '#lib/server/teams/team-store.ts'

export const MEMBER: MemberPrincipal = {
  kind: 'member',
  userId: 'user_1',
  name: 'Ada',
  teamId: FIRST_TEAM_ID,
  projects: 'all',
  role: 'editor',
}

const LIMITS = { image: 2 ** 28, video: 2 ** 28, audio: 2 ** 28 }

/** Real storage in a directory of its own, for tests of whatever keeps files. `now` can be moved. A shared inspector saves starting its child. */
export async function openMediaRooms(database: Database, shared?: { inspector: Inspector }) {
  await ensureFirstTeam(database, 1)
  const directory = await mkdtemp(join(tmpdir(), 'seedreel-media-'))
  const scratch = createScratch(join(directory, 'scratch'))
  const inspector = shared?.inspector ?? createInspector()
  const rooms = {
    database,
    scratch,
    inspector,
    blobs: createDiskStore({ directory: join(directory, 'blobs'), scratch }),
    now: 1_790_000_000_000,
    clock: () => rooms.now,
    /** A path for the test's own files, outside the storage. */
    sample: (name: string) => join(directory, name),
    readSample: (name: string) => readFile(join(directory, name)),
    /** One of its own files as if a person had added it. */
    async add(name: string): Promise<MediaFile> {
      const bytes = await rooms.readSample(name)
      const { file } = await ingestUpload({ ...rooms, limits: LIMITS }, MEMBER, {
        fileName: name,
        body: new Blob([new Uint8Array(bytes)]).stream(),
        contentLength: String(bytes.byteLength),
      })
      return file
    },
    /** Everything kept or left lying about, relative to the storage. */
    async storedFiles() {
      const lists = await Promise.all(
        ['scratch', 'blobs'].map(async (part) => {
          const entries = await readdir(join(directory, part), {
            recursive: true,
            withFileTypes: true,
          }).catch(() => [])
          return entries
            .filter((entry) => entry.isFile())
            .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1))
        }),
      )
      return lists.flat().sort()
    },
    async close() {
      if (!shared) inspector.close()
      await rm(directory, { recursive: true, force: true })
    },
  }
  return rooms
}

export type MediaRooms = Awaited<ReturnType<typeof openMediaRooms>>
