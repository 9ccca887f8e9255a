import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { makePhoto, makeTone, makeVideo } from '#lib/server/testing/sample-media.ts'
import { expect, test } from './fixtures.ts'
import { expectNoViolations } from './no-violations.ts'

let directory: string
const file = (name: string) => join(directory, name)

test.beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'seedreel-references-'))
  await makePhoto(file('harbour.jpg'), { width: 1200, height: 800, seed: 2 })
  await makePhoto(file('beach.jpg'), { width: 1200, height: 800, seed: 3 })
  await makePhoto(file('huge.jpg'), { width: 6600, height: 4400, seed: 4 })
  await makePhoto(file('panorama.jpg'), { width: 1800, height: 480, seed: 5 })
  await makeVideo(file('long.mp4'), { width: 854, height: 480, seconds: 17, audio: true })
  await makeTone(file('voice.wav'), { seconds: 18, hz: 330 })
})
test.afterAll(() => rm(directory, { recursive: true, force: true }))

test('an oversized photo is made to fit, and the original comes back', async ({ page }) => {
  const card = await addByHand(page, 'huge.jpg')
  await expect(card).toContainText('each side must be at most 6000 pixels')
  const misfit = card.getByRole('group', { name: 'huge' })
  await expect(misfit).toHaveAccessibleDescription(/each side must be at most 6000 pixels/)
  await expect(misfit).toHaveCSS('outline-style', 'solid')
  await card.getByRole('button', { name: /^Resize it/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Make huge fit' })
  await expect(dialog.getByRole('status')).toContainText(
    '6000 × 4000 (now 6600 × 4400). The original is kept.',
  )
  await expectNoViolations(page, 'resize')
  await dialog.getByRole('button', { name: 'Make it fit' }).click()
  await expect(dialog).toBeHidden({ timeout: 30_000 })
  await expect(card).toContainText('6000×4000')
  await expect(card).not.toContainText('at most 6000 pixels')
  await expect(misfit).toHaveCSS('outline-style', 'none')
  await page.reload()
  await card.getByRole('button', { name: /^Undo the fix/ }).click()
  await expect(card).toContainText('6600×4400')
  await expect(card.getByRole('button', { name: /^Resize it/ })).toBeVisible()
})

test('a picture of a wrong shape is padded or cropped, by keyboard alone', async ({ page }) => {
  const card = await addByHand(page, 'panorama.jpg')
  await card.getByRole('button', { name: /^Change its shape/ }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Make panorama fit' })
  await expect(dialog.getByRole('status')).toContainText('1800 × 720')
  await expectNoViolations(page, 'pad')
  await dialog.getByRole('radio', { name: 'Keep all of it' }).press('ArrowRight')
  const frame = dialog.getByRole('button', { name: 'Crop frame' })
  await expect(dialog.getByRole('status')).toContainText('1200 × 480')
  await expectNoViolations(page, 'crop')
  await frame.focus()
  await frame.press('Shift+ArrowRight')
  const request = page.waitForRequest((sent) => sent.url().endsWith('/fix'))
  await dialog.getByRole('button', { name: 'Make it fit' }).press('Enter')
  // From the middle, 300, by a tenth of the width.
  expect((await request).postDataJSON()).toEqual({
    frame: { width: 1200, height: 480, crop: { left: 480, top: 0, width: 1200, height: 480 } },
  })
  await expect(card).toContainText('1200×480')
})

test('a clip that is too long is cut to what plays', async ({ page }) => {
  test.setTimeout(120_000)
  const card = await addByHand(page, 'long.mp4')
  await expect(card).toContainText('must be from 2 to 15 seconds long')
  await card.getByRole('button', { name: /^Cut it to fit/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Make long fit' })
  await expect(dialog.getByRole('slider', { name: 'End of the cut' })).toHaveAttribute('aria-valuenow', '15')
  await dialog.getByRole('slider', { name: 'Start of the cut' }).press('Shift+ArrowRight')
  await dialog.getByRole('slider', { name: 'End of the cut' }).focus()
  for (const _ of Array.from({ length: 9 })) await page.keyboard.press('Shift+ArrowLeft')
  await dialog.getByRole('slider', { name: 'Whole cut' }).press('ArrowRight')
  await expect(dialog.getByRole('status')).toContainText('Result: 5 s (now 17 s)')
  await expectNoViolations(page, 'cut of a clip')
  const video = dialog.locator('video')
  await dialog.getByRole('button', { name: 'Play the cut' }).click()
  await expect(dialog.getByRole('button', { name: 'Pause' })).toBeVisible()
  expect(await video.evaluate((element: HTMLVideoElement) => element.currentTime)).toBeGreaterThanOrEqual(1)
  await dialog.getByRole('button', { name: 'Make it fit' }).click()
  await expect(dialog).toBeHidden({ timeout: 60_000 })
  await expect(card).toContainText('5 s')
  await expect(card).not.toContainText('must be from')
})

test('a sound that is too long is cut by dragging an end', async ({ page }) => {
  const card = await addByHand(page, 'voice.wav')
  await card.getByRole('button', { name: /^Cut it to fit/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Make voice fit' })
  const end = await middleOf(dialog.getByRole('slider', { name: 'End of the cut' }))
  const start = await middleOf(dialog.getByRole('slider', { name: 'Start of the cut' }))
  await page.mouse.move(end.x, end.y)
  await page.mouse.down()
  await page.mouse.move(start.x + (end.x - start.x) * 0.4, end.y, { steps: 5 })
  await page.mouse.up()
  await expect(dialog.getByRole('status')).toContainText('Result: 6 s (now 18 s)')
  await expectNoViolations(page, 'cut of a sound')
  await dialog.getByRole('button', { name: 'Make it fit' }).click()
  await expect(card).toContainText('6 s')
})

test('a drop lands in the role it was dropped on', async ({ page }) => {
  await page.goto('/')
  await drag(page, ['harbour.jpg'], 'image/jpeg')
  await expect(page.locator('[data-drop-target]')).toHaveCount(3)
  await expectNoViolations(page, 'places to drop')
  await drop(page, '[data-drop-target="last_frame"]')
  await expect(page.locator('[data-drop-layer]')).toHaveCount(0)
  await expect(cardOf(page, 'harbour')).toContainText('Last frame')

  await drag(page, ['beach.jpg'], 'image/jpeg')
  await drop(page, '[data-drop-target="first_frame"]')
  await expect(cardOf(page, 'beach')).toContainText('First frame')
  await expect(cardOf(page, 'harbour')).toContainText('Last frame')

  for (const name of ['beach', 'harbour']) await page.getByRole('button', { name: `Remove ${name}` }).click()
  await drag(page, ['harbour.jpg', 'beach.jpg'], 'image/jpeg')
  await expect(page.locator('[data-drop-refused="first_frame"]')).toContainText('It takes one picture.')
  await drop(page, '[data-drop-target="reference"]')
  for (const name of ['harbour', 'beach']) await expect(cardOf(page, name)).toContainText('Reference')
})

test('what the model can’t take is refused with its reason, and nothing is added', async ({ page }) => {
  await page.goto('/')
  await drag(page, ['harbour.jpg'], 'image/jpeg')
  await drop(page, '[data-drop-target="first_frame"]')
  await expect(cardOf(page, 'harbour')).toContainText('First frame')
  await drag(page, ['voice.wav'], 'audio/wav')
  await expect(page.locator('[data-drop-target]')).toHaveCount(0)
  await expect(page.locator('[data-drop-refused="reference"]')).toContainText(
    'harbour is a frame, and frames go with no sounds.',
  )
  await expectNoViolations(page, 'refused drop')
  await drop(page, '[data-drop-layer]')
  await expect(page.getByText('Nothing was added')).toBeVisible()
  await expect(cards(page)).toHaveCount(1)
})

test('references change places by keyboard', async ({ page }) => {
  await addByHand(page, 'harbour.jpg')
  await addByHand(page, 'beach.jpg')
  const names = () =>
    cards(page)
      .getByRole('textbox')
      .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value))
  await expect.poll(names).toEqual(['harbour', 'beach'])
  await cardOf(page, 'harbour').getByRole('textbox').focus()
  await page.keyboard.press('Alt+ArrowDown')
  await expect.poll(names).toEqual(['beach', 'harbour'])
  await expect(cardOf(page, 'harbour').getByRole('textbox')).toBeFocused()
  await page.keyboard.press('Alt+ArrowUp')
  await expect.poll(names).toEqual(['harbour', 'beach'])
})

test('an upload is stopped and resumed, and survives a reload', async ({ page }) => {
  await page.goto('/')
  await page.route('**/api/media?fileName=*', () => undefined)
  await page.getByLabel('Choose files').setInputFiles([file('beach.jpg')])
  const card = cardOf(page, 'beach')
  await card.getByRole('button', { name: 'Stop uploading beach' }).click()
  await expect(card).toContainText('The upload was stopped.')
  await page.reload()
  await expect(card).toContainText('The upload was stopped.')
  await card.getByRole('button', { name: 'Resume' }).click()
  await expect(card.getByRole('progressbar')).toBeVisible()
  // In the middle of it: the file itself is never chosen again.
  await page.reload()
  await expect(card.getByRole('progressbar')).toBeVisible()
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  await page.reload()
  await expect(card).toContainText('1200×800')
  await page.reload()
  await expect(card).toContainText('1200×800')
})

function cards(page: Page): Locator {
  return page.getByRole('region', { name: 'References' }).getByRole('listitem')
}

function cardOf(page: Page, name: string): Locator {
  return cards(page).filter({ has: page.getByRole('textbox', { name: `Name of ${name}` }) })
}

async function addByHand(page: Page, name: string): Promise<Locator> {
  if (page.url() === 'about:blank') await page.goto('/')
  await page.getByLabel('Choose files').setInputFiles([file(name)])
  const card = cardOf(page, name.replace(/\..*$/, ''))
  await expect(card.getByRole('progressbar')).toHaveCount(0)
  await expect(card).toContainText(/\d+×\d+|\d s/, { timeout: 20_000 })
  return card
}

/** Holds real files over the page, as a browser does. */
async function drag(page: Page, names: readonly string[], type: string): Promise<void> {
  const files = await Promise.all(
    names.map(async (name) => ({ name, base64: (await readFile(file(name))).toString('base64') })),
  )
  const transfer = await page.evaluateHandle(
    ({ files, type }) => {
      const data = new DataTransfer()
      for (const { name, base64 } of files) {
        data.items.add(
          new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name, { type }),
        )
      }
      return data
    },
    { files, type },
  )
  await page.evaluate((data) => Reflect.set(window, 'dragged', data), transfer)
  // Again and again, as a pointer that moves: the page may not have come alive at the first.
  await expect(async () => {
    await page.dispatchEvent('main', 'dragenter', { dataTransfer: transfer })
    await expect(page.locator('[data-drop-layer]')).toBeVisible({ timeout: 500 })
  }).toPass()
}

async function drop(page: Page, place: string): Promise<void> {
  const transfer = await page.evaluateHandle(() => Reflect.get(window, 'dragged'))
  for (const event of ['dragenter', 'dragover', 'drop']) {
    await page.dispatchEvent(place, event, { dataTransfer: transfer })
  }
}

async function middleOf(thing: Locator): Promise<{ x: number; y: number }> {
  const box = await thing.boundingBox()
  if (!box) throw new Error('it is not on the screen')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}
