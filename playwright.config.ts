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

const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'
const report = process.env['PLAYWRIGHT_JSON_OUTPUT_FILE']

export default defineConfig({
  testDir: './e2e',
  globalSetup: './e2e/global-setup.ts',
  // One studio, one sandbox, one render at a time: stories that share them would only wait for one another.
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env['CI']),
  reporter: report ? [['dot'], ['json', { outputFile: report }]] : [['list']],
  use: {
    ...devices['Desktop Chrome'],
    storageState: OWNER_STATE,
    trace: 'retain-on-failure',
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
  projects: [{ name: 'desktop', use: { viewport: { width: 1440, height: 900 } } }],
})
