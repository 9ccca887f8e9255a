import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { expectNoViolations } from './no-violations.ts'
import { openBy } from './open-by.ts'
import { editorOf } from './prompt-page.ts'
import { seedClips } from './seeded-clips.ts'

/* Projects: each has its own takes and draft, and its own address, which shows a colleague the same. */

// The name that is taken, and the address of nobody.
test.use({ allowedErrors: [/status of (409|404)/] })

/** Other stories of the same studio have projects too, and a second try finds what the first has made. */
const STAMP = Date.now().toString(36)
const NAME = `Harbour of ${STAMP}`
const RIDGE = `Ridge ${STAMP}`

test('a new project has its own address, takes and draft', async ({ page }) => {
  await page.goto('/')
  await openBy(switcher(page, 'First project'), page.getByRole('menu'))
  await page.getByRole('menuitem', { name: 'New project…' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'New project' })
  await expect(dialog.getByRole('textbox', { name: 'Name' })).toBeFocused()
  await page.keyboard.type('first PROJECT')
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('alert')).toContainText('The team has a project called “First project”.')
  await expectNoViolations(page, 'a project’s name that is taken')
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type(NAME)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/\?project=prj_[a-z0-9]+$/)
  await expect(switcher(page, NAME)).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Your takes appear here' })).toBeVisible()

  const projectId = new URL(page.url()).searchParams.get('project') ?? ''
  await seedClips(process.env['STUDIO_DATA_DIR'] ?? '', { count: 3, name: `harbour${STAMP}`, projectId })
  await page.reload()
  await expect(clipsOfHarbour(page)).toHaveCount(3)
  await writePrompt(page, 'Gulls over the harbour')

  await goTo(page, NAME, 'First project')
  await expect(page).toHaveURL(/\/$/)
  await expect(prompt(page)).not.toContainText('Gulls')
  await expect(clipsOfHarbour(page)).toHaveCount(0)
  await writePrompt(page, 'Snow on the ridge')

  await goTo(page, 'First project', NAME)
  await expect(prompt(page)).toHaveText('Gulls over the harbour')
  await expect(clipsOfHarbour(page)).toHaveCount(3)
  await page.goBack()
  await expect(prompt(page)).toHaveText('Snow on the ridge')
})

test('a project gets another name, and one that is not there says what to press', async ({ page }) => {
  const created = await page.request.post('/api/projects', { data: { name: RIDGE } })
  const { id } = await created.json()
  await page.goto(`/?project=${id}`)
  await openBy(switcher(page, RIDGE), page.getByRole('menu'))
  await page.getByRole('menuitem', { name: 'Rename this project…' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill(`Snow on ${RIDGE}`)
  await page.keyboard.press('Enter')
  await expect(switcher(page, `Snow on ${RIDGE}`)).toBeVisible()
  const answer = await page.goto('/?project=prj_nobody')
  expect(answer?.status()).toBe(404)
  await expect(page.getByRole('heading', { name: 'Nothing is here' })).toBeVisible()
  await expectNoViolations(page, 'a project that is not there')
  await page.getByRole('link', { name: `Snow on ${RIDGE}` }).click()
  await expect(page).toHaveURL(`/?project=${id}`)
  await expect(switcher(page, `Snow on ${RIDGE}`)).toBeVisible()
})

const switcher = (page: Page, name: string) => page.getByRole('button', { name: `Project: ${name}` })
const clipsOfHarbour = (page: Page) => page.locator(`article img[src*="/med_harbour${STAMP}"]`)
const prompt = (page: Page) => page.getByRole('textbox', { name: 'Prompt' })

async function goTo(page: Page, from: string, to: string): Promise<void> {
  await openBy(switcher(page, from), page.getByRole('menu'), 'Enter')
  await page.getByRole('menuitemradio', { name: to }).press('Enter')
  await expect(switcher(page, to)).toBeVisible()
}

/** And waits until it is kept. */
async function writePrompt(page: Page, text: string): Promise<void> {
  await (await editorOf(page)).fill(text)
  await expect.poll(() => page.evaluate(() => JSON.stringify({ ...localStorage }))).toContain(text)
}
