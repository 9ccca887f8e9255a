import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { NEXT, NODE, ROOT } from './paths.mjs'
import { run } from './run.mjs'

const FOLDERS = ['app', 'components', 'lib', 'public']
const FILES = [
  'instrumentation.ts',
  'next.config.mjs',
  'package-lock.json',
  'postcss.config.mjs',
  'proxy.ts',
  'tsconfig.json',
]
const MARKER = join(ROOT, '.next', 'seedreel-sources')

/** Builds when the sources are not those of the last build. The mark is written last, so half a build is no build. */
export async function ensureBuilt({ timeoutMs } = {}) {
  const sources = hashSources()
  if (
    existsSync(join(ROOT, '.next', 'BUILD_ID')) &&
    existsSync(MARKER) &&
    readFileSync(MARKER, 'utf8') === sources
  ) {
    return { code: 0, output: '' }
  }
  console.error('Building the studio. This takes about half a minute, and is done once for every version.')
  const { code, output } = await run(NODE, [NEXT, 'build'], { timeoutMs, env: { NODE_ENV: 'production' } })
  if (code === 0) writeFileSync(MARKER, sources)
  return { code, output }
}

/** What can't change the build is left out: tests, and what only they use. */
function hashSources() {
  const hash = createHash('sha256')
  const inFolders = FOLDERS.flatMap((folder) =>
    existsSync(join(ROOT, folder))
      ? readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(ROOT.length))
      : [],
  )
  for (const path of [...FILES, ...inFolders].toSorted()) {
    if (
      /\.(test|contract)\.tsx?$|^lib[\\/]server[\\/]testing[\\/]/.test(path) ||
      !existsSync(join(ROOT, path))
    )
      continue
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(ROOT, path)))
      .update('\0')
  }
  return hash.digest('hex')
}
