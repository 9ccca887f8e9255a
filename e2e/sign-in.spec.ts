import { expect, test } from './fixtures.ts'

test.describe('without a session', () => {
  test.use({ storageState: { cookies: [], origins: [] } })

  test('the studio sends you to the sign-in page', async ({ page }) => {
    await page.goto('/')
    await expect(page).toHaveURL('/sign-in')
    await expect(page.getByRole('heading', { name: 'Open the studio' })).toBeVisible()
  })

  test.describe('a wrong link', () => {
    test.use({ allowedErrors: [/401/] })

    test('is refused, explained, and leaves the address bar', async ({ page }) => {
      const answer = await page.goto('/enter?token=wrong')
      expect(answer?.status()).toBe(401)
      await expect(page.getByText('That link does not open this studio')).toBeVisible()
      await expect(page).toHaveURL('/sign-in?problem=wrong_token')
    })
  })

  test('nothing answers but what must', async ({ request }) => {
    for (const path of [
      '/api/studio',
      '/api/generations',
      '/api/changes?after=0',
      '/api/media/x',
      '/api/session',
    ]) {
      expect((await request.get(path)).status(), path).toBe(401)
    }
    expect((await request.get('/api/health')).status()).toBe(200)
  })

  test('a foreign host and a foreign origin are refused', async ({ request }) => {
    expect((await request.get('/sign-in', { headers: { host: 'evil.example' } })).status()).toBe(421)
    expect((await request.get('/api/health', { headers: { host: 'evil.example' } })).status()).toBe(421)
    const change = await request.delete('/api/session', { headers: { origin: 'https://evil.example' } })
    expect(change.status()).toBe(403)
  })
})

test('with a session the sign-in page leads to the studio', async ({ page }) => {
  await page.goto('/sign-in')
  await expect(page).toHaveURL('/')
})
