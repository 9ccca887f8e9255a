import { join } from 'node:path'
import { openDatabase } from '#lib/server/database/database.ts'
import { createDiskStore } from '#lib/server/media/disk.ts'
import { createInspector } from '#lib/server/media/inspector.ts'
import { createScratch } from '#lib/server/media/scratch.ts'
import { insertManyClips } from '#lib/server/testing/many-clips.ts'
import { keepRealClips } from '#lib/server/testing/real-clips.ts'

/** As many as there are shapes of clips would take 5 s of CPU. */
const FILES = 2

/**
 * Finished clips with real files in a studio that is running, without generating one. `name` stands in their ids, another one for each
 * call: `gen_<name>0000000` is the oldest. Nothing tells the pages that are open.
 */
export async function seedClips(
  dataDir: string,
  wish: { count: number; name: string; projectId?: string; authorId?: string },
): Promise<void> {
  const scratch = createScratch(join(dataDir, 'scratch'))
  const blobs = createDiskStore({ directory: join(dataDir, 'blobs'), scratch })
  const inspector = createInspector()
  const database = await openDatabase({ path: join(dataDir, 'seedreel.sqlite') })
  try {
    const now = Date.now()
    const files = await keepRealClips({ scratch, blobs, inspector }, Math.min(FILES, wish.count), now)
    await insertManyClips(database, {
      authorId: 'user_seeded',
      ...wish,
      newestAt: now,
      files,
      isMeasured: true,
    })
  } finally {
    inspector.close()
    await database.close()
  }
}
