import { type Browser, type BrowserContext, chromium } from 'playwright'
import { findChromium } from '../launch/find-chromium.mjs'
import { cookiesOf } from './cookies.ts'
import { startEmptyApp } from './empty-app.ts'
import { median, printTable } from './figures.ts'
import { openGalleryFront } from './gallery-front.ts'
import { loadGallery } from './gallery-load.ts'
import { searchGallery } from './gallery-search.ts'
import { visitClips } from './gallery-visit.ts'
import { type GridPage, PIXELS_PER_FRAME, scrollGrid } from './gallery-scroll.ts'
import { type SeededStudio, type Size, SIZES, startSeededStudio } from './seeded-studio.ts'

/** Rounds in turns; what else the machine does falls on all of them. */
const ROUNDS = 2

/**
 * The gallery of 100,000 clips: its first load, to a clip and back, its search, and scrolling through it and through 10,000 beside the least that
 * shows as many, with the same pictures from the same server. SEEDED_DATA_DIR keeps what it fills for the next time.
 */
export async function bench(scratch: string): Promise<void> {
  const executablePath = await findChromium()
  if (executablePath === undefined) throw new Error('No Chromium was found')
  const seeded = await startSeededStudio(scratch)
  const empty = await startEmptyApp()
  const front = await openGalleryFront(seeded.studio.origin, seeded.cards)
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    await context.addCookies(cookiesOf(seeded.member, front.origin))
    const gallery = `${front.origin}/gallery?project=${seeded.projects.many}`
    await loadGallery(context, gallery, `${empty.origin}/`)
    await visitClips(context, gallery)
    await searchGallery(seeded, `${empty.origin}/api/nothing`)
    for (const size of SIZES_OF_PROJECTS)
      await compare(browser, context, pagesOf(front.origin, seeded, size), size)
  } finally {
    await browser.close()
    await front.close()
    await empty.stop()
    await seeded.studio.stop()
  }
}

const SIZES_OF_PROJECTS: readonly Size[] = ['many', 'fewer']

type Pages = Readonly<Record<'plain' | 'late' | 'gallery', GridPage>>

function pagesOf(origin: string, { projects }: SeededStudio, size: Size): Pages {
  const project = projects[size]
  const plain = { scroller: 'main', ready: 'article' }
  return {
    plain: { ...plain, url: `${origin}/plain-grid/?project=${project}` },
    late: { ...plain, url: `${origin}/plain-grid/?project=${project}&pictures=late` },
    gallery: {
      url: `${origin}/gallery?project=${project}`,
      scroller: '[data-gallery-scroller]',
      ready: '[role="row"] img[src]',
    },
  }
}

async function compare(browser: Browser, context: BrowserContext, pages: Pages, size: Size): Promise<void> {
  const runs: Record<keyof Pages, Run[]> = { plain: [], late: [], gallery: [] }
  for (let round = 0; round < ROUNDS; round += 1)
    for (const name of NAMES) runs[name].push(await scrollGrid(browser, context, pages[name]))
  const row = (title: string, value: (run: Run) => number) => {
    const [plain, late, gallery] = NAMES.map((name) => median(runs[name].map(value)))
    return [title, plain, late, gallery, (gallery ?? 0) / (plain ?? 1)].map((cell) => cell ?? '')
  }
  printTable(
    `Scrolling ${SIZES[size].toLocaleString('en')} clips by ${PIXELS_PER_FRAME} px a frame, median of ${ROUNDS}`,
    [
      ['', 'plain grid', 'plain, pictures at rest', 'gallery', 'gallery ÷ plain'],
      row('main thread, CPU-ms a frame', ({ scrolling: { cpu, frames } }) => cpu / frames),
      row('main thread, ms a frame by the clock', ({ scrolling: { wall, frames } }) => wall / frames),
      row('late frames, %', ({ scrolling: { late, frames } }) => (100 * late) / (late + frames)),
      row('heap before, MB', ({ before }) => before.heap),
      row('heap after 1,600 frames more, MB', ({ after }) => after.heap),
      row('DOM nodes before', ({ before }) => before.nodes),
      row('DOM nodes after', ({ after }) => after.nodes),
    ],
  )
  printTable('CPU-ms a frame by kind of work; an outer kind counts what lies within it', [
    ['', 'plain grid', 'plain, pictures at rest', 'gallery'],
    ...kindsOf(runs),
  ])
}

type Run = Awaited<ReturnType<typeof scrollGrid>>
const NAMES = ['plain', 'late', 'gallery'] as const
const LEAST_MS = 0.1

function kindsOf(runs: Readonly<Record<keyof Pages, readonly Run[]>>): (string | number)[][] {
  const all = new Set(
    NAMES.flatMap((name) => runs[name].flatMap(({ scrolling }) => [...scrolling.kinds.keys()])),
  )
  const rows = [...all].map((kind) => {
    const costs = NAMES.map((name) =>
      median(runs[name].map(({ scrolling: { kinds, frames } }) => (kinds.get(kind) ?? 0) / frames)),
    )
    return { kind, costs }
  })
  return rows
    .filter(({ costs }) => costs.some((cost) => cost >= LEAST_MS))
    .toSorted((one, other) => (other.costs[2] ?? 0) - (one.costs[2] ?? 0))
    .map(({ kind, costs }) => [kind, ...costs])
}
