/**
 * `npm run bench -- NAME …`: measures, and prints a table for each name. Every figure stands beside an anchor from the same
 * run, because only their ratio means anything on another machine. No benchmark is a test, and none has a pass mark.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureBuilt } from '../launch/build-studio.mjs'
import type { Bench } from './bench.ts'

const BENCHES: Readonly<Record<string, () => Promise<{ bench: Bench }>>> = {
  'first-load': () => import('./first-load.ts'),
  poll: () => import('./poll.ts'),
  'in-flight': () => import('./in-flight.ts'),
  gallery: () => import('./gallery.ts'),
  create: () => import('./create.ts'),
  upload: () => import('./upload.ts'),
  budget: () => import('./budget.ts'),
}

const names = process.argv.slice(2)
const unknown = names.filter((name) => BENCHES[name] === undefined)
if (names.length === 0 || unknown.length > 0) {
  console.error(`Say what to measure: npm run bench -- ${Object.keys(BENCHES).join(' | ')}`)
  process.exit(1)
}

const { code, output } = await ensureBuilt()
if (code !== 0) {
  console.error(output)
  process.exit(code)
}
for (const name of names) {
  const scratch = await mkdtemp(join(tmpdir(), `seedreel-bench-${name}-`))
  try {
    const loaded = await BENCHES[name]?.()
    const started = performance.now()
    await loaded?.bench(scratch)
    console.log(`\n(${name} took ${((performance.now() - started) / 1000).toFixed(0)} s)\n`)
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}
