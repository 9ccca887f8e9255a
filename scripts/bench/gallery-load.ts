import type { BrowserContext } from 'playwright'
import { median, printTable } from './figures.ts'
import { kilobytes, loadInTurns, LOADS } from './load-in-turns.ts'
import type { PageLoad } from './page-load.ts'

/** The gallery's first load, with as many clips as the first page has, beside an empty Next page. */
export async function loadGallery(context: BrowserContext, url: string, empty: string): Promise<void> {
  const [floor, page] = await loadInTurns(context, [{ url: empty }, { url, field: 'main' }])
  const row = (name: string, value: (load: PageLoad) => number) => {
    const [anchor, ours] = [median((floor ?? []).map(value)), median((page ?? []).map(value))]
    return [name, anchor, ours, anchor === 0 ? '' : ours / anchor]
  }
  printTable(`First load of the gallery, median of ${LOADS}`, [
    ['', 'empty Next page', 'gallery', 'ratio'],
    row('KB of JS until the page is alive', (load) => kilobytes(load, load.hydratedAt)),
    row('KB of JS until the network is idle', (load) => kilobytes(load, Infinity)),
    row('page alive, ms', ({ hydratedAt }) => hydratedAt),
    row('everything alive, ms', ({ wholeAt }) => wholeAt),
    row('LCP, ms', ({ largestPaint }) => largestPaint),
    row('CLS', ({ layoutShift }) => layoutShift),
    row('TBT, ms', ({ blocked }) => blocked),
  ])
}
