import type { BrowserContext } from 'playwright'
import { loadPage, type PageLoad } from './page-load.ts'

export const LOADS = 5

/** A first load of each warms the servers up and is not counted. `field` is what has to come alive first, where that is no text area. */
export async function loadInTurns(
  context: BrowserContext,
  pages: readonly { url: string; field?: string }[],
): Promise<PageLoad[][]> {
  const loads = pages.map((): PageLoad[] => [])
  for (let round = 0; round <= LOADS; round += 1) {
    for (const [index, { url, field }] of pages.entries()) {
      const load = await loadPage(context, url, field)
      if (round > 0) loads[index]?.push(load)
    }
  }
  return loads
}

/** KB of scripts that had come by then. */
export function kilobytes(load: PageLoad, until: number): number {
  return load.scripts.filter(({ at }) => at <= until).reduce((sum, { bytes }) => sum + bytes, 0) / 1000
}
