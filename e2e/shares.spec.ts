import type { Browser, Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { foreignWords } from './foreign-words.ts'
import { expectNoViolations, expectNoViolationsInAnyTheme } from './no-violations.ts'
import { openBy } from './open-by.ts'
import { seedClips } from './seeded-clips.ts'

/* People outside see what a link allows, say what they think, and nothing more from the moment it is revoked. */

const PASSWORD = 'open sesame'
const SCRIPT = '<img src=x onerror="window.ran = true">'
/** Another worker that tries a story again has others. */
const NAME = `shared${process.pid}`
const [FIRST, SECOND] = [`gen_${NAME}0000000`, `gen_${NAME}0000001`]
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

test.beforeAll(() => seedClips(process.env['STUDIO_DATA_DIR'] ?? '', { count: 2, name: NAME }))

test('a guest with the password comments with a drawing, sees no prompt, can’t download; the link is revoked while they watch', async ({
  page,
  browser,
}) => {
  const link = await makeLink(page, { title: `Spring ${SCRIPT}`, words: 'Draft' })
  const guest = await newGuest(browser)
  await openLocked(guest, link)
  await expect(guest.getByRole('heading', { name: `Spring ${SCRIPT}` })).toBeVisible()
  const prompt = await promptOf(page)
  const [token = ''] = link.split('/s/').slice(1)
  const shown = await (await guest.request.get(`/api/s/${token}`)).text()
  expect(`${await guest.content()} ${shown}`).not.toContain(prompt)
  await expect(guest.locator('[data-watermark]')).toBeAttached()

  // By keyboard alone: a box on the frame, a name because it is asked for, words, a verdict.
  const video = guest.locator('video')
  await expect(guest.getByText('Nothing has been said yet')).toBeVisible()
  await expect(async () => {
    await guest.keyboard.press('Shift+N')
    await expect(guest.locator('[data-drawing-canvas]')).toBeFocused({ timeout: 1000 })
  }).toPass()
  await guest.keyboard.press('Enter')
  await guest.keyboard.press('Escape')
  await guest.keyboard.press('n')
  await guest.keyboard.type(`More light ${SCRIPT}`)
  await guest.keyboard.press('Control+Enter')
  await expect(guest.getByRole('textbox', { name: 'Your name' })).toBeFocused()
  await guest.keyboard.type(`Grace ${SCRIPT}`)
  await guest.getByRole('button', { name: 'Send' }).press('Enter')
  await expect(guest.getByRole('listitem').filter({ hasText: `More light ${SCRIPT}` })).toBeVisible()
  await expect(guest.locator('[data-drawing]')).toBeAttached()
  await guest.getByRole('button', { name: 'Approve' }).press('Space')
  await expect(guest.getByRole('button', { name: 'Approve' })).toHaveAttribute('aria-pressed', 'true')
  await expectNoViolationsInAnyTheme(guest, 'the guest’s page')

  await page.goto(`/clips/${FIRST}?comment=`)
  await expect(page.getByText(`More light ${SCRIPT}`)).toBeVisible()
  await expect(page.getByText('· Guest')).toBeVisible()
  for (const one of [page, guest]) expect(await one.evaluate(() => 'ran' in window)).toBe(false)

  const address = String(await video.getAttribute('src'))
  // Asked by the page itself, as its video does: so short a clip is read to its end before anybody can revoke it.
  const range = (from: number) =>
    guest.evaluate(
      async ([url, bytes]) => (await fetch(String(url), { headers: { range: String(bytes) } })).status,
      [address, `bytes=${from}-${from + 99}`],
    )
  await video.evaluate((element: HTMLVideoElement) => element.play())
  expect(await range(0)).toBe(206)
  await expect(guest.getByRole('link', { name: 'Download' })).toHaveCount(0)
  expect((await guest.request.get(address.replace(/video$/, 'download'))).status()).toBe(403)

  await revokeAll(page)
  expect(await range(100)).toBe(404)
  await expect(guest.getByRole('heading', { name: 'This link is over' })).toBeFocused()
  await expectNoViolationsInAnyTheme(guest, 'a link that is over')
  expect((await guest.reload())?.status()).toBe(404)
  await expect(guest.getByRole('heading', { name: 'This link is over' })).toBeVisible()
})

test('a guest on a phone reads Chinese, goes from clip to clip, downloads and writes, but not as somebody else', async ({
  page,
  browser,
}) => {
  const made = await page.request.post('/api/shares', {
    data: {
      kind: 'selection',
      ids: [SECOND, FIRST],
      title: '春季短片',
      options: {
        download: true,
        comments: true,
        allComments: false,
        verdict: true,
        showPrompt: false,
        linkPreview: true,
        watermark: null,
      },
    },
  })
  const { path }: { path: string } = await made.json()
  const guest = await newGuest(browser, { ...PHONE, locale: 'zh-CN' })
  const document = await (await guest.goto(path))?.text()
  expect(document).toMatch(/property="og:title" content="春季短片"/)
  expect(document).toMatch(/property="og:image" content="http[^"]+\/poster"/)
  expect(document).toMatch(/name="referrer" content="no-referrer"/)
  expect(document).not.toMatch(/Seedance|Seedreel/)
  await expect(guest.getByText('还没有评论')).toBeVisible()
  await expectNoViolations(guest, 'the guest’s page on a phone')
  expect(await foreignWords(guest)).toEqual([])
  const width = await guest.evaluate(() => globalThis.document.documentElement.scrollWidth)
  expect(width).toBe(PHONE.viewport.width)

  await guest.getByRole('button', { name: '下一个成片' }).tap()
  await expect(guest.getByRole('heading', { name: '成片 2' })).toBeVisible()
  await guest.reload()
  await expect(guest.getByRole('heading', { name: '成片 2' })).toBeVisible()
  const download = guest.waitForEvent('download')
  await guest.getByRole('link', { name: '下载', exact: true }).tap()
  expect((await download).suggestedFilename()).toBe('春季短片 - 2.mp4')
  await guest.getByRole('textbox', { name: '你的姓名' }).fill('小明')
  await guest.getByRole('textbox', { name: '写评论' }).fill('再亮一点')
  await guest.getByRole('button', { name: '发送' }).tap()
  const said = guest.getByRole('listitem').filter({ hasText: '再亮一点' })
  await expect(said).toBeVisible()

  // Somebody else with the same link reads it and can't change it, whatever cookie they make up.
  const comment = String(await said.getAttribute('data-comment'))
  const [own] = (await guest.context().cookies()).filter(({ name }) => name === 'seedreel.guest')
  const [id = '', , signature = ''] = String(own?.value).split('.')
  const forged = `seedreel.guest=${id}.${Buffer.from('小红').toString('base64url')}.${signature}`
  const clip = new URL(guest.url()).searchParams.get('clip')
  const change = (cookie: string) =>
    fetch(`${process.env['STUDIO_ORIGIN']}/api${path}/clips/${clip}/comments/${comment}`, {
      method: 'PUT',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify({ text: 'No' }),
    })
  for (const cookie of ['', forged]) expect((await change(cookie)).status).toBe(422)
  expect((await change(`seedreel.guest=${own?.value}`)).status).toBe(204)
})

/** Over the dialog of a clip's page, with a password, comments and verdicts; its address. */
async function makeLink(page: Page, { title, words }: { title: string; words: string }): Promise<string> {
  await page.goto(`/clips/${FIRST}`)
  const dialog = page.getByRole('dialog')
  await openBy(page.getByRole('button', { name: 'Share with people outside' }), dialog)
  await dialog.getByRole('textbox', { name: 'Title' }).fill(title)
  await dialog.getByRole('switch', { name: 'Ask for a password' }).press('Space')
  await dialog.getByRole('textbox', { name: 'Password' }).fill(PASSWORD)
  await dialog.getByRole('switch', { name: 'Verdict' }).check()
  await dialog.getByRole('textbox', { name: 'Words over' }).fill(words)
  await expectNoViolationsInAnyTheme(page, 'making a link')
  await dialog.getByRole('button', { name: 'Make a link' }).press('Enter')
  return dialog.getByRole('textbox', { name: 'The link' }).inputValue()
}

/** What it is stays unsaid until the password is given. */
async function openLocked(guest: Page, link: string): Promise<void> {
  const locked = await guest.goto(link)
  expect(await locked?.text()).not.toMatch(/Spring|og:/)
  await expectNoViolationsInAnyTheme(guest, 'the password')
  const field = guest.getByLabel('Password')
  await expect(field).toBeFocused()
  await expect(async () => {
    await field.fill('wrong')
    await field.press('Enter')
    await expect(guest.getByRole('alert').filter({ hasText: 'not the password' })).toBeVisible({
      timeout: 2000,
    })
  }).toPass()
  await field.fill(PASSWORD)
  await field.press('Enter')
}

async function revokeAll(page: Page): Promise<void> {
  await page.goto('/settings/shares')
  await expect(page.getByText('1 comment, 1 verdict').first()).toBeVisible()
  await expectNoViolationsInAnyTheme(page, 'the links')
  const dialog = page.getByRole('dialog')
  await openBy(page.getByRole('button', { name: /^Revoke: Spring/ }), dialog, 'Enter')
  await dialog.getByRole('button', { name: 'Revoke' }).press('Enter')
  await expect(page.getByRole('button', { name: /^Revoke: Spring/ })).toHaveCount(0)
}

async function promptOf(page: Page): Promise<string> {
  const answer = await page.request.get(`/api/generations/${FIRST}`)
  const { recipe } = await answer.json()
  const text = recipe.prompt.find((part: { text?: string }) => part.text !== undefined).text.trim()
  expect(text).not.toBe('')
  return text
}

async function newGuest(browser: Browser, options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  const context = await browser.newContext({ ...options, storageState: { cookies: [], origins: [] } })
  return context.newPage()
}
