import { chromium } from 'playwright'
import { signIn } from '#e2e/member.ts'
import { startStudio } from '#lib/server/testing/studio-process.ts'
import { findChromium } from '../launch/find-chromium.mjs'
import { cookiesOf } from './cookies.ts'
import { startEmptyApp } from './empty-app.ts'
import { median, printTable } from './figures.ts'
import { lazyParts, weightOf } from './lazy-parts.ts'
import { kilobytes, loadInTurns, LOADS } from './load-in-turns.ts'
import { keepsEarlyTyping, type PageLoad } from './page-load.ts'
import { press, waitForEnds } from './presses.ts'

const TAKES = 4

/** What a browser downloads for the studio page with a few takes on it, beside an empty Next page. */
export async function bench(scratch: string): Promise<void> {
  const executablePath = await findChromium()
  if (executablePath === undefined) throw new Error('No Chromium was found')
  const empty = await startEmptyApp()
  const studio = await startStudio({ dataDir: scratch })
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  try {
    const member = await signIn(studio.ownerLink)
    await press(member, { index: 0, takes: TAKES })
    await waitForEnds(member, TAKES)
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    await context.addCookies(cookiesOf(member, studio.origin))
    const [floor, page] = await loadInTurns(context, [
      { url: `${empty.origin}/` },
      { url: `${studio.origin}/` },
    ])
    report(floor ?? [], page ?? [], await keepsEarlyTyping(context, `${studio.origin}/`))
  } finally {
    await browser.close()
    await studio.stop()
    await empty.stop()
  }
}

function report(floor: readonly PageLoad[], page: readonly PageLoad[], keepsTyping: boolean): void {
  const row = (name: string, value: (load: PageLoad) => number) => {
    const [anchor, ours] = [median(floor.map(value)), median(page.map(value))]
    return [name, anchor, ours, anchor === 0 ? '' : ours / anchor]
  }
  printTable(`First load of the studio page, median of ${LOADS}`, [
    ['', 'empty Next page', 'studio', 'ratio'],
    row('KB of JS until the prompt is alive', (load) => kilobytes(load, load.hydratedAt)),
    row('KB of JS until the network is idle', (load) => kilobytes(load, Infinity)),
    row('prompt alive, ms', ({ hydratedAt }) => hydratedAt),
    row('everything alive, ms', ({ wholeAt }) => wholeAt),
    row('LCP, ms', ({ largestPaint }) => largestPaint),
    row('CLS', ({ layoutShift }) => layoutShift),
    row('TBT, ms', ({ blocked }) => blocked),
  ])
  console.log(`\nWhat is typed before any script has come ${keepsTyping ? 'stays' : 'IS LOST'}.`)
  reportParts(page.at(-1))
}

/** Bytes as in the first table, but without the answers' headers. What several parts have in common counts in each. */
function reportParts(load: PageLoad | undefined): void {
  const { scripts = [], hydratedAt = 0 } = load ?? {}
  const first = new Set(scripts.filter(({ at }) => at <= hydratedAt).map(({ path }) => path))
  const loaded = new Set(scripts.map(({ path }) => path))
  const parts = lazyParts().map(({ name, chunks }) => {
    const more = chunks.filter((path) => !first.has(path))
    const weight = more.reduce((sum, path) => sum + weightOf(path), 0)
    return { name, weight, isByItself: more.every((path) => loaded.has(path)) }
  })
  const rows = (isByItself: boolean) =>
    parts
      .filter((part) => part.isByItself === isByItself)
      .toSorted((one, other) => other.weight - one.weight)
      .map(({ name, weight }) => [name, weight / 1000])
  printTable('Parts that load by themselves, after the prompt', [['', 'KB'], ...rows(true)])
  printTable('Parts that load when they are asked for', [['', 'KB'], ...rows(false)])
}
