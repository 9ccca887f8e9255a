import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { request } from '@playwright/test'
import { startStudio } from '#lib/server/testing/studio-process.ts'
import { OWNER_STATE } from '../playwright.config.ts'

/** One studio for all stories, from the build, with fresh data; signed in once. Returns the end of it. */
export default async function globalSetup() {
  const dataDir = await mkdtemp(join(tmpdir(), 'seedreel-e2e-'))
  const studio = await startStudio({ dataDir })
  // Workers start after this and read it in fixtures.ts.
  process.env['STUDIO_ORIGIN'] = studio.origin
  process.env['STUDIO_DATA_DIR'] = dataDir
  const context = await request.newContext()
  const answer = await context.get(studio.ownerLink, { maxRedirects: 0 })
  if (answer.status() !== 303) throw new Error(`The owner link answered ${answer.status()}`)
  await context.storageState({ path: OWNER_STATE })
  await context.dispose()
  return async () => {
    await studio.stop()
    if (process.env['STUDIO_LOG']) console.log(studio.output())
    await rm(dataDir, { recursive: true, force: true })
    await rm(OWNER_STATE, { force: true })
  }
}
