/**
 * `npm run files`: compares the storage of DATA_DIR with the rows of DATABASE_URL and lists what has no counterpart: files that no row
 * points to, and rows whose file is not there. It removes nothing. The studio may be running; what is just being saved may be listed.
 */
import { existsSync } from 'node:fs'
import { services } from '#lib/server/services.ts'
import { filesWithoutRows, rowsWithoutFiles } from '#lib/server/media/stored-files.ts'

if (existsSync('.env')) process.loadEnvFile('.env')
const studio = await services()
try {
  await list()
} finally {
  await studio.stop()
}

async function list(): Promise<void> {
  const stray = { count: 0, bytes: 0 }
  for await (const { key, bytes, changedAt } of filesWithoutRows(studio)) {
    if (stray.count === 0) console.log('Files that no row points to:')
    console.log(`  ${inSize(bytes).padStart(9)}  ${new Date(changedAt).toISOString().slice(0, 10)}  ${key}`)
    stray.count += 1
    stray.bytes += bytes
  }
  let lost = 0
  for await (const { key, mediaId, fileName, bytes } of rowsWithoutFiles(studio)) {
    if (lost === 0) console.log('Rows whose file is not there:')
    console.log(
      `  ${(bytes === undefined ? 'made' : inSize(bytes)).padStart(9)}  ${mediaId}  ${fileName}  ${key}`,
    )
    lost += 1
  }
  console.log(
    stray.count + lost === 0
      ? `Every file of ${studio.env.dataDir} has its row, and every row its file.`
      : `${stray.count} files without a row (${inSize(stray.bytes)}), ${lost} missing files. Nothing was changed.`,
  )
}

function inSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  const units = ['kB', 'MB', 'GB', 'TB']
  const power = Math.min(units.length, Math.floor(Math.log10(bytes) / 3))
  return `${(bytes / 1000 ** power).toFixed(1)} ${units[power - 1]}`
}
