import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { NODE, ROOT } from './paths.mjs'
import { run } from './run.mjs'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
const FIXED_PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** CHROMIUM_PATH, the machine's own, Playwright's, or one that is installed now. Undefined when none can be had. */
export async function findChromium() {
  return installedChromium() ?? (await playwrightChromium()) ?? (await installChromium())
}

function installedChromium() {
  const inPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)))
  return [process.env.CHROMIUM_PATH, ...inPath, ...FIXED_PLACES].find((path) => path && existsSync(path))
}

async function playwrightChromium() {
  const script = `import { chromium } from 'playwright'; console.log(chromium.executablePath())`
  const { code, stdout } = await run(NODE, ['--input-type=module', '-e', script])
  const path = stdout.trim()
  return code === 0 && existsSync(path) ? path : undefined
}

async function installChromium() {
  console.error('Installing Chromium for the browser tests.')
  const playwright = join(ROOT, 'node_modules', 'playwright', 'cli.js')
  const download = await run(NODE, [playwright, 'install', 'chromium'], { timeoutMs: 120_000 })
  const downloaded = download.code === 0 ? await playwrightChromium() : undefined
  if (downloaded) return downloaded
  if (process.getuid?.() !== 0) return undefined
  const quiet = { env: { DEBIAN_FRONTEND: 'noninteractive' }, timeoutMs: 180_000 }
  await run('apt-get', ['-o', 'DPkg::Lock::Timeout=100', 'update'], quiet)
  await run(
    'apt-get',
    ['-o', 'DPkg::Lock::Timeout=100', 'install', '-y', '--no-install-recommends', 'chromium'],
    quiet,
  )
  return installedChromium()
}
