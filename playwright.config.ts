import Module, { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig, devices } from '@playwright/test'

// Stories use the media makers of lib/server/testing: to them, as to the unit tests, `server-only` is nothing.
const require = createRequire(import.meta.url)
const fence = require.resolve('server-only')
require.cache[fence] = Object.assign(new Module(fence), { exports: {}, loaded: true })

/** Where global-setup.ts leaves the signed-in session of a worker's studio: files of each run, which its workers find by the environment. */
export function ownerStateOf(worker: number | string): string {
  const run = (process.env['OWNER_STATES'] ??= join(tmpdir(), `seedreel-owner-${process.pid}`))
  return `${run}-${worker}.json`
}

/** Which of the studios is this process's own. Playwright reads this file in every worker, and says there which one it is. */
const worker = process.env['TEST_PARALLEL_INDEX'] ?? '0'
export const OWNER_STATE = ownerStateOf(worker)
for (const name of ['STUDIO_ORIGIN', 'STUDIO_DATA_DIR']) {
  const own = process.env[`${name}_${worker}`]
  if (own !== undefined) process.env[name] = own
}

const DESKTOP = { width: 1440, height: 900 }

const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'
const report = process.env['PLAYWRIGHT_JSON_OUTPUT_FILE']

export default defineConfig({
  testDir: './e2e',
  globalSetup: './e2e/global-setup.ts',
  // On two cores: stories wait for pages and clips for half of their time.
  workers: 3,
  // Of the whole run alone: what passes only then is told at its end.
  retries: report ? 2 : 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list'], ...(report ? [['json', { outputFile: report }] as const] : [])],
  use: {
    ...devices['Desktop Chrome'],
    storageState: OWNER_STATE,
    // A trace films the page all along: a third of the work of the stories, for the few that fail. `--trace on` makes one.
    trace: 'off',
    screenshot: 'only-on-failure',
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: {
      executablePath,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--autoplay-policy=no-user-gesture-required',
      ],
    },
  },
  projects: [{ name: 'stories', use: { viewport: DESKTOP } }],
})
