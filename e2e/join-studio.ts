import {
  type APIRequestContext,
  type Browser,
  type BrowserContextOptions,
  expect,
  type Page,
} from '@playwright/test'
import type { Role } from '#lib/access/principal.ts'

/** A page of somebody else, who came in by an invitation. `owner` is who invites. */
export async function joinStudio(
  browser: Browser,
  owner: APIRequestContext,
  { name, role }: { name: string; role: Exclude<Role, 'owner'> },
  options: BrowserContextOptions = {},
): Promise<Page> {
  const invited = await owner.post('/api/invites', { data: { role } })
  expect(invited.status()).toBe(201)
  const { path }: { path: string } = await invited.json()
  const context = await browser.newContext({
    storageState: { cookies: [], origins: [] },
    baseURL: process.env['STUDIO_ORIGIN'] ?? '',
    reducedMotion: 'reduce',
    ...options,
  })
  const joined = await context.request.post('/api/invites/accept', {
    data: {
      secret: path.replace('/invite/', ''),
      name,
      email: `${crypto.randomUUID()}@studio.test`,
      password: 'a long enough password',
    },
  })
  expect(joined.status()).toBe(204)
  return context.newPage()
}
