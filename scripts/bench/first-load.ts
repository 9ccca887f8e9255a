import { type BrowserContext, chromium } from 'playwright'
import { type Member, signIn } from '#e2e/member.ts'
import { startStudio } from '#lib/server/testing/studio-process.ts'
import { findChromium } from '../launch/find-chromium.mjs'
import { startEmptyApp } from './empty-app.ts'
import { median, printTable } from './figures.ts'
import { keepsEarlyTyping, loadPage, type PageLoad } from './page-load.ts'
import { press, waitForEnds } from './presses.ts'

const LOADS = 5
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
    const [floor, page] = await loadInTurns(context, [`${empty.origin}/`, `${studio.origin}/`])
    report(floor ?? [], page ?? [], await keepsEarlyTyping(context, `${studio.origin}/`))
  } finally {
    await browser.close()
    await studio.stop()
    await empty.stop()
  }
}

function cookiesOf(member: Member, url: string): { name: string; value: string; url: string }[] {
  return member.cookie.split('; ').map((pair) => {
    const [name = '', ...value] = pair.split('=')
    return { name, value: value.join('='), url }
  })
}

/** A first load of each warms the servers up and is not counted. */
async function loadInTurns(context: BrowserContext, urls: readonly string[]): Promise<PageLoad[][]> {
  const loads = urls.map((): PageLoad[] => [])
  for (let round = 0; round <= LOADS; round += 1) {
    for (const [index, url] of urls.entries()) {
      const load = await loadPage(context, url)
      if (round > 0) loads[index]?.push(load)
    }
  }
  return loads
}

function report(floor: readonly PageLoad[], page: readonly PageLoad[], keepsTyping: boolean): void {
  const row = (name: string, value: (load: PageLoad) => number) => {
    const [anchor, ours] = [median(floor.map(value)), median(page.map(value))]
    return [name, anchor, ours, anchor === 0 ? '' : ours / anchor]
  }
  const kilobytes = (load: PageLoad, until: number) =>
    load.scripts.filter(({ at }) => at <= until).reduce((sum, { bytes }) => sum + bytes, 0) / 1000
  printTable(`First load of the studio page, median of ${LOADS}`, [
    ['', 'empty Next page', 'studio', 'ratio'],
    row('KB of JS until the prompt is alive', (load) => kilobytes(load, load.hydratedAt)),
    row('KB of JS until the network is idle', (load) => kilobytes(load, Infinity)),
    row('prompt alive, ms', ({ hydratedAt }) => hydratedAt),
    row('LCP, ms', ({ largestPaint }) => largestPaint),
    row('CLS', ({ layoutShift }) => layoutShift),
    row('TBT, ms', ({ blocked }) => blocked),
  ])
  console.log(`\nWhat is typed before any script has come ${keepsTyping ? 'stays' : 'IS LOST'}.`)
  const [last] = page.slice(-1)
  printTable('Scripts of the studio page, by arrival', [
    ['', 'KB', 'ms', ''],
    ...(last?.scripts ?? []).map(({ path, bytes, at }) => [
      path.replace('/_next/static/', ''),
      bytes / 1000,
      at,
      at <= (last?.hydratedAt ?? 0) ? 'before' : 'after',
    ]),
  ])
}
