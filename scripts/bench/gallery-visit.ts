import type { BrowserContext, Page } from 'playwright'
import { median, printTable } from './figures.ts'

const VISITS = 8

interface Visit {
  /** ms from the press to the next frame. */
  answered: number
  /** ms from the press until the other page's content is drawn. */
  opened: number
  /** ms from going back until the grid is drawn where it was left. */
  back: number
  /** Questions to the gallery on the way back. */
  asked: number
  /** ms of a load of the clip's page from nothing: the anchor. */
  loaded: number
}

/** Gallery → clip → back, again and again, further down each time. */
export async function visitClips(context: BrowserContext, url: string): Promise<void> {
  const page = await context.newPage()
  await page.goto(url)
  await page.locator(CARD).first().waitFor()
  await page.waitForTimeout(1500)
  const visits: Visit[] = []
  for (let index = 0; index < VISITS; index += 1) visits.push(await visit(context, page))
  await page.close()
  const figure = (name: string, value: (visit: Visit) => number) => {
    const [ours, anchor] = [median(visits.map(value)), median(visits.map(({ loaded }) => loaded))]
    return [name, ours, anchor, ours / anchor]
  }
  printTable(`Gallery → clip → back, median of ${VISITS}`, [
    ['', 'ms', 'the clip’s page from nothing, ms', 'ratio'],
    figure('from the press to the next frame', ({ answered }) => answered),
    figure('from the press to the clip', ({ opened }) => opened),
    figure('from going back to the cards where they were', ({ back }) => back),
  ])
  console.log(`\nQuestions to the gallery on the way back: ${visits.map(({ asked }) => asked).join(', ')}.`)
}

const CARD = '[role="row"] [role="gridcell"]:has(img[src])'
const CLIP = 'main video'

async function visit(context: BrowserContext, page: Page): Promise<Visit> {
  // A page behind another one draws no frames, and everything below waits for some.
  await page.bringToFront()
  await page.locator('[data-gallery-scroller]').evaluate((scroller) => scroller.scrollBy(0, 1100))
  await page.waitForTimeout(800)
  // Whole in the window, so that pressing it scrolls nothing.
  const card = await page.evaluate((selector) => {
    const boxes = [...document.querySelectorAll(selector)].map((element) => element.getBoundingClientRect())
    const found = boxes.find(({ top, bottom }) => top > 200 && bottom < window.innerHeight - 50)
    return found && { x: found.x + found.width / 2, y: found.y + 40 }
  }, CARD)
  if (!card) throw new Error('No card is whole in the window')
  await page.mouse.click(card.x, card.y)
  await page.waitForTimeout(400)
  const top = await page.locator('[data-gallery-scroller]').evaluate(({ scrollTop }) => scrollTop)
  // It must listen before the key goes down: the two reach the page on different ways.
  const going = await page.evaluateHandle(watchPress, CLIP)
  await page.keyboard.press('Enter')
  const { answered, opened } = await going.evaluate(({ visit }) => visit)
  const address = page.url()
  let asked = 0
  const count = (request: { url(): string }) => {
    if (new URL(request.url()).pathname === '/api/gallery') asked += 1
  }
  page.on('request', count)
  const back = await page.evaluate(goBack, { selector: CARD, top })
  await page.waitForTimeout(500)
  page.off('request', count)
  return { answered, opened, back, asked, loaded: await loadFresh(context, address) }
}

async function loadFresh(context: BrowserContext, address: string): Promise<number> {
  const page = await context.newPage()
  const started = performance.now()
  await page.goto(address, { waitUntil: 'commit' })
  await page.locator(CLIP).first().waitFor()
  const took = performance.now() - started
  await page.close()
  return took
}

/** Runs in the page, and answers once it listens. */
function watchPress(content: string): { visit: Promise<{ answered: number; opened: number }> } {
  const visit = new Promise<{ answered: number; opened: number }>((resolve, reject) => {
    let pressed = 0
    let answered = 0
    const look = () => {
      if (location.pathname.startsWith('/clips/') && document.querySelector(content))
        resolve({ answered, opened: performance.now() - pressed })
      else if (performance.now() - pressed < 10_000) requestAnimationFrame(look)
      else reject(new Error(`Pressing Enter on a card has led to ${location.pathname}`))
    }
    window.addEventListener(
      'keydown',
      ({ timeStamp }) => {
        pressed = timeStamp
        // After the frame is drawn, not before.
        requestAnimationFrame(() => {
          setTimeout(() => (answered = performance.now() - pressed))
        })
        look()
      },
      { once: true, capture: true },
    )
  })
  return { visit }
}

/** Runs in the page. */
function goBack({ selector, top }: { selector: string; top: number }): Promise<number> {
  const started = performance.now()
  history.back()
  return new Promise((resolve, reject) => {
    const look = () => {
      const scroller = document.querySelector('[data-gallery-scroller]')
      const isThere = scroller && Math.abs(scroller.scrollTop - top) < 2 && document.querySelector(selector)
      if (isThere) resolve(performance.now() - started)
      else if (performance.now() - started < 10_000) requestAnimationFrame(look)
      else reject(new Error(`The cards stand at ${scroller?.scrollTop}, not at ${top}, where they were left`))
    }
    requestAnimationFrame(look)
  })
}
