import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { makePhoto } from '#lib/server/testing/sample-media.ts'
import { expect, test } from './fixtures.ts'

let directory: string
let photo: string

test.beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'seedreel-story-'))
  photo = join(directory, 'IMG_2041 (harbour).jpg')
  await makePhoto(photo, { width: 1600, height: 1067, seed: 7, format: 'jpeg' })
})

test.afterAll(() => rm(directory, { recursive: true, force: true }))

test('photo → name → @name in the prompt → Generate → the video plays with sound', async ({ page }) => {
  test.setTimeout(120_000)
  await page.goto('/')
  await dropOnPage(page, photo, 'image/jpeg')
  const references = page.getByRole('region', { name: 'References' })
  const name = references.getByRole('textbox', { name: /^Name of/ })
  await expect(name).toHaveValue(/IMG_2041/)
  await name.fill('harbour')
  await name.press('Enter')

  await page.getByRole('radio', { name: '480p' }).check({ force: true })
  await references.getByRole('button', { name: /^Role of harbour/ }).click()
  await page.getByRole('menuitemradio', { name: /Reference/ }).click()
  const prompt = page.getByRole('textbox', { name: 'Prompt' })
  await prompt.click()
  await prompt.pressSequentially('Slowly over the water of @har')
  await page.getByRole('option', { name: /harbour/ }).waitFor()
  await prompt.press('Enter')
  await expect(prompt).toContainText('the water of @harbour')
  await prompt.pressSequentially('at dawn, gulls cry')

  await page.getByRole('button', { name: 'Generate' }).click()
  const take = page.getByRole('region', { name: 'Takes' }).getByRole('article').first()
  await expect(take).toHaveAccessibleName(/queued|sending|waiting|running|rendering|in the queue/i)
  const play = take.getByRole('button', { name: /^Play/ })
  await expect(play).toBeVisible({ timeout: 90_000 })
  // The composer stays filled, ready for the next take.
  await expect(prompt).toContainText('at dawn, gulls cry')

  await play.click()
  const video = page.getByRole('dialog').locator('video')
  await expectToPlayWithSound(video)
})

/** A real drop: a DataTransfer with a File, on the page's body, as a browser fires it. */
async function dropOnPage(page: Page, path: string, type: string): Promise<void> {
  const base64 = (await readFile(path)).toString('base64')
  const transfer = await page.evaluateHandle(
    ({ base64, name, type }) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
      const data = new DataTransfer()
      data.items.add(new File([bytes], name, { type }))
      return data
    },
    { base64, name: path.split('/').at(-1) ?? '', type },
  )
  for (const event of ['dragenter', 'dragover', 'drop']) {
    await page.dispatchEvent('main', event, { dataTransfer: transfer })
  }
}

async function expectToPlayWithSound(video: Locator): Promise<void> {
  await expect(video).toBeVisible()
  await expect
    .poll(() => video.evaluate((element: HTMLVideoElement) => element.currentTime), { timeout: 20_000 })
    .toBeGreaterThan(1)
  const played = await video.evaluate((element: HTMLVideoElement) => ({
    width: element.videoWidth,
    height: element.videoHeight,
    duration: element.duration,
    frames: element.getVideoPlaybackQuality().totalVideoFrames,
    soundBytes: Number(Reflect.get(element, 'webkitAudioDecodedByteCount')),
    paused: element.paused,
  }))
  expect(played.height).toBeGreaterThan(400)
  expect(played.width).toBeGreaterThan(played.height)
  expect(played.duration).toBeGreaterThan(3.9)
  expect(played.frames).toBeGreaterThan(10)
  expect(played.soundBytes).toBeGreaterThan(0)
  expect(played.paused).toBe(false)
}
