import Module, { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig, devices } from '@playwright/test'

// Stories use the media makers of lib/server/testing: to them, as to the unit tests, `server-only` is nothing.
const require = createRequire(import.meta.url)
const fence = require.resolve('server-only')
require.cache[fence] = Object.assign(new Module(fence), { exports: {}, loaded: true })

/** Where global-setup.ts leaves the one signed-in session: a file of each run, which its workers find in the environment. */
export const OWNER_STATE = (process.env['OWNER_STATE'] ??= join(
  tmpdir(),
  `seedreel-owner-${process.pid}.json`,
))

/** They make takes in the one studio that all share, and find their own in its list. */
const MAKING_TAKES =
  /(accessibility|first-clip|from-clips|honest-waiting|keyboard|languages|models|references)\.spec\.ts$/

const DESKTOP = { width: 1440, height: 900 }

const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'
const report = process.env['PLAYWRIGHT_JSON_OUTPUT_FILE']

export default defineConfig({
  testDir: './e2e',
  globalSetup: './e2e/global-setup.ts',
  // One story at a time makes takes in the shared studio: another's would push its own out of sight. Beside it go those that only write
  // there, and those with servers of their own: a third less waiting on two cores.
  workers: 2,
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
  projects: [
    { name: 'takes', workers: 1, testMatch: MAKING_TAKES, use: { viewport: DESKTOP } },
    { name: 'beside', testIgnore: MAKING_TAKES, use: { viewport: DESKTOP } },
  ],
})
