import { expect, test } from './fixtures.ts'
import { chips, compose, draftOf, editorOf, expectPrompt, openWith } from './prompt-page.ts'

test.use({ allowedErrors: [/Failed to load resource/] })

const INPUT_METHODS = [
  { language: 'Chinese', steps: ['n', 'ni', 'ni hao'], final: '你好' },
  { language: 'Japanese', steps: ['k', 'か', 'かn', 'かに'], final: '蟹' },
  { language: 'Korean', steps: ['ㅎ', '하', '한'], final: '한' },
]

for (const { language, steps, final } of INPUT_METHODS) {
  test(`${language} composes in an empty prompt, behind a chip and before it`, async ({ page }) => {
    const prompt = await openWith(page, ['harbour'])
    await prompt.click()
    await compose(page, steps, final)
    await expectPrompt(page, final)
    await page.keyboard.type(' @harbour')
    await page.keyboard.press('Enter')
    await compose(page, steps, final)
    await expectPrompt(page, `${final} <ref_1> ${final}`)
    await page.keyboard.press('Home')
    await compose(page, steps, final)
    await expectPrompt(page, `${final}${final} <ref_1> ${final}`)
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Delete')
    await page.keyboard.press('Control+z')
    await expectPrompt(page, `${final}${final} <ref_1> ${final}`)
  })
}

test('nothing typed is lost while the editor loads and takes over', async ({ page }) => {
  const wanted = 'The quick brown fox jumps over the lazy dog while the tide comes in. '.repeat(2)
  // The editor comes while the sentence is being typed.
  await page.route('**/*.js', async (route) => {
    const answer = await route.fetch()
    if ((await answer.text()).includes('cm-content'))
      await new Promise((resolve) => setTimeout(resolve, 2000))
    await route.fulfill({ response: answer })
  })
  await page.goto('/')
  const prompt = page.getByRole('textbox', { name: 'Prompt' })
  await prompt.focus()
  await expect(page.locator('textarea[data-prompt]')).toBeFocused()
  await page.keyboard.type(wanted, { delay: 20 })
  await editorOf(page)
  await expect(prompt).toBeFocused()
  await page.keyboard.type('End')
  await expectPrompt(page, `${wanted}End`)
})

test('without the editor the textarea goes on, with chips', async ({ page }) => {
  await openWith(page, ['harbour'])
  const scripts = new Set<string>()
  page.on('request', (request) => request.resourceType() === 'script' && scripts.add(request.url()))
  await page.reload()
  await editorOf(page)
  await page.route('**/*.js', async (route) => {
    const answer = await route.fetch()
    const body = await answer.text().catch(() => undefined)
    // The page that asked is gone.
    if (body === undefined) return
    return body.includes('cm-content') ? route.abort() : route.fulfill({ response: answer, body })
  })
  await page.reload()
  const area = page.locator('textarea[data-prompt]')
  await area.click()
  await page.keyboard.type('by @harbour, at dawn')
  await expectPrompt(page, 'by <ref_1>, at dawn')
  await expect(area).toHaveValue('by @harbour, at dawn')
})

test('chips survive copy and paste here, and are text elsewhere', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const prompt = await openWith(page, ['harbour'])
  await prompt.click()
  await page.keyboard.type('at @harbour now')
  await expectPrompt(page, 'at <ref_1> now')
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Control+c')
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('at @harbour now')
  const name = page.getByRole('textbox', { name: 'Name of harbour' })
  await name.fill('quay')
  await name.press('Enter')
  await prompt.focus()
  await page.keyboard.press('Control+End')
  await page.keyboard.press('Control+v')
  await expectPrompt(page, 'at <ref_1> nowat <ref_1> now')
  await expect(chips(page)).toHaveText([/@quay/, /@quay/])
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Control+x')
  await expect.poll(async () => (await draftOf(page))?.prompt).toEqual([])
})

test('pasted names become chips, and one step back gives the text', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const prompt = await openWith(page, ['harbour', 'boat'])
  const text = 'see [Image 1], @boat and 图片2'
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text)
  await prompt.click()
  await page.keyboard.press('Control+v')
  await expectPrompt(page, 'see <ref_1>, <ref_2> and <ref_2>')
  await page.keyboard.press('Control+z')
  await expectPrompt(page, 'see [Image 1], <ref_2> and 图片2')
  await page.keyboard.press('Control+z')
  await expect.poll(async () => (await draftOf(page))?.prompt).toEqual([])
})

test('"Add a file" of the menu mentions what is chosen, where the @ was', async ({ page }) => {
  const prompt = await openWith(page, [])
  await prompt.click()
  await page.keyboard.type('over @')
  const chooser = page.waitForEvent('filechooser')
  await page.keyboard.press('Enter')
  await (
    await chooser
  ).setFiles({
    name: 'cliff.png',
    mimeType: 'image/png',
    buffer: Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    ),
  })
  await expect(chips(page)).toHaveText(/@cliff/)
})
