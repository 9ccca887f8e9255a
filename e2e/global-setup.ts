import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { request, type FullConfig } from '@playwright/test'
import { COMPILE_CACHE, startStudio } from '#lib/server/testing/studio-process.ts'
import { ownerStateOf } from '../playwright.config.ts'

/**
 * A studio for each worker, from the build, with fresh data; signed in once. What one story makes is so never in the way of another's
 * that runs beside it. Returns the end of them.
 */
export default async function globalSetup({ workers }: FullConfig) {
  // After a build the first leaves what it has compiled to all that come later, when it ends.
  if (!existsSync(COMPILE_CACHE)) await (await openStudio(0)).end()
  const studios = await Promise.all(Array.from({ length: workers }, (_, worker) => openStudio(worker)))
  return async () => {
    await Promise.all(studios.map(({ end }) => end()))
    if (process.env['STUDIO_LOG']) for (const { output } of studios) console.log(output())
  }
}

/** The config puts its address and data where the stories of this worker look for them. */
async function openStudio(worker: number) {
  const dataDir = await mkdtemp(join(tmpdir(), 'seedreel-e2e-'))
  const studio = await startStudio({ dataDir })
  process.env[`STUDIO_ORIGIN_${worker}`] = studio.origin
  process.env[`STUDIO_DATA_DIR_${worker}`] = dataDir
  const context = await request.newContext()
  const answer = await context.get(studio.ownerLink, { maxRedirects: 0 })
  if (answer.status() !== 303) throw new Error(`The owner link answered ${answer.status()}`)
  await context.storageState({ path: ownerStateOf(worker) })
  await context.dispose()
  return {
    output: studio.output,
    end: async () => {
      await studio.stop()
      await rm(dataDir, { recursive: true, force: true })
      await rm(ownerStateOf(worker), { force: true })
    },
  }
}
