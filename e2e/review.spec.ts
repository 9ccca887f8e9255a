import type { Page } from '@playwright/test'
import type { Recipe } from '#lib/generation/generation.ts'
import { expect, test } from './fixtures.ts'
import { foreignWords } from './foreign-words.ts'
import { joinStudio } from './join-studio.ts'
import { expectNoViolations } from './no-violations.ts'
import { seedNumberedTakes } from './numbered-clips.ts'
import { goTo, openClip, ready, shows, showsInPicture } from './player-page.ts'

/* Two people look at the same take: what one says, draws and decides, the other sees without a reload. */

// While one page takes another's place its icon is gone for a moment, and Chromium looks for one of its own.
test.use({ allowedErrors: [/favicon\.ico/] })

/** Runs wherever it is not shown as text. */
const SCRIPT = '<img src=x onerror="window.hasRun=1">'
/** A worker that begins anew after a story that failed finds the last one's. */
const NAME = `Ravi ${Date.now().toString(36)} ${SCRIPT}`
/** Large enough to be a reference. */
const CLIP = { width: 864, height: 496, frames: 48, framesPerSecond: 24 } as const

let takes: string[]

test.beforeAll(async () => {
  const recipe = (text: string): Recipe => ({
    model: 'doubao-seedance-2-0-260128',
    prompt: [{ text }],
    references: [],
    settings: { duration: 4, ratio: '16:9', resolution: '480p' },
  })
  // A worker that begins anew after a story that failed seeds anew.
  const name = `review${Date.now().toString(36)}`
  takes = await seedNumberedTakes(process.env['STUDIO_DATA_DIR'] ?? '', name, [
    { ...CLIP, recipe: recipe(`A boat drifts ${SCRIPT}`) },
    { ...CLIP, hue: 90, recipe: recipe('小船漂走') },
  ])
})

test('drawn and said by keys alone, it is seen by the other at its frame, decided, and becomes the next take', async ({
  page,
  browser,
}) => {
  const [take = ''] = takes
  const ravi = await joinStudio(browser, page.request, { name: NAME, role: 'reviewer' })
  await Promise.all([openClip(page, take), openClip(ravi, take)])

  await goTo(ravi, '30')
  await drawBox(ravi)
  const field = ravi.getByLabel('Write a comment')
  await expect(field).toBeFocused()
  await ravi.keyboard.type(`Slower ${SCRIPT}, @Own`)
  await ravi.keyboard.press('Enter')
  await expect(field).toHaveValue(`Slower ${SCRIPT}, @Owner `)
  await ravi.keyboard.press('Control+Enter')
  await expect(field).toHaveValue('')

  await shows(page, 0)
  await expect(page.getByRole('button', { name: /^Comment of Ravi/ })).toBeVisible()
  await page.keyboard.press('.')
  await showsInPicture(page, 30)
  await expect(page.locator('[data-drawing] path')).toHaveCount(2)
  const comment = page.locator('[data-comment]')
  await expect(comment).toContainText(`Slower ${SCRIPT}, @Owner`)
  await expect(comment).toContainText(NAME)
  const words = page.locator('[data-said-here]')
  await expect(words).toBeHidden()
  await page.getByRole('button', { name: 'Full screen', exact: true }).click()
  await expect(words).toContainText(`Slower ${SCRIPT}, @Owner`)
  await expect(page.locator('[data-drawing]')).toBeInViewport()
  await page.getByRole('button', { name: 'Leave full screen' }).click()
  await expect(words).toBeHidden()
  await page.keyboard.press('ArrowLeft')
  await expect(page.locator('[data-drawing]')).toHaveCount(0)

  await page.getByRole('button', { name: 'Ask people' }).click()
  await page.getByRole('checkbox', { name: NAME }).check()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(ravi.getByRole('status').filter({ hasText: 'Verdict asked' })).toBeVisible()
  await ravi.getByRole('button', { name: 'Request changes' }).press('Enter')
  await expect(page.getByRole('status').filter({ hasText: 'Changes requested' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Take 1, changes requested' })).toBeVisible()
  await expectNoViolations(page, 'comments, a drawing and a verdict')
  expect([await hasRun(page), await hasRun(ravi)]).toEqual([false, false])

  await page.getByRole('link', { name: 'Make the next take from this' }).click()
  await expect(page.locator('blockquote')).toContainText(`Slower ${SCRIPT}, @Owner`)
  await expect(page.getByRole('textbox', { name: 'Prompt' })).toContainText('A boat drifts')
  await expect(page.locator('[data-reference]')).toHaveCount(1)
  // Kept with the draft.
  await page.reload()
  await expect(page.locator('blockquote')).toContainText(NAME)
  const answered = page.waitForResponse((response) => response.url().endsWith('/api/generations'))
  await page.getByRole('button', { name: /^Generate/ }).click()
  expect((await answered).status()).toBe(201)
  await ravi.getByRole('link', { name: /^Became take/ }).click()
  await expect(ravi).not.toHaveURL(new RegExp(take))
  const strip = ravi.getByRole('navigation', { name: 'Takes of this shot' })
  await expect(strip.getByRole('link')).toHaveCount(3)
  await expect(strip.locator('[aria-current="page"]')).not.toHaveAttribute('href', new RegExp(take))
  expect([await hasRun(page), await hasRun(ravi)]).toEqual([false, false])

  await page.goto('/gallery?verdict=changes_requested')
  const card = page.locator(`.card[data-card="${take}"]`)
  await expect(card).toHaveAttribute('data-standing', 'changes_requested')
  await expect(card).toHaveAttribute('aria-label', /changes requested/)
  const approved = await page.request.get('/api/gallery?verdict=approved')
  expect(await approved.text()).not.toContain(take)
  // The keys come alive after the cards.
  await expect(async () => {
    await card.focus()
    await page.keyboard.press('n')
    await expect(page).toHaveURL(new RegExp(take), { timeout: 2000 })
  }).toPass()
  await expect(page.getByLabel('Write a comment')).toBeFocused()
  expect(await hasRun(page)).toBe(false)
  await ravi.context().close()
})

test('on a phone, in Chinese, by light: drawn with a finger, said, and answered', async ({
  page,
  browser,
}) => {
  const [, take = ''] = takes
  const frames = { from: 12, to: 20 }
  const said = await page.request.post(`/api/clips/${take}/comments`, {
    data: { text: '这里太快了', frames },
  })
  expect(said.ok()).toBe(true)
  const lin = await joinStudio(
    browser,
    page.request,
    { name: '林', role: 'editor' },
    {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
      locale: 'zh-CN',
      colorScheme: 'light',
    },
  )
  await lin.goto(`/clips/${take}`)
  await ready(lin)
  await lin.locator('[data-mark]').tap()
  await shows(lin, 12)
  await expect(lin.locator('[data-said-here]')).toContainText('这里太快了')
  await lin.getByRole('button', { name: '在画面上标注' }).tap()
  const canvas = lin.locator('[data-drawing-canvas]')
  await expect(canvas).toBeInViewport()
  await expectNoViolations(lin, 'drawing on a phone')
  const { x, y, width, height } = (await canvas.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
  await lin.mouse.move(x + width * 0.3, y + height * 0.5)
  await lin.mouse.down()
  await lin.mouse.move(x + width * 0.7, y + height * 0.6, { steps: 8 })
  await lin.mouse.up()
  await lin.getByRole('button', { name: '完成标注' }).tap()
  await lin.getByLabel('写评论').fill('灯再亮一点')
  await lin.getByRole('button', { name: '发送' }).tap()
  await expect(lin.locator('[data-comment]')).toHaveCount(2)
  await expectNoViolations(lin, 'comments on a phone')
  // The person, and the name of the file, are what they are in every language.
  expect((await foreignWords(lin)).filter((text) => !/Owner|\.mp4$/.test(text))).toEqual([])
  const answer = await page.request.get(`/api/clips/${take}/review`)
  const { comments } = await answer.json()
  expect(comments[1]).toMatchObject({
    text: '灯再亮一点',
    frames: { from: 12, to: 12 },
    drawing: { shapes: [{ tool: 'pen' }] },
  })
  await lin.context().close()
})

async function drawBox(page: Page): Promise<void> {
  // The key is one once it is read who may draw.
  await expect(async () => {
    await page.keyboard.press('Shift+N')
    await expect(page.locator('[data-drawing-canvas]')).toBeFocused({ timeout: 1000 })
  }).toPass()
  await page.keyboard.press('Enter')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Shift+ArrowDown')
  await expect(page.locator('[data-drawing-canvas] path')).toHaveCount(2)
  await page.keyboard.press('Escape')
}

async function hasRun(page: Page): Promise<boolean> {
  return page.evaluate(() => Reflect.has(window, 'hasRun'))
}
