/**
 * `npm test`: installs what is missing, then checks everything: types, lint, format, unused code, unit and integration
 * tests, the build, and the stories in a real browser. A failing step does not stop the next one. Each check that is no
 * test runner counts as one. The last line is the sum, alone; the exit code is 1 when anything failed.
 */
import './launch/node-version.mjs'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureBuilt } from './launch/build-studio.mjs'
import { findChromium } from './launch/find-chromium.mjs'
import { ensureInstalled } from './launch/install-packages.mjs'
import { NEXT, NODE, ROOT } from './launch/paths.mjs'
import { run } from './launch/run.mjs'

/**
 * From the start of the checks; what is over it is ended and counted as failed. Against what hangs: a quiet machine of two cores takes
 * 13 to 16 minutes, a busy one longer.
 */
const DEADLINE = Date.now() + 25 * 60_000
/** A log of tests is read as a file more often than on a terminal. */
const SHOWN = { show: true, env: { NO_COLOR: '1' } }
const scratch = mkdtempSync(join(tmpdir(), 'seedreel-test-'))
const bin = (...path) => join(ROOT, 'node_modules', ...path)
const left = () => Math.max(1000, DEADLINE - Date.now())

await ensureInstalled()
const counts = []
// Beside one another: the slowest of them, format, takes one core for 17 s.
await Promise.all([
  check('types', async () => {
    // Makes next-env.d.ts and the routes' types, which a fresh clone does not have.
    const { code, output } = await run(NODE, [NEXT, 'typegen'], { timeoutMs: left() })
    return code === 0
      ? run(NODE, [bin('typescript', 'bin', 'tsc'), '--noEmit'], { timeoutMs: left() })
      : { code, output }
  }),
  check('format', () =>
    run(NODE, [bin('prettier', 'bin', 'prettier.cjs'), '--check', '.'], { timeoutMs: left() }),
  ),
  check('lint', () => run(NODE, [bin('oxlint', 'bin', 'oxlint'), '--deny-warnings'], { timeoutMs: left() })),
  check('unused code', () => run(NODE, [bin('knip', 'bin', 'knip.js')], { timeoutMs: left() })),
])
await tests('unit and integration tests', async (report) => {
  const args = ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`]
  const { code } = await run(NODE, [bin('vitest', 'vitest.mjs'), ...args], { ...SHOWN, timeoutMs: left() })
  return { code, ...countVitest(report) }
})
await check('build', () => ensureBuilt({ timeoutMs: left() }))
await tests('stories in the browser', async (report) => {
  const chromium = await findChromium()
  if (!chromium) {
    console.error('No Chromium was found. Install one (apt install chromium), or set CHROMIUM_PATH to it.')
    return { code: 1, passed: 0, failed: 0, skipped: 0 }
  }
  const { code } = await run(NODE, [bin('@playwright', 'test', 'cli.js'), 'test'], {
    ...SHOWN,
    timeoutMs: left(),
    env: { ...SHOWN.env, CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  })
  for (const title of storiesToldTwice(report)) console.log(`passed only at the second try: ${title}`)
  return { code, ...countPlaywright(report) }
})
rmSync(scratch, { recursive: true, force: true })
summarise()

async function check(name, work) {
  const start = Date.now()
  const { code, output } = await work()
  const seconds = ((Date.now() - start) / 1000).toFixed(1)
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`)
  if (code !== 0) console.log(output.trimEnd())
  counts.push({ passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 })
}

async function tests(name, work) {
  const start = Date.now()
  const { code, passed, failed, skipped } = await work(join(scratch, `${counts.length}.json`))
  // A runner that fails without a failing test (no tests found, an error outside of them) is a failure too.
  const silent = code !== 0 && failed === 0 ? 1 : 0
  const seconds = ((Date.now() - start) / 1000).toFixed(1)
  console.log(
    `${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)${silent ? `, ended with code ${code}` : ''}`,
  )
  counts.push({ passed, failed: failed + silent, skipped })
}

function countVitest(report) {
  const result = readReport(report)
  const files = result?.testResults ?? []
  // A file that can't be loaded has no tests to count.
  const broken = files.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length
  return {
    passed: result?.numPassedTests ?? 0,
    failed: (result?.numFailedTests ?? 0) + broken,
    skipped: (result?.numPendingTests ?? 0) + (result?.numTodoTests ?? 0),
  }
}

function countPlaywright(report) {
  const stats = readReport(report)?.stats
  return {
    passed: (stats?.expected ?? 0) + (stats?.flaky ?? 0),
    failed: stats?.unexpected ?? 0,
    skipped: stats?.skipped ?? 0,
  }
}

function storiesToldTwice(report) {
  const specsOf = ({ specs = [], suites = [] }) => [...specs, ...suites.flatMap(specsOf)]
  return specsOf(readReport(report) ?? {})
    .filter(({ tests }) => tests.some(({ status }) => status === 'flaky'))
    .map(({ file, title }) => `${file}: ${title}`)
}

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}

function summarise() {
  const sum = (key) => counts.reduce((total, count) => total + count[key], 0)
  const [passed, failed, skipped] = [sum('passed'), sum('failed'), sum('skipped')]
  console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
  process.exitCode = failed > 0 ? 1 : 0
}
