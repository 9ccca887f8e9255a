import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { makePhoto } from '#lib/server/testing/sample-media.ts'
import { expect, test } from './fixtures.ts'
import { foreignWords } from './foreign-words.ts'

test.use({ locale: 'zh-CN' })

let directory: string
let photo: string

test.beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'seedreel-languages-'))
  photo = join(directory, '港口.jpg')
  await makePhoto(photo, { width: 800, height: 600, seed: 9, format: 'jpeg' })
})
test.afterAll(() => rm(directory, { recursive: true, force: true }))

test('a Chinese browser gets Chinese from the server, before any script has run', async ({ page }) => {
  const html = await (
    await page.request.get('/', { headers: { 'accept-language': 'zh-CN,zh;q=0.9' } })
  ).text()
  expect(html).toContain('<html lang="zh-CN"')
  for (const words of ['提示词', '>生成<', '编辑区', '生成结果']) expect(html).toContain(words)
  for (const words of ['>Generate<', 'Composer', '"Takes"']) expect(html).not.toContain(words)
})

test.describe('without a session', () => {
  test.use({ storageState: { cookies: [], origins: [] } })

  test('the sign-in page speaks the browser’s language, and the one that is chosen', async ({ page }) => {
    await page.goto('/sign-in?problem=wrong_token')
    await expect(page).toHaveTitle('登录 · Seedreel')
    await expect(page.getByRole('alert').first()).toContainText('这个链接打不开这个工作室')
    expect(await foreignWords(page)).toEqual([])
    await choose(page, '语言', 'English')
    await expect(page.getByRole('heading', { name: 'Open the studio' })).toBeVisible()
    await expect(page).toHaveTitle('Sign in · Seedreel')
    await expect(page.locator('html')).toHaveAttribute('lang', 'en-GB')
  })
})

test('another language is there at once, without a reload, and stays', async ({ page }) => {
  await page.goto('/')
  const prompt = page.getByRole('textbox', { name: '提示词' })
  await expect(prompt).toBeEditable()
  await prompt.click()
  await page.keyboard.type('还没写完')
  await page.evaluate(() => Reflect.set(window, 'sameDocument', true))
  await choose(page, '语言', 'English')
  const same = page.getByRole('textbox', { name: 'Prompt' })
  await expect(same).toContainText('还没写完')
  await expect(page.getByRole('button', { name: 'Generate', exact: true })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Takes' })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en-GB')
  expect(await page.evaluate(() => Reflect.get(window, 'sameDocument'))).toBe(true)

  await page.reload()
  await expect(page.getByRole('textbox', { name: 'Prompt' })).toBeVisible()
  await choose(page, 'Language', '中文')
  await expect(page.getByRole('textbox', { name: '提示词' })).toBeVisible()
})

test('a clip is made in Chinese, and what it cost and when is said in the language of the page', async ({
  page,
}) => {
  test.setTimeout(120_000)
  const words = '黄昏的海边，一只风筝越飞越高'
  await page.goto('/')
  await page.setInputFiles('input[type=file]', photo)
  await expect(page.getByRole('textbox', { name: /港口/ }).first()).toHaveValue('港口')
  await write(page, words)
  await page.getByRole('radio', { name: '480p' }).check({ force: true })
  expect(await foreignWords(page)).toEqual([])
  await page.getByRole('button', { name: '生成', exact: true }).click()
  const take = page.getByRole('article').filter({ hasText: words }).first()
  await expect(take).toHaveAccessibleName(/^第 1 条，/)
  const play = take.getByRole('button', { name: '播放第 1 条' })
  await expect(play).toBeVisible({ timeout: 90_000 })
  expect(await foreignWords(page)).toEqual([])

  await play.click()
  const player = page.getByRole('dialog', { name: '第 1 条' })
  await expect(player.getByRole('definition').filter({ hasText: '免费' })).toHaveText(
    /^免费；真实服务商收费 ¥\d+\.\d\d$/,
  )
  await expect(player.getByText(/^[\d.]+ 秒，24 fps$/)).toBeVisible()
  await expect(player.getByText(/^[\d.]+ 万 tokens$/)).toBeVisible()
  expect(await foreignWords(page)).toEqual([])
  await page.keyboard.press('Escape')
  await take.getByRole('button', { name: '更多操作' }).click()
  expect(await foreignWords(page)).toEqual([])
  await page.getByRole('menuitem', { name: '删除' }).click()
  await expect(page.getByRole('dialog', { name: '删除第 1 条？' })).toBeVisible()
  expect(await foreignWords(page)).toEqual([])
  await page.getByRole('button', { name: '保留' }).click()

  // Three days later it is a date.
  await page.clock.setFixedTime(Date.now() + 3 * 86_400_000)
  await page.reload()
  await choose(page, '语言', 'English')
  await expect(take.locator('time')).toHaveText(/^\d{1,2} [A-Z][a-z]{2}$/)
  await choose(page, 'Language', '中文')
  await expect(take.locator('time')).toHaveText(/^\d{1,2}月\d{1,2}日$/)
})

test.describe('when something goes wrong', () => {
  test.use({ allowedErrors: [/400/] })

  test('problems of a take and of a call are said in Chinese', async ({ page }) => {
    test.setTimeout(120_000)
    await page.goto('/')
    const words = '一扇门打开了 #fail:OutputVideoSensitiveContentDetected'
    await write(page, words)
    await page.getByRole('button', { name: '生成', exact: true }).click()
    const take = page.getByRole('article').filter({ hasText: '一扇门打开了' }).first()
    await expect(take.getByRole('button', { name: '复制错误信息' }).first()).toBeVisible({ timeout: 60_000 })
    await expect(take).toHaveAccessibleName('第 1 条，失败')
    expect(await foreignWords(page)).toEqual([])

    // What the page sends is in order, so the story breaks it on the way.
    await page.route('**/api/generations', (route) =>
      route.request().method() === 'POST' ? route.continue({ postData: '{}' }) : route.continue(),
    )
    await page.getByRole('button', { name: '生成', exact: true }).click()
    await expect(page.getByRole('region', { name: '编辑区' }).getByRole('alert')).toContainText(/[一-鿿]/)
    expect(await foreignWords(page)).toEqual([])
  })
})

/** In a menu of the header. */
async function choose(page: Page, menu: string, item: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^${menu}`) }).press('Enter')
  await page.getByRole('menuitemradio', { name: item }).click()
}

async function write(page: Page, text: string): Promise<void> {
  const prompt = page.getByRole('textbox', { name: '提示词' })
  await expect(prompt).toBeEditable()
  await prompt.click()
  await page.keyboard.press('Control+a')
  await page.keyboard.type(text)
}
