import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from '@playwright/test'
import { startMailServer, type TestMailServer } from '#lib/server/testing/mail-server.ts'
import { startOidcServer, type TestOidcServer } from '#lib/server/testing/oidc-server.ts'
import { freePort, startStudio, type StudioProcess } from '#lib/server/testing/studio-process.ts'
import { expect, test } from './fixtures.ts'
import { expectNoViolationsInAnyTheme } from './no-violations.ts'

/* A house with a mail server and a sign-in provider of its own: an invitation comes by e-mail, and opens with the provider. */

let mail: TestMailServer
let provider: TestOidcServer
let studio: StudioProcess
let dataDir: string

test.beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'seedreel-elsewhere-'))
  mail = await startMailServer()
  provider = await startOidcServer()
  const port = await freePort()
  studio = await startStudio({
    dataDir,
    port,
    settings: {
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      SMTP_URL: mail.url,
      MAIL_FROM: 'Seedreel <studio@example.com>',
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: provider.clientId,
      OIDC_CLIENT_SECRET: provider.clientSecret,
      OIDC_NAME: 'Acme',
    },
  })
})
test.afterAll(async () => {
  await studio.stop()
  await provider.close()
  await mail.close()
  await rm(dataDir, { recursive: true, force: true })
})

test('an invitation comes by e-mail and is answered with the provider', async ({ browser }) => {
  const owner = await newPage(browser)
  await owner.goto(studio.ownerLink)
  await owner.goto(`${studio.origin}/settings/members`)
  const send = owner.getByRole('button', { name: 'Send by e-mail' })
  await expect(send).toBeDisabled()
  await owner.getByRole('textbox', { name: 'E-mail (optional)' }).fill('mei@studio.test')
  await send.press('Enter')
  await expect(owner.getByRole('status').filter({ hasText: 'Sent to mei@studio.test' })).toBeVisible()
  const link = /http\S+\/invite\/[\w-]+/.exec(mail.mails[0]?.text ?? '')?.[0] ?? ''
  await expect(owner.getByRole('textbox', { name: 'Link of the invitation' })).toHaveValue(link)

  const mei = await newPage(browser)
  provider.person = { sub: 'sub-mei', email: 'mei@studio.test', email_verified: false, name: 'Mei Lin' }
  await mei.goto(link)
  await expectNoViolationsInAnyTheme(mei, 'an invitation with a provider')
  await mei.getByRole('link', { name: 'Sign in with Acme' }).press('Enter')
  await expect(mei.locator('main').getByRole('alert')).toContainText('has not confirmed your e-mail address')
  await expectNoViolationsInAnyTheme(mei, 'the sign-in page with a provider')
  provider.person = { ...provider.person, email_verified: true }
  await mei.getByRole('link', { name: 'Sign in with Acme' }).press('Enter')
  await expect(mei).toHaveURL(`${studio.origin}/`)
  await mei.goto(`${studio.origin}/settings/account#mail`)
  await expect(mei.getByRole('textbox', { name: 'Name' })).toHaveValue('Mei Lin')
  const wish = mei.getByRole('switch', { name: 'Send me by e-mail what I have not read' })
  await expect(wish).toBeChecked()
  await wish.press('Space')
  await expect(wish).not.toBeChecked()
  await expectNoViolationsInAnyTheme(mei, 'the account with e-mails')
  await mei.reload()
  await expect(wish).not.toBeChecked()
  expect(studio.output()).not.toContain(provider.clientSecret)
})

async function newPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({
    storageState: { cookies: [], origins: [] },
    reducedMotion: 'reduce',
  })
  return context.newPage()
}
