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

/** They start their studios themselves, on free ports and with data of their own. */
const OWN_SERVERS =
  /(bad-input|closed-doors|exact-request|kill|recipes|secrets|session|variations)\.spec\.ts$/

const DESKTOP = { width: 1440, height: 900 }

const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'
const report = process.env['PLAYWRIGHT_JSON_OUTPUT_FILE']

export default defineConfig({
  testDir: './e2e',
  globalSetup: './e2e/global-setup.ts',
  // Stories that share the one studio go one after another: what one makes is in the other's list of takes. Those with servers of their
  // own go beside them, one at a time too: 13 minutes of waiting become 9 on two cores.
  workers: 2,
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
  projects: [
    { name: 'shared', workers: 1, testIgnore: OWN_SERVERS, use: { viewport: DESKTOP } },
    { name: 'own', workers: 1, testMatch: OWN_SERVERS, use: { viewport: DESKTOP } },
  ],
})
