import type { Browser, BrowserContext, Page } from 'playwright'
import { END_MARK, type MainThread, START_MARK, traceMainThread } from './main-thread.ts'

/** What scrolling cost. */
export interface Scrolling extends MainThread {
  /** Frames drawn, and those that came too late or not at all. */
  frames: number
  late: number
}

export interface Memory {
  /** MB after a collection. */
  heap: number
  nodes: number
}

/** A page with a grid, and what of it is scrolled. */
export interface GridPage {
  url: string
  scroller: string
  /** Something that is there once the grid has its cards. */
  ready: string
}

export const PIXELS_PER_FRAME = 300
const TRACED_FRAMES = 400
const LONG_FRAMES = 1200

/** Opens the page, scrolls down and up again, then far down; tells what that cost and left behind. */
export async function scrollGrid(
  browser: Browser,
  context: BrowserContext,
  grid: GridPage,
): Promise<{ scrolling: Scrolling; before: Memory; after: Memory }> {
  const page = await openGrid(context, grid)
  try {
    // Down and up once, so that what is compiled and made only once does not count.
    await scroll(page, grid, { frames: 60, by: PIXELS_PER_FRAME })
    await scroll(page, grid, { frames: 60, by: -PIXELS_PER_FRAME })
    await settle(page)
    const before = await memoryOf(context, page)
    let timing = { frames: 0, late: 0 }
    const thread = await traceMainThread(browser, page, async () => {
      timing = await scroll(page, grid, { frames: TRACED_FRAMES, by: PIXELS_PER_FRAME })
    })
    await scroll(page, grid, { frames: LONG_FRAMES, by: PIXELS_PER_FRAME })
    await settle(page)
    return { scrolling: { ...thread, ...timing }, before, after: await memoryOf(context, page) }
  } finally {
    await page.close()
  }
}

async function openGrid(context: BrowserContext, { url, ready }: GridPage): Promise<Page> {
  const page = await context.newPage()
  await page.goto(url)
  await page.locator(ready).first().waitFor()
  await settle(page)
  return page
}

/** Until pictures and answers have come. */
async function settle(page: Page): Promise<void> {
  await page.waitForTimeout(1500)
}

/** Moves by so many pixels before every frame. Answers with the frames drawn, and with those for which a place on the screen went by. */
function scroll(
  page: Page,
  { scroller }: GridPage,
  wish: { frames: number; by: number },
): Promise<{ frames: number; late: number }> {
  return page.evaluate(
    async ({ scroller, frames, by, start, end }) => {
      const element = document.querySelector(scroller)
      if (!element) throw new Error(`${scroller} is not there`)
      const times: number[] = []
      performance.mark(start)
      await new Promise<void>((resolve) => {
        const step = (time: number) => {
          times.push(time)
          if (times.length > frames) return resolve()
          element.scrollTop += by
          requestAnimationFrame(step)
        }
        requestAnimationFrame(step)
      })
      performance.mark(end)
      const gaps = times.slice(1).map((time, index) => time - (times[index] ?? time))
      // What most frames keep to is the screen's own pace.
      const pace = gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 4)] ?? 16.7
      const late = gaps.reduce((sum, gap) => sum + Math.max(0, Math.round(gap / pace) - 1), 0)
      return { frames: gaps.length, late }
    },
    { scroller, ...wish, start: START_MARK, end: END_MARK },
  )
}

async function memoryOf(context: BrowserContext, page: Page): Promise<Memory> {
  const wire = await context.newCDPSession(page)
  await wire.send('HeapProfiler.enable')
  await wire.send('HeapProfiler.collectGarbage')
  const { usedSize } = await wire.send('Runtime.getHeapUsage')
  const { nodes } = await wire.send('Memory.getDOMCounters')
  await wire.detach()
  return { heap: usedSize / 2 ** 20, nodes }
}
