import 'server-only'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import type { Principal } from '#lib/access/principal.ts'
import { services } from '#lib/server/services.ts'

/** For pages: who looks at this, or off to the sign-in page. Every page calls it itself; a layout is no guard. */
export async function requirePrincipal(): Promise<Principal> {
  const { authenticate } = await services()
  return (await authenticate(await headers())) ?? redirect('/sign-in')
}
