import type { BrowserContext, CDPSession, Locator, Page } from 'playwright'

/** What has to come alive first. */
const FIELD = 'textarea, [contenteditable]'

/** One cold load of a page in Chromium. */
export interface PageLoad {
  scripts: Script[]
  /** ms after the start of the navigation at which React had taken over what has to come alive first. */
  hydratedAt: number
  /** The same for everything that can be pressed or typed into. */
  wholeAt: number
  /** ms */
  largestPaint: number
  /** Sum of all unexpected shifts. */
  layoutShift: number
  /** ms that tasks took beyond 50 ms each. */
  blocked: number
}

export interface Script {
  path: string
  /** As they came over the wire, headers included. */
  bytes: number
  /** ms after the start of the navigation at which the last byte was there. */
  at: number
}

/** What the page tells about itself; written by `observe` below. */
interface Signs {
  hydratedAt: number
  wholeAt: number
  largestPaint: number
  layoutShift: number
  blocked: number
}

declare global {
  interface Window {
    signs: Signs
  }
}

/** Loads the page in a fresh tab and waits until the network is quiet. Throws when what has to come alive first never does. */
export async function loadPage(context: BrowserContext, url: string, field = FIELD): Promise<PageLoad> {
  const page = await context.newPage()
  try {
    const wire = await context.newCDPSession(page)
    await wire.send('Network.enable')
    await wire.send('Network.setCacheDisabled', { cacheDisabled: true })
    const scripts = collectScripts(wire)
    await page.addInitScript(observe, field)
    await page.goto(url)
    await page.waitForFunction(() => window.signs.wholeAt > 0)
    await page.waitForLoadState('networkidle')
    return { scripts, ...(await page.evaluate(() => window.signs)) }
  } finally {
    await page.close()
  }
}

/** Whether what is typed before any script has come is still there when the page has come alive. */
export async function keepsEarlyTyping(context: BrowserContext, url: string): Promise<boolean> {
  const page = await context.newPage()
  try {
    await page.addInitScript(observe, FIELD)
    const gate = Promise.withResolvers<void>()
    await page.route(/\.js($|\?)/, async (route) => {
      await gate.promise
      await route.continue()
    })
    await page.goto(url, { waitUntil: 'commit' })
    await promptOf(page).pressSequentially('A paper boat')
    const wasEarly = (await page.evaluate(() => window.signs.hydratedAt)) === 0
    gate.resolve()
    await page.waitForFunction(() => window.signs.hydratedAt > 0)
    await page.waitForLoadState('networkidle')
    return wasEarly && (await textOf(page)) === 'A paper boat'
  } finally {
    await page.close()
  }
}

function promptOf(page: Page): Locator {
  return page.getByRole('textbox', { name: 'Prompt' })
}

/** Whatever the prompt is written in by now. */
function textOf(page: Page): Promise<string | null> {
  return promptOf(page).evaluate((field) => ('value' in field ? String(field.value) : field.textContent))
}

/** Filled while the page loads. */
function collectScripts(wire: CDPSession): Script[] {
  const scripts: Script[] = []
  const paths = new Map<string, string>()
  let startedAt: number | undefined
  wire.on('Network.requestWillBeSent', ({ timestamp, requestId, request, type }) => {
    startedAt ??= timestamp
    if (type === 'Script' || new URL(request.url).pathname.endsWith('.js'))
      paths.set(requestId, new URL(request.url).pathname)
  })
  wire.on('Network.loadingFinished', ({ requestId, encodedDataLength, timestamp }) => {
    const path = paths.get(requestId)
    if (path !== undefined)
      scripts.push({ path, bytes: encodedDataLength, at: (timestamp - (startedAt ?? timestamp)) * 1000 })
  })
  return scripts
}

/** Runs in the page before anything of its own. */
function observe(wanted: string): void {
  const signs = { hydratedAt: 0, wholeAt: 0, largestPaint: 0, layoutShift: 0, blocked: 0 }
  window.signs = signs
  const watch = (type: string, read: (entry: PerformanceEntry) => void) =>
    new PerformanceObserver((list) => list.getEntries().forEach(read)).observe({ type, buffered: true })
  watch('largest-contentful-paint', ({ startTime }) => (signs.largestPaint = startTime))
  watch('longtask', ({ duration }) => (signs.blocked += Math.max(0, duration - 50)))
  watch('layout-shift', (entry) => {
    if ('hadRecentInput' in entry && entry.hadRecentInput) return
    signs.layoutShift += 'value' in entry ? Number(entry.value) : 0
  })
  // React marks an element with its properties in the moment in which it takes it over.
  const isAlive = (element: Element) => Object.keys(element).some((key) => key.startsWith('__reactProps'))
  const look = () => {
    const field = document.querySelector(wanted)
    const isFieldAlive = field !== null && (isAlive(field) || field.hasAttribute('contenteditable'))
    if (isFieldAlive && signs.hydratedAt === 0) signs.hydratedAt = performance.now()
    const all = [...document.querySelectorAll('button, input, textarea')]
    if (isFieldAlive && all.every(isAlive)) signs.wholeAt = performance.now()
    else setTimeout(look)
  }
  look()
}
