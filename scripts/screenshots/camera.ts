/** Which pictures are taken, and where they go. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright'
import sharp from 'sharp'
import { findViolations } from '#e2e/find-violations.ts'
import type { Language } from '#lib/language/language.ts'

const ROOT = join(import.meta.dirname, '../..')
/** Every state, to be looked at; not kept. */
const ALL = join(ROOT, 'test-results/screenshots')
/** What the README shows. */
const KEPT = join(ROOT, 'docs/screenshots')
const KEPT_STATES = new Set(['empty', 'composing', 'running', 'done', 'failed', 'player'])
const KEPT_VIEWS: Readonly<Record<Language, ReadonlySet<string>>> = {
  en: new Set(['dark', 'light', 'phone', 'phone-light']),
  zh: new Set(['dark', 'phone-light']),
}

/** One window: a device and a language. Both themes are photographed in it. */
export interface Look {
  device: 'desktop' | 'phone'
  language: Language
}

export const LOOKS: readonly Look[] = [
  { device: 'desktop', language: 'en' },
  { device: 'phone', language: 'zh' },
  { device: 'phone', language: 'en' },
  { device: 'desktop', language: 'zh' },
]

export const DEVICES = {
  desktop: { viewport: { width: 1440, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
} as const

const THEMES = ['dark', 'light'] as const

/** The page as it is now, in both themes, and what axe finds on it. */
export async function photograph(page: Page, look: Look, state: string): Promise<void> {
  await mkdir(ALL, { recursive: true })
  for (const theme of THEMES) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await page.evaluate(() =>
      Promise.all([...document.images].map((image) => image.decode().catch(() => undefined))),
    )
    await page.waitForTimeout(300)
    const view = viewName(look, theme)
    const picture = await page.screenshot({ animations: 'disabled' })
    const name = `${state}-${view}${look.language === 'en' ? '' : `-${look.language}`}.png`
    await tellViolations(page, name)
    await sharp(picture).png().toFile(join(ALL, name))
    if (!KEPT_STATES.has(state) || !KEPT_VIEWS[look.language].has(view)) continue
    // Below 120 KB each, however many pictures are in it.
    await sharp(picture).png({ palette: true, effort: 10, quality: 70, dither: 0 }).toFile(join(KEPT, name))
  }
}

async function tellViolations(page: Page, name: string): Promise<void> {
  for (const violation of await findViolations(page)) {
    console.error(`${name}: ${violation}`)
    process.exitCode = 1
  }
}

/** `dark`, `light`, `phone` (dark), `phone-light`. */
function viewName({ device }: Look, theme: (typeof THEMES)[number]): string {
  if (device === 'desktop') return theme
  return theme === 'dark' ? 'phone' : 'phone-light'
}
