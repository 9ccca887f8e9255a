import { exec } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from './fixtures.ts'
import { expectNoViolationsInAnyTheme } from './no-violations.ts'

/* A token is made on its page, works with the request that is printed beside it, and opens nothing once it is revoked. */

test('the request that is shown with a new token works as it is printed, until the token is revoked', async ({
  page,
}) => {
  const name = `Nightly ${Date.now()}`
  await page.goto('/settings/tokens')
  await page.getByRole('textbox', { name: 'Name' }).fill(name)
  await page.getByRole('textbox', { name: 'Name' }).press('Enter')
  await expect(page.getByRole('heading', { name: 'Copy the token now' })).toBeFocused()
  const secret = await page.getByRole('textbox', { name: 'Secret of the token' }).inputValue()
  const printed = await page.locator('pre').innerText()
  expect(printed).toContain(secret)
  await expectNoViolationsInAnyTheme(page, 'a new token')

  const { id } = await run(printed.replace('A lighthouse in the rain', '#fail:InternalServiceError'))
  const asked = await page.request.get(`/api/generations/${String(id)}`)
  expect(await asked.json()).toMatchObject({ recipe: { settings: { duration: 4, resolution: '480p' } } })

  await page.reload()
  await expect(page.getByText(`…${secret.slice(-4)}`)).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Secret of the token' })).toHaveCount(0)
  await expect(page.getByText(/last used/).first()).toBeVisible()
  await page.getByRole('button', { name: `Revoke ${name}` }).press('Enter')
  await page.getByRole('button', { name: 'Revoke token' }).press('Enter')
  await expect(page.getByRole('button', { name: `Revoke ${name}` })).toHaveCount(0)
  expect(await run(printed)).toMatchObject({ error: { code: 'AuthenticationError' } })
})

async function run(command: string): Promise<Record<string, unknown>> {
  const { stdout } = await promisify(exec)(`${command} --silent --show-error`)
  return Object(JSON.parse(stdout))
}
