/**
 * `npm run screenshots`: every state of the studio, on a desk and on a phone, dark and light, in every language, to look at:
 * test-results/screenshots. The few that the README shows go to docs/screenshots too. Build first (`npm start` does, or
 * `npx next build`). `npm run screenshots -- phone-zh` takes those of one window alone. What axe finds in any of them is told, and makes the
 * run fail.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright'
import { LANGUAGE_COOKIE } from '#lib/language/language.ts'
import { startStudio } from '#lib/server/testing/studio-process.ts'
import { findChromium } from './launch/find-chromium.mjs'
import { DEVICES, LOOKS, photograph, type Look } from './screenshots/camera.ts'
import { COMPOSER_STATES, type State } from './screenshots/composer-states.ts'
import { deskAt, type Desk } from './screenshots/desk.ts'
import { galleryStates } from './screenshots/gallery-states.ts'
import { fillGallery } from './screenshots/fill-gallery.ts'
import { makeSamples } from './screenshots/samples.ts'
import { FINISHED_STATES, running, takesState } from './screenshots/take-states.ts'
import { Team } from './screenshots/team.ts'

/** Less than the takes of the story and one more press, so that the line of the budget shows. */
const SMALL_BUDGET = '200000'

/** A word of the sandbox that keeps a take running. */
const STAYS = '#slow:900'

const DONE = [
  'The camera drifts over the harbour at first light, gulls far below',
  'Rain over a neon city at night, reflections in the street, a tram bell rings',
  '雪山日出，云海在山谷间缓缓流动',
  'A sunset over the ocean, long swell, slow pan to the lighthouse',
]

const wanted = process.argv.slice(2)
const looks = LOOKS.filter(
  ({ device, language }) => wanted.length === 0 || wanted.includes(`${device}-${language}`),
)
const scratch = await mkdtemp(join(tmpdir(), 'seedreel-screenshots-'))
const dataDir = join(scratch, 'data')
let studio = await startStudio({ dataDir })
const executablePath = await findChromium()
const browser = await chromium.launch({
  ...(executablePath ? { executablePath } : {}),
  args: ['--no-sandbox'],
})
try {
  const samples = await makeSamples(scratch)
  await photographDoors()
  const desks = await openDesks()
  /** Takes the pictures of each state at each desk; one that can't be brought about is told and left out. */
  const photographAll = async (states: Readonly<Record<string, State>>) => {
    for (const [name, state] of Object.entries(states)) {
      for (const desk of desks) {
        await state(desk, samples).catch((error: unknown) => {
          console.error(`${name}, ${desk.look.device}, ${desk.look.language}:`, error)
          process.exitCode = 1
          return desk.reload()
        })
      }
    }
  }
  const team = await Team.open(studio.ownerLink)
  await team.sharePresets()
  await photographAll(COMPOSER_STATES)
  for (const prompt of DONE) await team.make(prompt)
  await team.allAre('succeeded')
  await photographAll(FINISHED_STATES)
  await photographAll(galleryStates(await fillGallery(dataDir, team)))
  for (const desk of desks) await desk.page.goto(studio.origin)
  await team.make(`The fishing boats come home over a long swell ${STAYS}`)
  await team.allAre('succeeded', 'running')
  await photographAll({ running })
  await team.make('The crowd cheers as the curtain falls #fail:OutputVideoSensitiveContentDetected')
  await team.allAre('succeeded', 'running', 'failed')
  await photographAll({ failed: takesState('failed') })
  await team.make('A door that nobody opens #drop-before')
  await team.allAre('succeeded', 'running', 'failed', 'uncertain')
  await photographAll({ uncertain: takesState('uncertain') })
  await team.make(`Three umbrellas on the quay ${STAYS}`, 3)
  await photographAll({ batch: takesState('batch') })
  await studio.stop()
  studio = await startStudio({
    dataDir,
    port: studio.port,
    settings: { MONTHLY_BUDGET_TOKENS: SMALL_BUDGET },
  })
  await photographAll({ budget: takesState('budget') })
} finally {
  await browser.close()
  await studio.stop()
  await rm(scratch, { recursive: true, force: true, maxRetries: 3 })
}

/** What stands before the studio. */
async function photographDoors(): Promise<void> {
  for (const look of looks) {
    const page = await openPage(look)
    await page.goto(`${studio.origin}/sign-in?problem=wrong_token`)
    await photograph(page, look, 'sign-in')
    await page.goto(studio.ownerLink)
    await page.goto(`${studio.origin}/no-such-page`)
    await photograph(page, look, 'not-found')
    await page.context().close()
  }
}

async function openDesks(): Promise<Desk[]> {
  return Promise.all(
    looks.map(async (look) => {
      const page = await openPage(look)
      await page.goto(studio.ownerLink)
      return deskAt(page, look)
    }),
  )
}

async function openPage({ device, language }: Look): Promise<Page> {
  const context = await browser.newContext({ ...DEVICES[device], colorScheme: 'dark' })
  context.setDefaultTimeout(20_000)
  await context.addCookies([{ name: LANGUAGE_COOKIE, value: language, url: studio.origin }])
  return context.newPage()
}
