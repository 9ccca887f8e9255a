import type { Browser, Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { joinStudio } from './join-studio.ts'
import { expectNoViolations, expectNoViolationsInAnyTheme } from './no-violations.ts'
import { seedClips } from './seeded-clips.ts'

/* People come in by invitation, and see and do what their role and their projects allow. */

const PASSWORD = 'a long enough password'

test('an invited reviewer joins by the screens alone, looks, and generates nothing', async ({
  page,
  browser,
}) => {
  const email = `rhea${Date.now()}@studio.test`
  await page.goto('/settings')
  await expect(page).toHaveURL('/settings/account')
  await expectNoViolations(page, 'the account')
  await page.getByRole('link', { name: 'Members' }).click()
  await page.getByRole('combobox', { name: 'Role', exact: true }).selectOption('Reviewer')
  await page.getByRole('textbox', { name: 'E-mail (optional)' }).fill(email)
  await page.getByRole('button', { name: 'Make a link' }).press('Enter')
  const link = await page.getByRole('textbox', { name: 'Link of the invitation' }).inputValue()
  await expectNoViolationsInAnyTheme(page, 'the members')

  const reviewer = await newPage(browser)
  await reviewer.goto(link)
  await expect(reviewer.getByText('You come in as Reviewer.')).toBeVisible()
  await expectNoViolationsInAnyTheme(reviewer, 'an invitation')
  await reviewer.getByRole('textbox', { name: 'Your name' }).fill('Rhea <b>')
  await reviewer.getByLabel('Password').fill('short')
  await reviewer.getByLabel('Password').press('Enter')
  await expect(reviewer.locator('main').getByRole('alert')).toHaveText('Must have at least 10 characters')
  await reviewer.getByLabel('Password').fill(PASSWORD)
  await reviewer.getByLabel('Password').press('Enter')
  await expect(reviewer).toHaveURL('/')
  await reviewer.getByRole('textbox', { name: 'Prompt' }).click()
  await reviewer.keyboard.type('A fox')
  await expect(reviewer.getByRole('button', { name: /^Generate/ })).toHaveAttribute('aria-disabled', 'true')
  await expect(reviewer.getByText('Your role here does not generate.').first()).toBeAttached()
  const recipe = {
    model: 'doubao-seedance-2-0-260128',
    prompt: [{ text: 'A fox' }],
    references: [],
    settings: { duration: 4, resolution: '480p', ratio: '16:9' },
  }
  const press = { idempotencyKey: `press-${Date.now()}`, recipe }
  const answer = await reviewer.request.post('/api/generations', { data: press })
  expect(answer.status()).toBe(403)
  await reviewer.goto('/settings/members')
  // Who may not see the addresses of others is told their names and roles.
  await expect(reviewer.getByText('Rhea <b>')).toBeVisible()
  await expect(reviewer.getByText(email)).toHaveCount(0)
  expect((await reviewer.goto('/settings/audit'))?.status()).toBe(404)

  await page.reload()
  await page.getByRole('button', { name: 'Remove Rhea <b>' }).click()
  await page.getByRole('button', { name: 'Remove', exact: true }).last().click()
  await expect(page.getByText('Left the team: Rhea <b>')).toBeVisible()
  expect((await reviewer.request.get('/api/session')).status()).toBe(401)
  await reviewer.goto('/sign-in')
  await expectNoViolationsInAnyTheme(reviewer, 'the sign-in page')
  await reviewer.getByRole('textbox', { name: 'E-mail' }).fill(email)
  await reviewer.getByLabel('Password').fill(PASSWORD)
  await reviewer.getByLabel('Password').press('Enter')
  await expect(reviewer.locator('main').getByRole('alert')).toHaveText(/do not belong together/)
})

test('an editor sees nothing of a private project: pages, answers, files, search, zip', async ({
  request,
  browser,
}) => {
  const stamp = Date.now()
  const made = await request.post('/api/projects', { data: { name: `Secret ${stamp}`, isPrivate: true } })
  const { id: project } = (await made.json()) as { id: string }
  await seedClips(process.env['STUDIO_DATA_DIR'] ?? '', {
    count: 3,
    name: `secret${stamp.toString(36)}`,
    projectId: project,
  })
  const listed = await request.get(`/api/gallery?project=${project}`)
  const { cards } = (await listed.json()) as { cards: { id: string; clip: { mediaId: string } }[] }
  const [{ id: clip, clip: { mediaId } } = { id: '', clip: { mediaId: '' } }] = cards
  expect((await request.get(`/api/media/${mediaId}`)).status()).toBe(200)

  const editor = await joinStudio(browser, request, { name: 'Edda', role: 'editor' })

  const statusOf = async (address: string) => (await editor.request.get(address)).status()
  for (const address of [
    `/clips/${clip}`,
    `/gallery?project=${project}`,
    `/?project=${project}`,
    `/api/clips/${clip}`,
    `/api/generations/${clip}`,
    `/api/generations/${clip}/download`,
    `/api/gallery?project=${project}`,
    `/api/gallery/counts?project=${project}`,
    `/api/media/${mediaId}`,
    `/api/media/${mediaId}/preview`,
    `/api/media/${mediaId}/sprite`,
  ])
    expect(await statusOf(address), address).toBe(404)
  const zip = await editor.request.post('/api/clips/zip', { form: { ids: clip } })
  expect(zip.status()).toBe(422)
  for (const address of [
    '/api/projects',
    '/api/generations',
    '/api/changes?after=0',
    '/api/media',
    '/api/gallery?q=secret',
  ]) {
    const text = await (await editor.request.get(address)).text()
    for (const hidden of [project, clip, mediaId, `Secret ${stamp}`]) expect(text).not.toContain(hidden)
  }
  // A member of it from now on, and it is all there at once.
  const { userId } = (await (await editor.request.get('/api/session')).json()) as { userId: string }
  const shared = { isPrivate: true, memberIds: [userId] }
  expect((await request.put(`/api/projects/${project}/members`, { data: shared })).status()).toBe(200)
  expect(await statusOf(`/api/clips/${clip}`)).toBe(200)
  expect(await statusOf(`/api/media/${mediaId}`)).toBe(200)
})

async function newPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({
    storageState: { cookies: [], origins: [] },
    baseURL: process.env['STUDIO_ORIGIN'] ?? '',
    reducedMotion: 'reduce',
  })
  return context.newPage()
}
