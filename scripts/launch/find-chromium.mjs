import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { NODE, ROOT } from './paths.mjs'
import { run } from './run.mjs'

/** Chromium without its windows: the stories take a quarter less of the processor with it. */
const SHELL = 'chromium-headless-shell'
const NAMES = [SHELL, 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
const FIXED_PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** CHROMIUM_PATH, the machine's own, Playwright's, or one that is installed now. Undefined when none can be had. */
export async function findChromium() {
  // A machine of CI is nobody's own: there the quicker one is worth an installation beside a browser that is there.
  if (process.env.CI && !process.env.CHROMIUM_PATH && !isInPath(SHELL)) await installPackage(SHELL, 45_000)
  return installedChromium() ?? (await playwrightChromium()) ?? (await installChromium())
}

function installedChromium() {
  const inPath = NAMES.flatMap(placesInPath)
  return [process.env.CHROMIUM_PATH, ...inPath, ...FIXED_PLACES].find((path) => path && existsSync(path))
}

function isInPath(name) {
  return placesInPath(name).some((path) => existsSync(path))
}

function placesInPath(name) {
  return (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name))
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
  if (!(await installPackage(SHELL))) await installPackage('chromium')
  return installedChromium()
}

/** Of Debian, by whoever may. */
async function installPackage(name, timeoutMs = 180_000) {
  if (process.getuid?.() !== 0) return false
  const quiet = { env: { DEBIAN_FRONTEND: 'noninteractive' }, timeoutMs }
  const wait = ['-o', 'DPkg::Lock::Timeout=100']
  await run('apt-get', [...wait, 'update'], quiet)
  const { code } = await run('apt-get', [...wait, 'install', '-y', '--no-install-recommends', name], quiet)
  return code === 0
}
