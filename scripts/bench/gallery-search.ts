import { printTable, quantile } from './figures.ts'
import { sendLoad } from './load.ts'
import { type SeededStudio, SIZES } from './seeded-studio.ts'

const REQUESTS = 40

/** What is asked, by what a person does. */
const QUESTIONS: readonly (readonly [what: string, path: string, search: string])[] = [
  ['first page, newest', '', ''],
  ['first page, best', '', 'sort=best'],
  ['first page, by shot', '', 'by=shot'],
  ['a jump to the middle', '', 'skip=46000'],
  ['a word', '', 'q=lantern'],
  ['two words, one unfinished', '', 'q=tram+har'],
  ['a word of two characters', '', `q=${encodeURIComponent('灯笼')}`],
  ['two words in Chinese', '', `q=${encodeURIComponent('红色灯笼 雨夜')}`],
  ['a word, by shot', '', 'q=fox&by=shot'],
  ['without a word', '', 'q=-lantern'],
  ['a word that nothing has', '', 'q=zzzz'],
  ['shape and stars', '', 'ratio=16:9&rating=4'],
  ['a length', '', 'length-from=4&length-to=5'],
  ['all counts', '/counts', ''],
  ['all counts beside a word', '/counts', 'q=lantern'],
]

/** How long an answer takes that nobody else waits for, beside a Next route handler that does nothing. */
export async function searchGallery(
  { studio, member, projects }: SeededStudio,
  nothing: string,
): Promise<void> {
  const headers = { cookie: member.cookie }
  const once = { connections: 1, requests: REQUESTS }
  await sendLoad({ ...once, url: nothing, status: 204 })
  const floor = await sendLoad({ ...once, url: nothing, status: 204 })
  const rows: (string | number)[][] = [
    ['an empty Next route handler', quantile(floor, 0.5), quantile(floor, 0.99), 1],
  ]
  for (const [what, path, search] of QUESTIONS) {
    const url = `${studio.origin}/api/gallery${path}?project=${projects.many}&${search}`
    await sendLoad({ url, headers, connections: 1, requests: 5, status: 200 })
    const latencies = await sendLoad({ ...once, url, headers, status: 200 })
    const middle = quantile(latencies, 0.5)
    rows.push([what, middle, quantile(latencies, 0.99), middle / quantile(floor, 0.5)])
  }
  printTable(
    `Asking for the gallery of ${SIZES.many.toLocaleString('en')} clips over HTTP, ${REQUESTS} times each`,
    [['', 'p50, ms', 'p99, ms', '÷ the empty handler'], ...rows],
  )
}
